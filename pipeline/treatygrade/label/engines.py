"""Where the reports are done: in processes of this machine, or on a cluster of several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from treatygrade.errors import UsageError
from treatygrade.label import pool
from treatygrade.label.job import Failure, Job, Task, do, prepare

TIME_LIMIT = 120.0
"""Seconds that one file may take."""

MEMORY_LIMIT = 3 << 30
"""Bytes that one worker process may take."""

Outcome = tuple[Task, bytes | Failure]
Engine = Callable[[Iterable[Task], Job, int], Iterator[Outcome]]
"""Does tasks, in any order: ``engine(tasks, job, at most so many)`` yields each with its part or its failure."""


def processes(jobs: int | None = None, time_limit: float = TIME_LIMIT) -> Engine:
    """The engine for one machine: ``jobs`` worker processes (None: one per core)."""
    if jobs is not None and jobs < 1:
        raise UsageError("--jobs is at least 1")

    def engine(tasks: Iterable[Task], job: Job, most: int) -> Iterator[Outcome]:
        wanted = min(jobs or _cores(), most)
        done = pool.run(tasks, do, partial(prepare, job), jobs=wanted, time_limit=time_limit, memory_limit=MEMORY_LIMIT)
        for task, outcome in done:
            yield task, lost(task, outcome) if isinstance(outcome, pool.Lost) else outcome

    return engine


def choose(
    name: str, *, jobs: int | None = None, scheduler: str | None = None, time_limit: float = TIME_LIMIT
) -> Engine:
    """The engine that a user asked for by name.

    Raises:
        UsageError: no such engine, or options that belong to the other one.
    """
    if name == "process":
        if scheduler is not None:
            raise UsageError("--scheduler goes with --engine dask")
        return processes(jobs, time_limit)
    if name != "dask":
        raise UsageError(f"no engine {name!r}", hint="--engine process or --engine dask")
    if jobs is not None:
        raise UsageError(
            "--jobs goes with --engine process", hint="a cluster has as many workers as it was started with"
        )
    if scheduler is None:
        raise UsageError(
            "--engine dask needs --scheduler tcp://HOST:PORT",
            hint="`dask ssh HOST1 HOST2` starts a cluster and prints it",
        )
    from treatygrade.label.cluster import cluster

    return cluster(scheduler, time_limit)


def lost(task: Task, loss: pool.Lost) -> Failure:
    """A file whose worker did not answer, as a failure that a resumed run tries again."""
    hint = "the same command with --resume tries it again"
    if loss.timed_out:
        hint += "; --time-limit gives it longer"
    return Failure(task.name, "label", loss.reason, hint, passing=True)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
