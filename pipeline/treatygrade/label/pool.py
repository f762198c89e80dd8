"""Worker processes that may hang, crash or be killed at any moment, each costing one task.

Every worker has a pipe of its own. The pools of ``concurrent.futures`` and of pebble share one queue and its
lock among their workers: a worker that is killed while it waits for work dies holding that lock, and the whole
run stands still or breaks. Here nothing is shared, so nothing can be left locked or half written.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
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
    must be importable by name from a module, not from the script that was started.

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
    """One process and the task that it has.

    It is a fresh interpreter, not a fork (which would hold the pipes of the others open), and not one of
    ``multiprocessing`` (which would run the caller's script again).
    """

    def __init__(self, work: Callable[[Any], Any], setup: Callable[[], object], memory_limit: int | None) -> None:
        self.pipe, theirs = Pipe()
        lifeline, self._lifeline = os.pipe()
        fds = (theirs.fileno(), lifeline)
        self.process = subprocess.Popen(  # noqa: S603  (this interpreter, on code of this module)
            [sys.executable, "-c", _BOOT, *map(str, fds), *sys.path],
            pass_fds=fds,
            stdin=subprocess.DEVNULL,
            stdout=sys.__stderr__,  # what a library may print does not mix with rows on standard output
            env=os.environ | dict.fromkeys(_SINGLE_THREADED, "1"),
            # A group of its own: Ctrl-C reaches the parent alone, and a kill takes the programs that reading starts.
            start_new_session=True,
        )
        theirs.close()
        os.close(lifeline)
        self.task: Any = None
        self.busy = False
        self.done = 0
        self.deadline = float("inf")
        self._send((work, setup, memory_limit))

    def give(self, task: object, time_limit: float) -> None:
        self.task, self.busy, self.deadline = task, True, time.monotonic() + time_limit
        self._send(task)

    def outcome(self, time_limit: float) -> Any:
        """A result, a :class:`Lost`, or None when there is nothing yet. Raises what ``setup`` raised."""
        try:
            if not self.pipe.poll():
                if self.deadline > time.monotonic():
                    return None
                return Lost(f"not done within {time_limit:g} s", timed_out=True)
            kind, value = self.pipe.recv()
        except (EOFError, OSError):
            self.end()
            return Lost(f"its worker process was killed ({_cause(self.process.returncode)})", timed_out=False)
        if kind == "broken":
            raise value
        self.deadline = float("inf")
        return value

    def end(self) -> None:
        """Kill the process and what it started; a worker never holds anything that a kill could harm."""
        if self.process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.pipe.close()
            os.close(self._lifeline)

    def _send(self, message: object) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # it has died; its end of the pipe will say so
            self.pipe.send(message)


def _cause(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


_BOOT = (
    "import sys; sys.path[:] = sys.argv[3:]; from treatygrade.label.pool import serve;"
    "serve(int(sys.argv[1]), int(sys.argv[2]))"
)


def serve(pipe_fd: int, lifeline: int) -> None:
    """The life of a worker: set up, then one task after the other until the parent hangs up."""
    Thread(target=_die_with_parent, args=(lifeline,), daemon=True).start()
    pipe = Connection(pipe_fd)
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        work, setup, memory_limit = pipe.recv()
        if memory_limit is not None:
            _limit_memory(memory_limit)
        try:
            setup()
        except Exception as error:
            pipe.send(("broken", error))
            return
        pipe.send(("ready", True))
        while True:
            pipe.send(("done", work(pipe.recv())))


def _die_with_parent(lifeline: int) -> None:
    os.read(lifeline, 1)  # nothing is ever written: it ends when the parent does
    os.killpg(0, signal.SIGKILL)


def _limit_memory(limit: int) -> None:
    """Let a document that swells beyond all measure fail with MemoryError instead of stopping the machine."""
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, hard))
