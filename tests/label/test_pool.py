"""A worker may hang, crash or be killed: it costs its own task."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.label.chores import chore, die, nothing, refuse
from treatygrade.label.pool import Lost, run


def outcomes(tasks: list[str], **options: Any) -> dict[str, str | Lost]:
    return dict(run(tasks, chore, nothing, **({"jobs": 2, "time_limit": 20.0} | options)))


def gone(pid: int, within: float = 20.0) -> bool:
    """Whether a process ends in time (a zombie has ended)."""
    import psutil

    end = time.monotonic() + within
    while time.monotonic() < end:
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_every_task_is_done_once(jobs: int) -> None:
    tasks = [f"task {number}" for number in range(40)]
    done = list(run(tasks, chore, nothing, jobs=jobs, time_limit=20))
    assert sorted(done) == sorted((task, task) for task in tasks)


@pytest.mark.parametrize(("renew_after", "processes"), [(1, 6), (2, 3), (100, 1)])
def test_workers_are_renewed(renew_after: int, processes: int) -> None:
    done = list(run(["pid"] * 6, chore, nothing, jobs=1, time_limit=20, renew_after=renew_after))
    assert len(done) == 6
    assert len({pid for _, pid in done}) == processes


def test_without_tasks_nothing_is_started() -> None:
    assert list(run([], chore, refuse, jobs=2, time_limit=1)) == []


@pytest.mark.parametrize(
    ("bad", "reason", "timed_out"),
    [
        ("kill", "its worker process was killed (SIGKILL)", False),
        ("exit 3", "its worker process was killed (exit code 3)", False),
        ("sleep 600", "not done within 3 s", True),
    ],
)
def test_a_lost_worker_costs_one_task(bad: str, reason: str, timed_out: bool) -> None:
    tasks = ["a", "b", bad, "c", "d", "e"]
    assert outcomes(tasks, time_limit=3) == {task: task for task in tasks if task != bad} | {
        bad: Lost(reason, timed_out)
    }


def test_a_limit_ends_also_what_the_worker_started(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    assert isinstance(outcomes([f"child {note}"], time_limit=5)[f"child {note}"], Lost)
    assert gone(int(note.read_text(encoding="utf-8")))


def test_memory_beyond_the_limit_is_refused_to_the_task_alone() -> None:
    assert outcomes(["memory 4000000000", "a"], memory_limit=1 << 30) == {"memory 4000000000": "refused", "a": "a"}


def test_what_setup_raises_reaches_the_caller() -> None:
    with pytest.raises(ValueError, match="no model here"):
        list(run(["a"], chore, refuse, jobs=2, time_limit=20))


def test_workers_that_die_at_once_end_the_run() -> None:
    with pytest.raises(RuntimeError, match="died before they had started"):
        list(run(["a", "b"], chore, die, jobs=2, time_limit=20))


def test_tasks_are_drawn_as_they_are_needed() -> None:
    drawn = []

    def tasks() -> Any:
        for number in range(50):
            drawn.append(number)
            yield f"task {number}"

    for _ in run(tasks(), chore, nothing, jobs=2, time_limit=20):
        assert len(drawn) <= 50
        break
    assert len(drawn) <= 4


@pytest.mark.parametrize("wait_for", ["pid", "sleep 600"])
def test_workers_do_not_outlive_a_killed_parent(wait_for: str, tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "from tests.label.chores import chore, nothing\n"
        "from treatygrade.label.pool import run\n"
        "if __name__ == '__main__':\n"
        f"    for _, pid in run(['pid', {wait_for!r}, 'sleep 600'], chore, nothing, jobs=1, time_limit=900):\n"
        "        print(pid, flush=True)\n",
        encoding="utf-8",
    )
    here = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": here}
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        os.kill(parent.pid, signal.SIGKILL)
    assert gone(pid)
