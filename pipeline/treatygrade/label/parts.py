"""What a run has finished, kept beside its output until the output is whole.

One part a report, in ``<output>.parts/``: its rows as JSON lines under a line with their SHA-256. A part is written
beside itself and renamed, and a part whose hash does not match (the machine went down before the disk had it all) is
done again. Its name is the hash of all that its rows depend on, so a stale part is never taken for a fresh one.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from treatygrade.errors import TableError, UsageError, unwritten

Row = dict[str, Any]

RESUME_HINT = "make room; then the same command with --resume goes on from here"


def pack(rows: list[Row]) -> bytes:
    """The rows of one report as a part."""
    body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "replace")
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def part_key(*parts: str) -> str:
    """The name of a part: the hash of what its rows depend on."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()


class Parts:
    """The folder of parts of one output."""

    def __init__(self, output: Path) -> None:
        self.folder = output.with_name(f"{output.name}.parts")

    def has(self, key: str) -> bool:
        """Whether the part is there and whole."""
        return self._body(key) is not None

    def put(self, key: str, data: bytes) -> None:
        """Write a part.

        Raises:
            TableError: the disk refuses; what was written before stays.
        """
        path = self._path(key)
        unfinished = path.with_suffix(".part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(data)
            unfinished.replace(path)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink()
            raise TableError(
                unwritten(error),
                file=self.folder,
                hint=RESUME_HINT,
            ) from error

    def rows(self, key: str) -> Iterator[Row]:
        """The rows of a part.

        Raises:
            TableError: the part has vanished or changed since it was written.
        """
        body = self._body(key)
        if body is None:
            raise TableError("a finished part is gone or damaged", file=self._path(key), hint="run again with --resume")
        yield from map(json.loads, body.decode("utf-8").split("\n")[:-1])

    def discard(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.jsonl"

    def _body(self, key: str) -> bytes | None:
        try:
            digest, _, body = self._path(key).read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        return body if hashlib.sha256(body).hexdigest().encode() == digest else None


@contextmanager
def sole_writer(output: Path) -> Iterator[None]:
    """Hold the lock of an output; the system lets go of it however the run ends.

    Raises:
        UsageError: another run is writing this output.
        TableError: its folder cannot be written to.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(output.with_name(f".{output.name}.lock"), timeout=0)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise UsageError(
            "another run is writing this output", file=output, hint="wait for it, or name another output"
        ) from None
    except OSError as error:
        raise TableError(unwritten(error), file=output, hint="name another output") from error
    try:
        yield
    finally:
        # While it is still held: filelock sees that a file it has just locked is gone, and takes a new one.
        Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()
