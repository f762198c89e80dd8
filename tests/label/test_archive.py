"""The command as people run it: killed, interrupted, short of disk, fed with broken files."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from treatygrade.tables import FORMATS, read_rows


@pytest.fixture(scope="module")
def archive(specimens: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty reports in folders, all different."""
    folder = tmp_path_factory.mktemp("archive")
    sources = sorted((specimens / "en").glob("*.md"))
    for number in range(40):
        source = sources[number % len(sources)]
        path = folder / f"{number % 7}" / f"{number:02}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(source.read_text(encoding="utf-8").replace("steps", f"steps{number}"), encoding="utf-8")
    return folder


def command(*arguments: str | Path, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "treatygrade", "label", *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, **options,
    )  # fmt: skip


def run(*arguments: str | Path, **options: Any) -> tuple[int, str, str]:
    with command(*arguments, **options) as process:
        out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.fixture(scope="module")
def undisturbed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    output = tmp_path_factory.mktemp("undisturbed") / "out.parquet"
    assert run(archive, "-o", output, "--jobs", "1")[0] == 0
    assert len({row["file"] for row in read_rows(output)}) == 40
    return output.read_bytes()


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != ".jsonl"])
def test_every_format_holds_the_same_rows(specimens: Path, tmp_path: Path, suffix: str) -> None:
    for output in ("out.jsonl", f"out{suffix}"):
        assert run(specimens, "-o", tmp_path / output)[0] == 0
    rows = read_rows(tmp_path / "out.jsonl")
    assert len({row["file"] for row in rows}) == 37
    assert read_rows(tmp_path / f"out{suffix}") == rows


def test_jobs_do_not_change_the_output(archive: Path, undisturbed: bytes, tmp_path: Path) -> None:
    assert run(archive, "-o", tmp_path / "out.parquet", "--jobs", "3")[0] == 0
    assert (tmp_path / "out.parquet").read_bytes() == undisturbed


@pytest.mark.parametrize("victim", ["parent", "worker"])
def test_a_killed_run_resumes_to_the_same_bytes(archive: Path, undisturbed: bytes, tmp_path: Path, victim: str) -> None:
    output = tmp_path / "out.parquet"
    chance = random.Random(victim)
    began = time.monotonic()
    assert run(archive, "-o", output, "--jobs", "2")[0] == 0
    seconds = time.monotonic() - began
    for attempt in range(KILLS):
        with command(archive, "-o", output, "--jobs", "2", *(["--resume"] if attempt else [])) as process:
            time.sleep(chance.uniform(0.1, seconds))
            _kill(process, victim, chance)
            process.communicate(timeout=120)
    assert run(archive, "-o", output, "--resume")[0] == 0
    assert output.read_bytes() == undisturbed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet", "out.parquet.run.json"]


KILLS = int(os.environ.get("TREATYGRADE_KILLS", "2"))
"""How often each victim is killed; set to 20 for the whole trial."""


