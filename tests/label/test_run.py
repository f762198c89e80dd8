"""A run as a whole, with an engine that needs no model: what is kept, what is resumed, what is refused."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from treatygrade.columns import UNIT_COLUMNS
from treatygrade.errors import TableError, UsageError
from treatygrade.label import Failure, Job, label
from treatygrade.label.job import Task
from treatygrade.label.parts import Parts, pack, sole_writer
from treatygrade.tables import FORMATS, read_rows

JOB = Job(predict=False)


class Inline:
    """An engine in this process: two rows a file, in an odd order; what it did is in ``done``."""

    def __init__(self, stop_after: int | None = None, lose: str = "") -> None:
        self.done: list[str] = []
        self.stop_after, self.lose = stop_after, lose

    def __call__(self, tasks: Iterable[Task], job: Job, most: int) -> Iterator[tuple[Task, bytes | Failure]]:
        for task in sorted(tasks, key=lambda task: hash(task.key)):
            if len(self.done) == self.stop_after:
                raise KeyboardInterrupt
            self.done.append(task.name)
            words = task.path.read_text(encoding="utf-8")
            if "bad" in words:
                yield task, Failure(task.name, "segment", "no evaluation", "check the document")
            elif task.name == self.lose:
                yield task, Failure(task.name, "label", "killed", "--resume", passing=True)
            else:
                rows = [dict.fromkeys(UNIT_COLUMNS) | {"unit_id": f"{task.name}#{n}", "text": words} for n in (1, 2)]
                yield task, pack(rows)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    for name in "abcdefgh":
        (tmp_path / "in" / f"{name}.md").write_text(f"text {name} \u2028 é\x85", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ids(path: Path) -> list[str]:
    return [row["unit_id"] for row in read_rows(path)]


ALL = [f"in/{name}.md#{n}" for name in "abcdefgh" for n in (1, 2)]


@pytest.mark.parametrize("suffix", FORMATS)
def test_rows_come_in_the_order_of_the_inputs(archive: Path, suffix: str) -> None:
    run = label(["in"], Path(f"out{suffix}"), job=JOB, engine=Inline())
    assert ids(Path(f"out{suffix}")) == ALL
    assert (run.files, run.rows, run.failures) == (8, 16, [])
    assert not Path(f"out{suffix}.parts").exists()


def test_a_bad_file_costs_its_own_rows(archive: Path) -> None:
    Path("in/c.md").write_text("bad", encoding="utf-8")
    run = label(["in", "missing.md"], Path("out.csv"), job=JOB, engine=Inline(), errors=Path("errors.csv"))
    assert ids(Path("out.csv")) == [unit for unit in ALL if "/c.md" not in unit]
    assert read_rows(Path("errors.csv")) == [
        {"file": "in/c.md", "stage": "segment", "message": "no evaluation", "what_to_do": "check the document"},
        {"file": "missing.md", "stage": "read", "message": "no such file", "what_to_do": "check the path"},
    ]
    assert [failure.file for failure in run.failures] == ["in/c.md", "missing.md"]
    assert not Path("out.csv.parts").exists()


def test_no_failure_leaves_an_empty_table_not_an_old_one(archive: Path) -> None:
    Path("errors.csv").write_text("old", encoding="utf-8")
    label(["in"], Path("out.csv"), job=JOB, engine=Inline(), errors=Path("errors.csv"))
    assert read_rows(Path("errors.csv")) == []


@pytest.mark.parametrize("stopped_after", [0, 1, 5, 7])
def test_a_stopped_run_is_resumed(archive: Path, stopped_after: int) -> None:
    label(["in"], Path("whole.jsonl"), job=JOB, engine=Inline())
    with pytest.raises(KeyboardInterrupt):
        label(["in"], Path("out.jsonl"), job=JOB, engine=Inline(stopped_after))
    assert not Path("out.jsonl").exists()
    rest = Inline()
    run = label(["in"], Path("out.jsonl"), job=JOB, engine=rest, resume=True)
    assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
    assert (run.resumed, len(rest.done)) == (stopped_after, 8 - stopped_after)


def test_a_lost_file_is_tried_again_and_alone(archive: Path) -> None:
    run = label(["in"], Path("out.csv"), job=JOB, engine=Inline(lose="in/d.md"))
    assert [failure.file for failure in run.failures] == ["in/d.md"]
    again = Inline()
    label(["in"], Path("out.csv"), job=JOB, engine=again, resume=True)
    assert again.done == ["in/d.md"]
    assert ids(Path("out.csv")) == ALL


@pytest.mark.parametrize(
    ("change", "done_again"),
    [
        (lambda: Path("in/b.md").write_text("new", encoding="utf-8"), ["in/b.md"]),
        (lambda: Path("in/b.md").rename("in/z.md"), ["in/z.md"]),
        (lambda: next(Path("out.csv.parts").rglob("*.jsonl")).write_bytes(b""), 1),
        (lambda: None, []),
    ],
    ids=["changed", "renamed", "torn part", "nothing"],
)
def test_only_what_is_stale_is_done_again(archive: Path, change: Any, done_again: list[str] | int) -> None:
    with pytest.raises(KeyboardInterrupt):
        label(["in", "in/a.md"], Path("out.csv"), job=JOB, engine=Interrupting())
    change()
    again = Inline()
    label(["in"], Path("out.csv"), job=JOB, engine=again, resume=True)
    assert len(again.done) == 1 if done_again == 1 else again.done == done_again


class Interrupting(Inline):
    """Does everything and is stopped then."""

    def __call__(self, tasks: Iterable[Task], job: Job, most: int) -> Iterator[tuple[Task, bytes | Failure]]:
        yield from super().__call__(tasks, job, most)
        raise KeyboardInterrupt


def test_another_job_does_not_take_these_parts(archive: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        label(["in"], Path("out.csv"), job=JOB, engine=Interrupting())
    again = Inline()
    label(["in"], Path("out.csv"), job=Job(predict=False, rounds="all"), engine=again, resume=True)
    assert len(again.done) == 8


def test_without_resume_a_run_starts_afresh(archive: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        label(["in"], Path("out.csv"), job=JOB, engine=Interrupting())
    again = Inline()
    label(["in"], Path("out.csv"), job=JOB, engine=again)
    assert len(again.done) == 8


def test_two_runs_on_one_output_refuse_each_other(archive: Path) -> None:
    with sole_writer(Path("out.csv")), pytest.raises(UsageError, match="another run"):
        label(["in"], Path("out.csv"), job=JOB, engine=Inline())
    label(["in"], Path("out.csv"), job=JOB, engine=Inline())


def test_a_refusing_disk_loses_nothing(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put, calls = Parts.put, []

    def full(self: Parts, key: str, data: bytes) -> None:
        calls.append(key)
        if len(calls) > 3:
            monkeypatch.setattr(Path, "write_bytes", no_room)
        put(self, key, data)

    def no_room(self: Path, data: bytes) -> int:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context():
        monkeypatch.setattr(Parts, "put", full)
        with pytest.raises(TableError, match="No space left on device") as caught:
            label(["in"], Path("out.csv"), job=JOB, engine=Inline())
        assert "--resume" in caught.value.hint
    monkeypatch.undo()
    monkeypatch.chdir(archive)
    rest = Inline()
    label(["in"], Path("out.csv"), job=JOB, engine=rest, resume=True)
    assert len(rest.done) == 5
    assert ids(Path("out.csv")) == ALL


def test_standard_input_and_output(archive: Path, monkeypatch: Any, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"from a pipe")))
    label(["-"], Path("-"), job=JOB, engine=Inline())
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["unit_id"], row["text"]) for row in rows] == [("-#1", "from a pipe"), ("-#2", "from a pipe")]
    assert [path.name for path in archive.iterdir()] == ["in"]


def test_the_manifest_says_how_the_output_came_to_be(archive: Path) -> None:
    Path("in/note.csv").touch()
    label(["in"], Path("out.csv"), job=JOB, engine=Inline())
    manifest = json.loads(Path("out.csv.run.json").read_text(encoding="utf-8"))
    assert manifest["counts"] == {"files": 8, "failed": 0, "resumed": 0, "rows": 16, "skipped": 1}
    given = {"paths": ["in"], "output": "out.csv", "errors": None, "resume": False, "scheme": None, "rounds": "current",
             "predict": False, "model": None, "use_verdict": False}  # fmt: skip
    assert manifest["arguments"] == given
    assert manifest["skipped"] == [{"file": "in/note.csv", "reason": "ending .csv"}]
    assert {"version", "model_hash", "started", "seconds"} <= manifest.keys()


@pytest.mark.parametrize("path", ["fifo", "folder", "closed.md"])
def test_what_is_no_readable_file_is_a_failure(archive: Path, path: str) -> None:
    os.mkfifo("fifo")
    Path("folder").mkdir()
    Path("closed.md").touch(mode=0)
    if path == "closed.md" and os.access(path, os.R_OK):
        pytest.skip("the superuser reads everything")
    run = label([path], Path("out.csv"), job=JOB, engine=Inline())
    assert [failure.file for failure in run.failures] == [path]
    assert read_rows(Path("out.csv")) == []


def test_an_unknown_format_is_refused_before_any_work(archive: Path) -> None:
    engine = Inline()
    with pytest.raises(UsageError, match="format"):
        label(["in"], Path("out.pdf"), job=JOB, engine=engine)
    assert engine.done == []
