"""The same work on a dask cluster, of one machine or many.

The bytes of each file travel with its task and the rows travel back, so the machines share no disk; only treatygrade
(the same version) is installed on each, and a model other than the shipped one lies at the same path on each.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from treatygrade.errors import ModelError, UsageError
from treatygrade.label.engines import Engine, Outcome, lost
from treatygrade.label.job import Failure, Job, Task, do, prepare
from treatygrade.label.pool import Lost

_CONNECT = 5  # seconds
_ALONE = Lock()  # a worker may have several threads, and PDFium serves one at a time


def cluster(scheduler: str, time_limit: float) -> Engine:
    """The engine that does the work on the cluster at ``scheduler``.

    A task whose worker dies is done again on another by the scheduler; one that kills several is a failure.

    Raises:
        UsageError: dask is not installed, or nothing answers there.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("the cluster needs dask", hint="pip install 'treatygrade[cluster]'") from None

    def engine(tasks: Iterable[Task], job: Job, most: int) -> Iterator[Outcome]:
        del most  # the cluster has its own size
        try:
            client = Client(scheduler, timeout=_CONNECT, set_as_default=False)
        except OSError as error:
            raise UsageError(f"no dask scheduler answers at {scheduler}: {error}") from None
        with client:
            yield from _on(client, tasks, job, time_limit)

    return engine


def _on(client: Any, tasks: Iterable[Task], job: Job, time_limit: float) -> Iterator[Outcome]:
    """Keep as many tasks at work as there are threads in the cluster; yield what comes back."""
    from distributed import wait

    fingerprint = job.fingerprint()
    queue = iter(tasks)
    at_work: dict[Any, tuple[Task, float]] = {}
    while True:
        room = max(1, sum(client.nthreads().values()))
        while len(at_work) < room and (task := next(queue, None)):
            try:
                data = task.path.read_bytes()
            except OSError as error:  # it was there when the run began
                yield task, Failure(task.name, "read", f"cannot be opened: {error.strerror or error}", "check the path")
                continue
            future = client.submit(_remote, data, task, fingerprint, key=task.key, pure=False)
            at_work[future] = task, time.monotonic() + time_limit
        if not at_work:
            return
        left = min(deadline for _, deadline in at_work.values()) - time.monotonic()
        with suppress(TimeoutError), client.as_current():
            wait(list(at_work), timeout=max(0.0, left), return_when="FIRST_COMPLETED")
        for future in [future for future, (_, deadline) in at_work.items() if future.done() or _past(deadline)]:
            task, _ = at_work.pop(future)
            yield task, _outcome(task, future) if future.done() else _given_up(client, task, future, time_limit)
            future.release()


def _past(deadline: float) -> bool:
    return deadline <= time.monotonic()


def _outcome(task: Task, future: Any) -> bytes | Failure:
    error = future.exception()
    if error is None:
        part: bytes | Failure = future.result()
        return part
    if isinstance(error, ModelError):
        raise error
    return lost(task, Lost(f"the cluster gave it up: {error}", timed_out=False))


def _given_up(client: Any, task: Task, future: Any, time_limit: float) -> Failure:
    """Take a task off the cluster: a thread cannot be stopped, so its worker is started anew."""
    stuck = [worker for worker, keys in client.processing().items() if task.key in keys]
    future.cancel(force=True)
    if stuck:
        client.restart_workers(stuck, raise_for_error=False)
    return lost(task, Lost(f"not done within {time_limit:g} s", timed_out=True))


def _remote(data: bytes, task: Task, fingerprint: str) -> bytes | Failure:
    """Do one task on a worker of the cluster."""
    if _fingerprint(task.job) != fingerprint:
        raise ModelError(
            "a worker of the cluster has another version of treatygrade or another model",
            hint="install the same version everywhere, and put --model at the same path",
        )
    prepare(task.job)
    with _ALONE, tempfile.TemporaryDirectory(prefix="treatygrade-") as folder:
        path = Path(folder, f"report{task.path.suffix}")
        path.write_bytes(data)
        return do(replace(task, path=path))


@cache
def _fingerprint(job: Job) -> str:
    return job.fingerprint()
