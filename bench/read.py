"""How fast reading is, on one core, and what memory it takes; figures go to bench/results/read.json.

python bench/read.py                     all of it (a minute)

Text and Markdown: reports of 30 KB made from the specimens, read and segmented. Word and PDF: the same specimens made
into .docx by pandoc and into .pdf by LibreOffice, against python-docx and pypdfium2 taking the text out of the same
files in the same run. All times are processor seconds, the best of several rounds.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measure import machine

from treatygrade.read import read
from treatygrade.segment import segment

HERE = Path(__file__).parent
SPECIMENS = HERE.parent / "corpus" / "specimens"
SIZE = 30_000  # bytes of a report
ROUNDS = 5
MEGABYTES = (0.1, 1.0, 10.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=HERE / "results" / "read.json")
    parser.add_argument("--grow", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.grow:
        print(json.dumps(_one(options.grow)))
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        figures = {
            "machine": machine(),
            "reports_a_second": {kind: _reports_a_second(folder, kind) for kind in ("md", "txt")},
            "against_library": _against_libraries(folder),
            "growth": [_grown(folder, size, kind) for kind in ("txt", "md") for size in MEGABYTES],
        }
    options.output.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=2))


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def _long(source: Path, size: int) -> str:
    text = source.read_text(encoding="utf-8")
    return (text + "\n\n") * max(1, round(size / len(text.encode())))


def _reports_a_second(folder: Path, kind: str) -> dict[str, float]:
    paths = []
    for source in sorted((SPECIMENS / "en").glob("*.md")):
        path = folder / f"{source.stem}.{kind}"
        text = _long(source, SIZE)
        path.write_text(re.sub(r"[*#]+", "", text) if kind == "txt" else text, encoding="utf-8")
        paths.append(path)
    reading = _best(lambda: [read(path) for path in paths])
    both = _best(lambda: [segment(read(path)) for path in paths])
    return {"read": round(len(paths) / reading), "read_and_segment": round(len(paths) / both)}


def _against_libraries(folder: Path) -> dict[str, float] | str:
    pandoc, office = shutil.which("pandoc"), shutil.which("soffice")
    if not pandoc or not office:
        return "needs pandoc and soffice"
    words = []
    for source in sorted((SPECIMENS / "en").glob("*.md")):
        words.append(folder / f"{source.stem}.docx")
        subprocess.run([pandoc, "--quiet", "-f", "gfm", str(source), "-o", str(words[-1])], check=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, words)]
    subprocess.run(command, check=True, capture_output=True)
    pdfs = [path.with_suffix(".pdf") for path in words]
    ours = {kind: _best(lambda paths=paths: [read(path) for path in paths]) for kind, paths in
            (("docx", words), ("pdf", pdfs))}  # fmt: skip
    theirs = {"docx": _best(lambda: [_python_docx(path) for path in words]),
              "pdf": _best(lambda: [_pdfium(path) for path in pdfs])}  # fmt: skip
    return {kind: round(theirs[kind] / ours[kind], 2) for kind in ours}


def _python_docx(path: Path) -> int:
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return len(cells) + sum(len(paragraph.text) for paragraph in document.paragraphs)


def _pdfium(path: Path) -> int:
    import pypdfium2

    return sum(len(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(path))


def _grown(folder: Path, megabytes: float, kind: str) -> dict[str, float | str]:
    path = folder / f"long.{kind}"
    path.write_text(_long(SPECIMENS / "en" / "CMW_C_QNT_FCO_1_Add.1.md", int(megabytes * 1e6)), encoding="utf-8")
    done = subprocess.run([sys.executable, __file__, "--grow", str(path)], check=True, capture_output=True, text=True)
    return {"format": kind, "megabytes": megabytes} | json.loads(done.stdout)


def _one(path: Path) -> dict[str, float]:
    begun = time.process_time()
    read(path)
    used = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(used, 3), "peak_mb": round(peak)}


if __name__ == "__main__":
    main()
