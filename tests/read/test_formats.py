"""One report, six formats, the same units. The files are made here by pandoc and LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from treatygrade.read import read
from treatygrade.segment import segment

# Of every language and committee, with tables, footnotes and words hyphenated at line ends.
SPECIMENS = (
    "en/CED_C_57_2", "en/CED_C_QRD_FCO_1_Add.1", "en/CMW_C_QNT_FCO_1_Add.1", "en/CMW_C_ZMN_FCO_1_Add.1",
    "es/CMW_C_QMR_FCO_1_Add.1", "es/CCPR_C_134_3_Add.41", "es/CED_C_28_3_Add.7",
    "fr/CCPR_C_134_2_Add.8", "fr/CED_C_29_7", "fr/CMW_C_39_4_Add.12", "fr/CED_C_31_4_Add.6",
    "letters/INT_CAT_FUF_QAR_1", "letters/INT_CEDAW_FUF_ZIR_2", "letters/INT_CERD_FUF_XOR_1",
)  # fmt: skip


def normal(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def units(path: Path) -> list[tuple[str, ...]]:
    """The units of a report, but for punctuation and white space."""
    fields = ("state", "paragraph", "scope", "grade_raw", "text", "recommendation", "reply", "stakeholders")
    found = [unit for report in segment(read(path)) for unit in report.units()]
    return [tuple(normal(str(unit[field])) for field in fields) for unit in found]


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
            to = ["-t", "plain", "--wrap=none"] if suffix == ".txt" else []
            subprocess.run([tool("pandoc"), "--quiet", "-f", "gfm", *to, str(source), "-o", str(target)], check=True)
        return target

    return make


@pytest.fixture(scope="module")
def converted(made, tmp_path_factory: pytest.TempPathFactory):
    """All specimens as LibreOffice makes them of the Word files, in one run of it for each kind."""
    folder = tmp_path_factory.mktemp("office")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    done: set[str] = set()

    def convert(specimen: str, kind: str) -> Path:
        if kind not in done:
            words = [str(made(each, ".docx")) for each in SPECIMENS]
            command = [tool("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *words]
            subprocess.run(command, check=True, capture_output=True, timeout=240)
            done.add(kind)
        return folder / f"{Path(specimen).name}.{kind}"

    return convert


@pytest.mark.parametrize("suffix", [".docx", ".html", ".txt"])
@pytest.mark.parametrize("specimen", SPECIMENS)
def test_same_units(made, specimens: Path, specimen: str, suffix: str) -> None:
    expected = units(specimens / f"{specimen}.md")
    assert expected
    assert units(made(specimen, suffix)) == expected


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "doc", "html"])
@pytest.mark.parametrize("specimen", SPECIMENS)
def test_same_units_through_office(converted, specimens: Path, specimen: str, kind: str) -> None:
    if kind == "doc" and specimen not in SPECIMENS[:2]:
        pytest.skip("one conversion is enough to see that it works")
    assert units(converted(specimen, kind)) == units(specimens / f"{specimen}.md")


def test_pages_of_a_pdf(converted) -> None:
    printed = read(converted(SPECIMENS[0], "pdf"))
    assert printed.page(0) == 1
    assert printed.page(len(printed.text) - 1) > 1
    for piece in printed.pieces[::7]:
        assert 1 <= (piece.page or 0) <= 20
        assert piece.end > piece.start


@pytest.mark.shared
def test_no_page_furniture_inside_an_evaluation(shared: Path) -> None:
    """Each published evaluation begins and ends, as the gold has it, in words that stand together."""
    import csv

    for gold in sorted((shared / "real" / "reports").glob("*.gold.csv")):
        text = normal(read(gold.with_name(gold.name.replace(".gold.csv", ".txt"))).text).lower()
        for row in csv.DictReader(gold.open(encoding="utf-8")):
            for end in ("evaluation_start", "evaluation_end"):
                assert normal(row[end]).lower().strip() in text, (gold.name, row["paragraph"], end)
