"""Worker processes that may hang, crash or be killed at any moment, each costing one task.

Every worker has a pipe of its own. The pools of ``concurrent.futures`` and of pebble share one queue and its
lock among their workers: a worker that is killed while it waits for work dies holding that lock, and the whole
run stands still or breaks. Here nothing is shared, so nothing can be left locked or half written.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from threading import Thread
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_STARTS = 3
_SINGLE_THREADED = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@dataclass(frozen=True, slots=True)
class Lost:
    """A task whose worker did not answer. ``timed_out`` tells a limit that was reached from a death."""

    reason: str
    timed_out: bool


def run(
    tasks: Iterable[Task],
    work: Callable[[Task], Result],
    setup: Callable[[], object],
    *,
    jobs: int,
    time_limit: float,
    memory_limit: int | None = None,
    renew_after: int = 1_000,
) -> Iterator[tuple[Task, Result | Lost]]:
    """Do ``work`` on each task in ``jobs`` processes and yield the results as they come.

    ``setup`` runs once in each new worker, outside the time limit (seconds a task). ``memory_limit`` is in bytes
    a worker; one that has done ``renew_after`` tasks is replaced, since libraries in C leak a little at each. ``tasks``
    is drawn from as workers fall idle, so it may be long and lazy; neither a task nor a result is None. Both functions
    must be importable by name, and a script that calls this needs the ``if __name__ == "__main__"`` guard.

    Raises:
        whatever ``setup`` raised in a worker; RuntimeError when workers die before they are ready.
    """
    queue = iter(tasks)
    upcoming = next(queue, None)
    workers = [_Worker(work, setup, memory_limit) for _ in range(jobs if upcoming is not None else 0)]
    deaths = 0
    try:
        while workers:
            for worker in _stirring(workers):
                outcome = worker.outcome(time_limit)
                if outcome is None:
                    continue
                lost = isinstance(outcome, Lost)
                deaths = deaths + 1 if lost and not worker.busy else 0
                if deaths == _STARTS:
                    raise RuntimeError(f"{_STARTS} worker processes died before they had started")
                if lost:
                    worker.end()
                if worker.busy:
                    worker.busy = False
                    worker.done += 1
                    yield worker.task, outcome
                if upcoming is not None and not lost and worker.done < renew_after:
                    worker.give(upcoming, time_limit)
                    upcoming = next(queue, None)
                    continue
                worker.end()
                workers.remove(worker)
                if upcoming is not None:
                    workers.append(_Worker(work, setup, memory_limit))
    finally:
        for worker in workers:
            worker.end()


def _stirring(workers: list[_Worker]) -> list[_Worker]:
    """The workers that have said something, died, or passed their limit; waits until there is one."""
    nearest = min(worker.deadline for worker in workers)
    left = None if nearest == float("inf") else max(0.0, nearest - time.monotonic())
    ready = wait([worker.pipe for worker in workers], timeout=left)
    now = time.monotonic()
    return [worker for worker in workers if worker.pipe in ready or worker.deadline <= now]


class _Worker:
    """One process and the task that it has."""

    def __init__(self, work: Callable[[Any], Any], setup: Callable[[], object], memory_limit: int | None) -> None:
        # Spawned, not forked: a fork would inherit the pipes of the others, and threads do not survive one.
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, work, setup, memory_limit), daemon=False
        )
        self.process.start()
        theirs.close()
        self.task: Any = None
        self.busy = False
        self.done = 0
        self.deadline = float("inf")

    def give(self, task: object, time_limit: float) -> None:
        self.task, self.busy, self.deadline = task, True, time.monotonic() + time_limit
        with suppress(BrokenPipeError):  # it died while idle; its end of the pipe will say so
            self.pipe.send(task)

    def outcome(self, time_limit: float) -> Any:
        """A result, a :class:`Lost`, or None when there is nothing yet. Raises what ``setup`` raised."""
        try:
            if not self.pipe.poll():
                if self.deadline > time.monotonic():
                    return None
                return Lost(f"not done within {time_limit:g} s", timed_out=True)
            kind, value = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            return Lost(f"its worker process was killed ({_cause(self.process.exitcode)})", timed_out=False)
        if kind == "broken":
            raise value
        self.deadline = float("inf")
        return value

    def end(self) -> None:
        """Kill the process and what it started; a worker never holds anything that a kill could harm."""
        pid = self.process.pid
        if pid is not None and self.process.exitcode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
            self.process.kill()
        self.process.join()
        self.pipe.close()


def _cause(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    return signal.Signals(-code).name


def _serve(pipe: Connection, work: Callable[[Any], Any], setup: Callable[[], object], memory_limit: int | None) -> None:
    """The life of a worker: set up, then one task after the other until the parent hangs up."""
    # A group of its own: Ctrl-C reaches the parent alone, and a kill takes the programs that reading may start.
    os.setsid()
    Thread(target=_die_with_parent, daemon=True).start()
    for name in _SINGLE_THREADED:
        os.environ[name] = "1"
    if memory_limit is not None:
        _limit_memory(memory_limit)
    try:
        setup()
    except Exception as error:
        pipe.send(("broken", error))
        return
    pipe.send(("ready", True))
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send(("done", work(pipe.recv())))


def _die_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.killpg(0, signal.SIGKILL)


def _limit_memory(limit: int) -> None:
    """Let a document that swells beyond all measure fail with MemoryError instead of stopping the machine."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
