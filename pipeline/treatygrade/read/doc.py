"""Old Word files (.doc), through LibreOffice, or antiword where that is all there is."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from treatygrade.errors import ReadError
from treatygrade.read.draft import Draft
from treatygrade.read.source import limit


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
    try:
        done = subprocess.run(command, capture_output=True, timeout=limit("convert_seconds"), check=True)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise ReadError(
            f"its conversion took more than {limit('convert_seconds')} s", hint="save it as .docx"
        ) from None
    except subprocess.CalledProcessError:
        raise ReadError("an old Word file that cannot be converted", hint="open it in Word, save it as .docx") from None
    return done.stdout
