"""Old Word files (.doc), through LibreOffice, or antiword where that is all there is."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from treatygrade.errors import ReadError
from treatygrade.read.draft import Draft
from treatygrade.read.source import beyond, limit


def read_doc(data: bytes) -> Draft:
    """Convert to .docx and read that; pieces are those of the converted file.

    Raises:
        ReadError: no converter is installed, or it fails or takes longer than the limit.
    """
    if office := shutil.which("soffice") or shutil.which("libreoffice"):
        from treatygrade.read.docx import read_docx

        return read_docx(_with_office(office, data))
    if antiword := shutil.which("antiword"):
        from treatygrade.read.plain import read_plain

        return read_plain(_with_antiword(antiword, data))
    raise ReadError(
        "an old Word file (.doc), and nothing here can convert it",
        hint="install LibreOffice (soffice) or antiword, or save the file as .docx",
    )


def _with_office(office: str, data: bytes) -> bytes:
    with TemporaryDirectory() as folder:
        source = Path(folder, "report.doc")
        source.write_bytes(data)
        # A profile of its own: two LibreOffices on one profile wait for each other.
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        _run([office, profile, "--headless", "--convert-to", "docx", "--outdir", folder, str(source)])
        made = source.with_suffix(".docx")
        if not made.exists():
            raise ReadError("not a Word file that LibreOffice can convert", hint="open it in Word and save it as .docx")
        return made.read_bytes()


def _with_antiword(antiword: str, data: bytes) -> str:
    with TemporaryDirectory() as folder:
        source = Path(folder, "report.doc")
        source.write_bytes(data)
        return _run([antiword, "-m", "UTF-8.txt", "-w", "0", str(source)]).decode("utf-8", errors="replace")


def _run(command: list[str]) -> bytes:
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            output, _ = process.communicate(timeout=limit("convert_seconds"))
        except subprocess.TimeoutExpired:
            for number in reversed(_started_by(process.pid)):
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)
            raise beyond("convert_seconds", "its conversion takes too long", "save it as .docx") from None
    if process.returncode:
        raise ReadError("an old Word file that cannot be converted", hint="open it in Word, save it as .docx")
    return output


def _started_by(number: int) -> list[int]:
    """A process and those that it started: soffice begins another that does the work, and would outlive it.

    Not found out by a session of their own: a worker that is stopped takes along what is in its session. Where the
    system has no /proc it is the process alone.
    """
    found = [number]
    for listed in Path(f"/proc/{number}/task").glob("*/children"):
        with suppress(OSError):
            for child in listed.read_text("ascii").split():
                found += _started_by(int(child))
    return found