def _kill(process: subprocess.Popen[str], victim: str, chance: random.Random) -> None:
    target = process.pid
    if victim == "worker":
        try:
            workers = psutil.Process(process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return
        if not workers:
            return
        target = chance.choice(workers).pid
    try:
        os.kill(target, signal.SIGKILL)
    except ProcessLookupError:
        return


def test_ctrl_c_keeps_what_is_done(archive: Path, undisturbed: bytes, tmp_path: Path) -> None:
    output = tmp_path / "out.parquet"
    # Standard input that does not end: however slow this machine is, the run is not over yet.
    with command(archive / "0", "-", archive, "-o", output, "--jobs", "1", stdin=subprocess.PIPE) as process:
        _wait_for_parts(output, 4)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "--resume" in err
    code, _, err = run(archive, "-o", output, "--resume")
    assert code == 0
    assert "files were done before" in err
    assert output.read_bytes() == undisturbed


def test_a_full_disk_is_told_and_resumed(archive: Path, undisturbed: bytes, tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: the system refuses to write in the same way."""
    output = tmp_path / "out.parquet"

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    code, _, err = run(archive, "-o", output, "--jobs", "1", preexec_fn=small)
    assert code == 1
    assert "cannot write" in err
    assert "--resume" in err
    assert "Traceback" not in err
    assert run(archive, "-o", output, "--resume")[0] == 0
    assert output.read_bytes() == undisturbed


def test_two_runs_on_one_output_refuse_each_other(archive: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.csv"
    with command(archive / "0", "-", "-o", output, "--jobs", "1", stdin=subprocess.PIPE) as first:
        _wait_for_parts(output, 1)
        code, _, err = run(archive, "-o", output)
        assert code == 2
        assert "another run is writing this output" in err
        report = next(archive.rglob("*.md")).read_text(encoding="utf-8")
        first.communicate(report, timeout=120)
    assert first.returncode == 0


def test_bad_files_among_good_ones_are_named(archive: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "empty.md").touch()
    (bad / "binary.md").write_bytes(bytes(range(256)) * 40)
    (bad / "other.md").write_text("# Minutes\n\nNothing was evaluated.\n", encoding="utf-8")
    for suffix in (".docx", ".doc", ".pdf", ".html"):
        (bad / f"corrupt{suffix}").write_bytes(
            {".docx": b"PK\x03\x04", ".pdf": b"%PDF-1.7\n"}.get(suffix, b"") + b"\0x" * 999
        )
    os.mkfifo(bad / "hanging.md")
    (bad / "huge.md").touch()
    os.truncate(bad / "huge.md", 200_000_001)
    errors = tmp_path / "errors.csv"
    code, _, err = run(archive, bad, tmp_path / "missing.md", "-o", tmp_path / "out.jsonl", "--errors", errors)
    assert code == 1
    assert len({row["file"] for row in read_rows(tmp_path / "out.jsonl")}) == 40
    named = {Path(row["file"]).name: row for row in read_rows(errors)}
    assert set(named) == {path.name for path in bad.iterdir()} | {"missing.md"}
    assert all(row["message"] and row["what_to_do"] for row in named.values())
    assert all(name in err for name in named)
    assert "Traceback" not in err


def test_a_file_beyond_its_time_costs_itself_alone(archive: Path, tmp_path: Path) -> None:
    good = next(archive.rglob("*.md"))
    slow = "*a* **b** [c](d) x1\n" * 300_000  # within the limits on a file
    (tmp_path / "slow.md").write_text(good.read_text(encoding="utf-8") + slow, encoding="utf-8")
    code, _, err = run(tmp_path / "slow.md", good, "-o", tmp_path / "out.jsonl", "--time-limit", "3")
    assert code == 1
    assert "slow.md: not done within 3 s" in err
    assert {row["file"] for row in read_rows(tmp_path / "out.jsonl")} == {str(good)}


def test_pipes(archive: Path, tmp_path: Path) -> None:
    report = next(iter(sorted(archive.rglob("*.md"))))
    with report.open("rb") as stream:
        code, out, _ = run("-", "-o", "-", stdin=stream)
    assert code == 0
    rows = [json.loads(line) for line in out.splitlines()]
    assert {row["file"] for row in rows} == {"-"}
    run(report, "-o", tmp_path / "out.jsonl")
    assert [row["text"] for row in rows] == [row["text"] for row in read_rows(tmp_path / "out.jsonl")]


def test_an_unreadable_file_costs_its_own_rows(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "closed.md").touch(mode=0)
    good = next(iter(sorted(archive.rglob("*.md"))))
    code, _, err = run(tmp_path / "closed.md", good, "-o", tmp_path / "out.jsonl")
    assert code == 1
    assert "closed.md: " in err
    assert {row["file"] for row in read_rows(tmp_path / "out.jsonl")} == {str(good)}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_standard_output_is_an_error_line(archive: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "treatygrade", "label", str(next(archive.rglob("*.md"))), "-o", "-"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "standard output: cannot write" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("how", ["script", "standard input"])
def test_a_script_needs_no_guard(specimens: Path, tmp_path: Path, how: str) -> None:
    script = "\n".join(
        (
            "from pathlib import Path",
            "from treatygrade.label import label",
            f"print(label([{str(specimens / 'fr')!r}], Path('out.csv')).files)",
        )
    )
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    arguments = ["script.py"] if how == "script" else ["-"]
    done = subprocess.run(
        [sys.executable, *arguments], input=script, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "7\n"


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "x.md",
        "x.md -o out.pdf",
        "x.md -o out.csv --errors errors.txt",
        "x.md -o out.csv --errors out.csv",
        "x.csv -o x.csv",
        "x.md -o out.csv --html x.md",
        "x.md -o .csv --errors .",
        "x.md -o out.csv --jobs 0",
        "x.md -o out.csv --engine dask",
        "x.md -o out.csv --scheme nonsense",
        "x.md -o out.csv --nonsense",
    ],
)
def test_wrong_usage(arguments: str, tmp_path: Path) -> None:
    code, _, err = run(*arguments.split(), cwd=tmp_path)
    assert code == 2
    assert err
    assert list(tmp_path.iterdir()) == []


def _wait_for_parts(output: Path, count: int) -> None:
    end = time.monotonic() + 60
    folder = output.with_name(f"{output.name}.parts")
    while len(list(folder.rglob("*.jsonl"))) < count:
        assert time.monotonic() < end, "no parts"
        time.sleep(0.01)
