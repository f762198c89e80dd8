"""One report, five formats, one text. The files are made here by pandoc and LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from treatygrade.read import read

SPECIMENS = ("en/CED_C_57_2", "es/CMW_C_QMR_FCO_1_Add.1", "fr/CCPR_C_140_4_Add.9", "letters/INT_CAT_FUF_QAR_1")


def normal(text: str) -> str:
    # pandoc makes "infor- mées" of a word hyphenated over a line end: no reader can tell that from "pre- and".
    return re.sub(r"\W+", " ", re.sub(r"(?<=\w)-\s+(?=[a-zà-ÿ])", "", text))


def tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"needs {name}")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, specimens: Path):
    """Makes one file of a specimen; a grade in brackets is escaped, since pandoc takes it for a link's definition."""
    folder = tmp_path_factory.mktemp("formats")

    def make(specimen: str, suffix: str) -> Path:
        source = folder / f"{Path(specimen).name}.md"
        markdown = (specimens / f"{specimen}.md").read_text(encoding="utf-8")
        source.write_text(re.sub(r"\[([A-F]\d?)\]", r"\\[\1\\]", markdown), encoding="utf-8")
        target = source.with_suffix(suffix)
        if not target.exists():
            to = ["-t", "plain"] if suffix == ".txt" else []
            subprocess.run([tool("pandoc"), "--quiet", "-f", "gfm", *to, str(source), "-o", str(target)], check=True)
        return target

    return make


@pytest.mark.parametrize("suffix", [".docx", ".html", ".txt"])
@pytest.mark.parametrize("specimen", SPECIMENS)
def test_same_text(made, specimens: Path, specimen: str, suffix: str) -> None:
    expected = read(specimens / f"{specimen}.md")
    got = read(made(specimen, suffix))
    assert normal(got.text) == normal(expected.text)
    assert [note.mark for note in got.notes] == [note.mark for note in expected.notes]


def test_same_text_from_pdf_and_doc(made, specimens: Path, tmp_path: Path) -> None:
    office = tool("soffice")
    word = made(SPECIMENS[0], ".docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind in ("pdf", "doc"):
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path), str(word)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    expected = normal(read(specimens / f"{SPECIMENS[0]}.md").text)
    printed = read(tmp_path / f"{word.stem}.pdf")
    assert normal(printed.text) == expected
    assert printed.page(0) == 1
    assert printed.page(len(printed.text) - 1) > 1
    assert normal(read(tmp_path / f"{word.stem}.doc").text) == expected


@pytest.mark.shared
def test_no_page_furniture_inside_an_evaluation(shared: Path) -> None:
    """Each published evaluation begins and ends, as the gold has it, in words that stand together."""
    import csv

    for gold in sorted((shared / "real" / "reports").glob("*.gold.csv")):
        text = normal(read(gold.with_name(gold.name.replace(".gold.csv", ".txt"))).text).lower()
        for row in csv.DictReader(gold.open(encoding="utf-8")):
            for end in ("evaluation_start", "evaluation_end"):
                assert normal(row[end]).lower().strip() in text, (gold.name, row["paragraph"], end)
