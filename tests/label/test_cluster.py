"""The dask engine on a real cluster of worker processes: the same rows, also when one worker dies."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from treatygrade.errors import UsageError
from treatygrade.label import Failure, Job, choose, label, processes
from treatygrade.label.job import Task
from treatygrade.tables import read_rows

pytestmark = pytest.mark.loopback  # a cluster on this machine

distributed = pytest.importorskip("distributed")

JOB = Job(predict=False)
LONG = "".join(
    f"\n\nThe Committee takes note of measure {n}, of which the State party gives details." for n in range(40_000)
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers of one thread each, in processes of their own, with nannies that start them anew."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as running:
        yield running


@pytest.fixture
def archive(specimens: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for source in sorted((specimens / "en").glob("*.md")):
        for copy in range(6):
            (folder / f"{source.stem}_{copy}.md").write_bytes(source.read_bytes())
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 nonsense")
    return folder


def on(running: Any, time_limit: float = 60.0) -> Any:
    return choose("dask", jobs=None, scheduler=running.scheduler_address, time_limit=time_limit)


def test_a_cluster_gives_the_rows_of_one_machine_though_a_worker_is_killed(
    cluster: Any, archive: Path, tmp_path: Path
) -> None:
    label([archive], tmp_path / "one.jsonl", job=JOB, engine=processes(2))

    class Killer:
        """Kills a worker once some files are done."""

        steps = 0

        def step(self) -> None:
            self.steps += 1
            if self.steps == 5:
                os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

        def start(self, total: int) -> None: ...
        def fail(self, failure: object) -> None: ...
        def note(self, message: str) -> None: ...

    run = label([archive], tmp_path / "many.jsonl", job=JOB, engine=on(cluster), reporter=Killer())
    assert (tmp_path / "many.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()
    assert len(read_rows(tmp_path / "many.jsonl")) > 100
    assert [Path(failure.file).name for failure in run.failures] == ["broken.docx"]


def test_a_file_beyond_its_time_is_given_up_and_tried_again_on_resume(
    cluster: Any, archive: Path, tmp_path: Path
) -> None:
    slow = next(archive.glob("*.md"))
    # Seconds of work, so that it is not done before the client looks.
    slow.write_text(slow.read_text(encoding="utf-8") + LONG, encoding="utf-8")
    output = tmp_path / "out.jsonl"
    run = label([slow], output, job=JOB, engine=on(cluster, time_limit=0.0))
    assert [failure.message for failure in run.failures] == ["not done within 0 s"]
    run = label([slow], output, job=JOB, engine=on(cluster), resume=True)
    assert run.failures == []
    assert {row["file"] for row in read_rows(output)} == {str(slow)}


def test_a_file_that_has_gone_is_a_failure(cluster: Any, archive: Path) -> None:
    good = next(archive.glob("*.md"))
    tasks = [Task(path, path.name, path.name, JOB) for path in (archive / "gone.md", good)]
    outcomes = {task.name: outcome for task, outcome in on(cluster)(tasks, JOB, 2)}
    assert isinstance(outcomes["gone.md"], Failure)
    assert isinstance(outcomes[good.name], bytes)


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("dask", {}, "needs --scheduler"),
        ("dask", {"scheduler": "tcp://x", "jobs": 2}, "--jobs goes with"),
        ("process", {"scheduler": "tcp://x"}, "--scheduler goes with"),
        ("threads", {}, "no engine"),
    ],
)
def test_options_that_do_not_go_together(name: str, options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        choose(name, **({"jobs": None, "scheduler": None, "time_limit": 1.0} | options))


def test_an_absent_scheduler_is_a_usage_error(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("treatygrade.label.cluster._CONNECT", 0.5)
    engine = choose("dask", jobs=None, scheduler="tcp://127.0.0.1:9", time_limit=1.0)
    with pytest.raises(UsageError, match="no dask scheduler answers"):
        label([archive], tmp_path / "out.csv", job=JOB, engine=engine)
