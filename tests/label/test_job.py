"""What is done to one report: no document raises, every failure says what to do; parts are whole or not there."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.label.test_run import JOB, Inline
from treatygrade.columns import PREDICTION_COLUMNS, UNIT_COLUMNS
from treatygrade.errors import ModelError, ReadError, TableError, UsageError
from treatygrade.label import Failure, Job, label, pool, processes, rows_of
from treatygrade.label.engines import choose, lost
from treatygrade.label.job import Task, do
from treatygrade.label.parts import Parts, pack, part_key, sole_writer
from treatygrade.label.progress import Bar, Lines, on_stderr
from treatygrade.label.run import Run

REPORT = "CED_C_QRD_FCO_1_Add.1.md"


@pytest.fixture
def report(specimens: Path) -> Path:
    return specimens / "en" / REPORT


def test_the_rows_bear_the_name_that_is_given(report: Path) -> None:
    rows = rows_of(report, "as/given.md", JOB)
    assert isinstance(rows, list)
    assert {row["file"] for row in rows} == {"as/given.md"}
    assert tuple(rows[0]) == UNIT_COLUMNS == JOB.columns


def test_predictions_are_columns_more_and_change_nothing_else(report: Path) -> None:
    plain, labelled = rows_of(report, "x", JOB), rows_of(report, "x", Job())
    assert isinstance(plain, list)
    assert isinstance(labelled, list)
    assert Job().columns == UNIT_COLUMNS + PREDICTION_COLUMNS
    for before, after in zip(plain, labelled, strict=True):
        assert {key: after[key] for key in UNIT_COLUMNS if key != "flags"} == {
            key: value for key, value in before.items() if key != "flags"
        }
        assert set(before["flags"]) <= set(after["flags"])


@pytest.mark.parametrize(
    ("raised", "message", "hint"),
    [
        (ReadError("torn", place="page 3", hint="save it anew"), "page 3: torn", "save it anew"),
        (ReadError("torn"), "torn", ""),
        (MemoryError(), "needs more memory than a worker may use", "split the document"),
        (RecursionError("too deep"), "unexpected RecursionError: too deep", "please report it"),
        (KeyError("x"), "unexpected KeyError: 'x'", "please report it"),
        (OSError(5, "Input/output error"), "unexpected OSError: [Errno 5] Input/output error", "report it"),
    ],
    ids=lambda part: type(part).__name__ if isinstance(part, BaseException) else str(part)[:12],
)
@pytest.mark.parametrize("stage", ["read", "segment", "predict"])
def test_whatever_a_document_does_is_a_failure_of_its_stage(
    report: Path, monkeypatch: pytest.MonkeyPatch, raised: BaseException, stage: str, message: str, hint: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise raised

    where = {"read": "treatygrade.read.read", "segment": "treatygrade.segment.segment"}
    monkeypatch.setattr(where.get(stage, "treatygrade.models.add_predictions"), fails)
    failure = rows_of(report, "x.md", Job())
    assert isinstance(failure, Failure)
    assert failure.stage == (raised.stage if isinstance(raised, ReadError) else stage)
    assert message in failure.message
    assert hint in failure.hint
    assert not failure.passing


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_what_the_user_does_is_no_failure(
    report: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("treatygrade.read.read", fails)
    with pytest.raises(error):
        rows_of(report, "x.md", JOB)


def test_a_part_depends_on_all_that_its_rows_depend_on(tmp_path: Path) -> None:
    jobs = [Job(), Job(scheme="cmw"), Job(rounds="all"), Job(predict=False), Job(use_verdict=True)]
    other = tmp_path / "model"
    other.mkdir()
    (other / "manifest.json").write_text("{}", encoding="utf-8")
    jobs.append(Job(model=other))
    assert len({job.fingerprint() for job in jobs}) == len(jobs)
    before = jobs[-1].fingerprint()
    (other / "manifest.json").write_text('{"a": 1}', encoding="utf-8")
    assert jobs[-1].fingerprint() != before
    assert Job(predict=False, model=other).fingerprint() == Job(predict=False).fingerprint()


def test_without_a_model_nothing_is_begun(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model") as raised:
        Job(model=tmp_path / "none").fingerprint()
    assert "treatygrade train -o" in raised.value.hint


def test_a_worker_gives_a_part_or_a_failure(report: Path, tmp_path: Path) -> None:
    task = Task(report, "x.md", "key", JOB)
    done = do(task)
    assert isinstance(done, bytes)
    digest, _, body = done.partition(b"\n")
    assert digest.decode() == hashlib.sha256(body).hexdigest()
    assert [json.loads(line)["file"] for line in body.decode().splitlines()] == ["x.md"] * 6
    assert isinstance(do(replace(task, path=tmp_path / "none.md")), Failure)


# Parts


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data + b"{}\n",
        lambda data: data.replace(b"words", b"WORDS"),
        lambda data: data.partition(b"\n")[2],
        lambda data: b"0" * 64 + b"\n" + data.partition(b"\n")[2],
        lambda data: bytes(len(data)),
    ],
    ids=["empty", "cut", "longer", "changed", "headless", "other hash", "zeros"],
)
def test_a_part_that_is_not_whole_is_not_there(tmp_path: Path, spoil: Any) -> None:
    parts = Parts(tmp_path / "out.csv")
    data = pack([{"text": "words \u2028 é"}, {"text": "more"}])
    parts.put("abcd", data)
    assert parts.has("abcd")
    assert list(parts.rows("abcd")) == [{"text": "words \u2028 é"}, {"text": "more"}]
    next(parts.folder.rglob("*.jsonl")).write_bytes(spoil(data))
    assert not parts.has("abcd")
    with pytest.raises(TableError, match="gone or damaged") as raised:
        list(parts.rows("abcd"))
    assert "--resume" in raised.value.hint


def test_a_report_without_rows_is_a_part_too(tmp_path: Path) -> None:
    parts = Parts(tmp_path / "out.csv")
    parts.put("ab", pack([]))
    assert parts.has("ab")
    assert list(parts.rows("ab")) == []
    assert not parts.has("cd")
    parts.discard()
    parts.discard()  # gone already
    assert not parts.folder.exists()


def test_half_a_character_in_a_row_does_not_stop_a_run() -> None:
    assert json.loads(pack([{"text": "a\ud800b"}]).split(b"\n")[1]) == {"text": "a?b"}


def test_keys_tell_apart_what_only_looks_alike() -> None:
    assert part_key("a", "b") != part_key("ab", "") != part_key("", "ab")
    assert part_key("a", "b") == part_key("a", "b")
    assert part_key("caf\udce9") != part_key("caf?")


def test_a_lock_is_let_go_however_a_run_ends(tmp_path: Path) -> None:
    output = tmp_path / "new" / "out.csv"
    with pytest.raises(RuntimeError), sole_writer(output):
        raise RuntimeError
    with sole_writer(output), pytest.raises(UsageError, match="another run"), sole_writer(output):
        pass
    with sole_writer(output):
        pass
    assert list(output.parent.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "a.md").touch()
    engine = Inline()
    with pytest.raises(TableError, match="its folder is a file"):
        label([tmp_path / "a.md"], tmp_path / "file" / "out.csv", job=JOB, engine=engine)
    assert engine.done == []


# Engines, and what is told


def test_what_a_lost_file_is_told() -> None:
    task = Task(Path("a.md"), "a.md", "k", JOB)
    slow, dead = lost(task, pool.Lost("not done within 3 s", True)), lost(task, pool.Lost("killed (SIGKILL)", False))
    assert (slow.message, slow.passing) == ("not done within 3 s", True)
    assert slow.hint.endswith("--time-limit gives it longer")
    assert dead.passing
    assert "--time-limit" not in dead.hint


@pytest.mark.parametrize("jobs", [0, -1])
def test_a_machine_needs_one_worker(jobs: int) -> None:
    with pytest.raises(UsageError, match="at least 1"):
        choose("process", jobs=jobs)


@pytest.mark.parametrize(("jobs", "files", "started"), [(None, 1, 1), (4, 2, 2), (1, 5, 1)])
def test_no_more_workers_start_than_there_are_files(
    monkeypatch: pytest.MonkeyPatch, jobs: int | None, files: int, started: int
) -> None:
    seen: dict[str, Any] = {}
    monkeypatch.setattr(pool, "run", lambda *_, **options: seen.update(options) or [])
    assert list(processes(jobs, time_limit=7)([], JOB, files)) == []
    assert (seen["jobs"], seen["time_limit"], seen["memory_limit"]) == (started, 7, 3 << 30)


def test_the_run_in_one_line() -> None:
    run = Run(Path("out.csv"), files=9, rows=20, resumed=3, seconds=1.26)
    run.failures = [Failure("a.md", "read", "torn")]
    run.skipped = [(Path("x"), "hidden"), (Path("y"), "ending .csv"), (Path("z"), "hidden")]
    assert run.told() == (
        "8 of 9 files, 20 units, 1.3 s; 3 files were done before; 2 passed over (hidden); 1 passed over (ending .csv): "
        "out.csv"
    )
    assert Run(Path("o.csv"), files=1).told() == "1 of 1 files, 0 units, 0.0 s: o.csv"


@pytest.mark.parametrize(("terminal", "kind"), [(True, Bar), (False, Lines)])
def test_a_bar_is_for_terminals(monkeypatch: pytest.MonkeyPatch, terminal: bool, kind: type[Lines]) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    monkeypatch.setattr("sys.stderr", stream)
    with on_stderr() as reporter:
        assert type(reporter) is kind
        reporter.start(2)
        reporter.step()
        reporter.note("a [b] note")
    assert "treatygrade: a [b] note" in stream.getvalue()


@pytest.mark.parametrize(
    ("seconds", "left"), [(4.0, "0:04"), (59.6, "1:00"), (61.0, "1:01"), (3_599.0, "59:59"), (3_600.0, "1:00:00")]
)
def test_time_left_is_told_as_a_clock_does(seconds: float, left: str) -> None:
    ticks = iter([0.0, 0.0, seconds])
    stream = io.StringIO()
    lines = Lines(stream, lambda: next(ticks))
    lines.start(2)
    lines.step()
    expected = f"treatygrade: 1 of 2 files, {1 / seconds:.1f} a second, {left} left\n" if seconds >= 10 else ""
    assert stream.getvalue() == expected
