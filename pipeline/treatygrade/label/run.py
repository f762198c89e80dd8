"""Labelling an archive: many reports in, one table out, whatever happens on the way."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from treatygrade import tables
from treatygrade.errors import TableError, UsageError
from treatygrade.label.engines import Engine, processes
from treatygrade.label.find import STDIN, shown, survey
from treatygrade.label.job import Failure, Job, Task
from treatygrade.label.parts import RESUME_HINT, Parts, Row, part_key, sole_writer
from treatygrade.label.progress import Reporter, Silent
from treatygrade.page import save
from treatygrade.schemes import load as load_scheme

ERROR_COLUMNS = ("file", "stage", "message", "what_to_do")


@dataclass(slots=True)
class Run:
    """What came of a run: counts, failures in the order of the inputs, and what was passed over in folders."""

    output: Path
    files: int = 0
    rows: int = 0
    resumed: int = 0
    seconds: float = 0.0
    failures: list[Failure] = field(default_factory=list)
    skipped: list[tuple[Path, str]] = field(default_factory=list)

    def told(self) -> str:
        """The run in one line."""
        told = f"{self.files - len(self.failures)} of {self.files} files, {self.rows} units, {self.seconds:.1f} s"
        if self.resumed:
            told += f"; {self.resumed} files were done before"
        for reason, count in Counter(reason for _, reason in self.skipped).most_common():
            told += f"; {count} passed over ({reason})"
        return f"{told}: {self.output}"


def label(
    paths: Iterable[str | Path],
    output: Path,
    *,
    job: Job | None = None,
    engine: Engine | None = None,
    resume: bool = False,
    errors: Path | None = None,
    see: Callable[[Row], None] | None = None,
    also: Collection[Path] = (),
    reporter: Reporter | None = None,
) -> Run:
    """Write one row per unit of all reports in ``paths`` to ``output``, in the order of the inputs.

    The rows are the same whatever the engine is and however often the run was stopped and resumed. ``see``
    is shown each row as it is written; ``also`` are files that the caller writes when the run is over. A report that
    fails costs its own rows only; it is in ``failures``, and in the table ``errors`` where one is named. ``output``
    ``-`` is JSON lines on standard output. Beside the output lie a manifest of the run and, until nothing is left to
    resume, the finished parts.

    Raises:
        UsageError: an output of no known format or that is also read, or another run at work on it.
        TableError: the disk refuses; what is done is kept for ``resume``.
        ModelError: the model cannot be loaded.
        ConfigError: a scheme that does not exist.
    """
    job, engine, reporter = job or Job(), engine or processes(), reporter or Silent()
    if job.scheme is not None:
        load_scheme(job.scheme)
    if output != STDIN:
        _check_format(output)
    if errors is not None:
        _check_format(errors)
    outputs = [path for path in (output, errors, *also) if path is not None]
    _check_places(outputs)
    given, started, began = list(paths), datetime.now(UTC), time.monotonic()
    found = survey(given, outputs)
    run = Run(output, files=len(found.inputs), skipped=found.skipped)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="treatygrade-")))
        if output == STDIN:
            parts = Parts(scratch / "stdout")
        else:
            stack.enter_context(sole_writer(output))
            parts = Parts(output)
            if not resume:
                parts.discard()
        reporter.start(run.files)
        try:
            keys = _do(found.inputs, parts=parts, engine=engine, job=job, run=run, reporter=reporter, scratch=scratch)
        except KeyboardInterrupt:
            reporter.note("what is done is kept; the same command with --resume goes on from here")
            raise
        rows = _counted((row for key in keys for row in parts.rows(key)), run, see)
        if output == STDIN:
            _pipe(rows, job)
        else:
            _write(rows, output, job)
        if errors is not None:
            lines = [(each.file, each.stage, each.message, each.hint) for each in run.failures]
            tables.write_rows((dict(zip(ERROR_COLUMNS, line, strict=True)) for line in lines), errors, ERROR_COLUMNS)
        run.seconds = time.monotonic() - began
        if output != STDIN:
            names = {"output": output, "errors": errors}
            arguments = {"paths": given, **names, "resume": resume, **asdict(job)}
            _write_manifest(run, job, arguments, started)
        if not any(failure.passing for failure in run.failures):
            parts.discard()
    return run


def _do(
    inputs: Sequence[Path], *, parts: Parts, engine: Engine, job: Job, run: Run, reporter: Reporter, scratch: Path
) -> list[str]:
    """Make the missing parts; the keys of all that are there, in the order of the inputs."""
    keys: dict[str, str] = {}
    failures: dict[str, Failure] = {}

    def fail(failure: Failure) -> None:
        failures[failure.file] = failure
        reporter.fail(failure)
        reporter.step()

    def tasks() -> Iterator[Task]:
        fingerprint = job.fingerprint()
        for given in inputs:
            name = shown(given)
            try:
                path = _spooled(sys.stdin.buffer, scratch) if given == STDIN else given
                digest = _digest(path)
            except OSError as error:
                fail(Failure(name, "read", *_explained(error)))
                continue
            keys[name] = part_key(name, digest, fingerprint)
            if parts.has(keys[name]):
                run.resumed += 1
                reporter.step()
            else:
                yield Task(path, name, keys[name], job)

    for task, outcome in engine(tasks(), job, len(inputs)):
        if isinstance(outcome, Failure):
            fail(outcome)
        else:
            parts.put(task.key, outcome)
            reporter.step()
    order = {shown(path): number for number, path in enumerate(inputs)}
    run.failures = sorted(failures.values(), key=lambda failure: order[failure.file])
    return [key for name, key in keys.items() if name not in failures]


def _counted(rows: Iterable[Row], run: Run, see: Callable[[Row], None] | None) -> Iterator[Row]:
    for row in rows:
        run.rows += 1
        if see is not None:
            see(row)
        yield row


def _write(rows: Iterable[Row], output: Path, job: Job) -> None:
    try:
        tables.write_rows(rows, output, job.columns)
    except TableError as error:
        error.hint = RESUME_HINT
        raise


def _pipe(rows: Iterable[Row], job: Job) -> None:
    try:
        tables.write_jsonl(rows, sys.stdout, job.columns)
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # whoever reads has enough
    except OSError as error:
        raise TableError(f"cannot write: {error.strerror or error}", file="standard output") from error


def _check_places(outputs: Sequence[Path]) -> None:
    """What would only show when all the work is done."""
    for number, path in enumerate(outputs):
        if path.is_dir():
            raise UsageError("is a folder", file=path, hint="name a file in it")
        if path != STDIN and os.path.realpath(path) in map(os.path.realpath, outputs[:number]):
            raise UsageError("named for two outputs", file=path)


def _check_format(path: Path) -> None:
    if path.suffix.lower() not in tables.FORMATS:
        raise UsageError(
            f"cannot tell the format from {path.name!r}", hint=f"name the file {tables.any_of(tables.FORMATS)}"
        )


def _spooled(stream: IO[bytes], scratch: Path) -> Path:
    path = scratch / "stdin"
    with path.open("wb") as file:
        shutil.copyfileobj(stream, file)
    return path


def _digest(path: Path) -> str:
    if not (path.is_file() or path.is_dir()) and path.exists():
        raise NotAFile
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


class NotAFile(OSError):
    """Opening it could wait for ever."""


def _explained(error: OSError) -> tuple[str, str]:
    """What is wrong with an input that cannot be opened, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "no such file", "check the path"
    if isinstance(error, NotAFile):
        return "not a file but a pipe or a device", "pipe it in with -, or save it as a file"
    if isinstance(error, IsADirectoryError):
        return (
            "a folder without any report",
            "reports end in .md, .docx, .pdf and the like; name other files one by one",
        )
    return f"cannot be opened: {error.strerror or error}", "check its permissions"


def _write_manifest(run: Run, job: Job, arguments: dict[str, Any], started: datetime) -> None:
    """How the output came to be, in ``<output>.run.json``: beside the output, since it differs from run to run."""
    manifest = {
        "version": version("treatygrade"),
        "model_hash": job.model_hash(),
        "arguments": {name: _told(value) for name, value in arguments.items()},
        "counts": {
            "files": run.files, "failed": len(run.failures), "resumed": run.resumed, "rows": run.rows,
            "skipped": len(run.skipped),
        },
        "failed": [asdict(failure) for failure in run.failures],
        "skipped": [{"file": shown(path), "reason": reason} for path, reason in run.skipped],
        "started": started.isoformat(timespec="seconds"),
        "seconds": round(run.seconds, 1),
    }  # fmt: skip
    target = run.output.with_name(f"{run.output.name}.run.json")
    save(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", target)


def _told(value: Any) -> Any:
    """An argument as JSON has it."""
    if isinstance(value, list):
        return [shown(Path(path)) for path in value]
    return shown(value) if isinstance(value, Path) else value
