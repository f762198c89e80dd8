"""Checking whole drafts: the specimens, whose slips are recorded."""

from __future__ import annotations

import csv
import ctypes
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.check.worked_on import work_on
from treatygrade.check import Check, check
from treatygrade.check.words import lines
from treatygrade.errors import ReadError, SegmentError
from treatygrade.models import Model, load
from treatygrade.read import read
from treatygrade.resources import config
from treatygrade.word import AUTHOR, annotate, comments, remove_comments

Convert = Callable[[Path], Path]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
QALVERA = "en/CMW_C_QLV_FCO_3_Add.1.md"


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


@pytest.fixture(scope="module")
def drafts(specimens: Path, as_docx: Convert, model: Model) -> dict[Path, Check]:
    """Every specimen report, as a Word draft, checked."""
    return {path: check(as_docx(path), model=model) for path in sorted(specimens.glob("*/*.md"))}


def slips(specimen: Path) -> Iterator[tuple[str, str, str]]:
    with specimen.with_name(f"{specimen.stem}.gold.csv").open(encoding="utf-8-sig") as stream:
        for row in csv.DictReader(stream):
            if row["slip"]:
                yield row["slip"], row["paragraph"], row["scope"]


def found(result: Check) -> set[tuple[str, str, str]]:
    units = [suggestion.unit for suggestion in result.suggestions]
    return {(f.code, units[f.unit]["paragraph"], units[f.unit]["scope"]) for f in result.findings if f.unit is not None}


def test_the_recorded_slips_are_found_in_word_drafts(drafts: dict[Path, Check]) -> None:
    recorded = {(path.stem, *slip) for path in drafts for slip in slips(path)}
    said = {(path.stem, *finding) for path, result in drafts.items() for finding in found(result)}
    units = sum(len(result.suggestions) for result in drafts.values())
    assert (len(recorded), units) == (17, 243)
    print(
        said - recorded,
    )
    assert len(recorded & said) >= 0.95 * len(recorded), recorded - said
    assert len(said - recorded) <= units / 30, said - recorded


def test_every_finding_has_words(drafts: dict[Path, Check]) -> None:
    codes = {finding.code for result in drafts.values() for finding in result.findings}
    assert codes <= set(config("findings.yaml")["messages"])
    assert all(finding.place and finding.message for result in drafts.values() for finding in result.findings)


def test_the_header_is_given_as_it_should_read(specimens: Path, model: Model) -> None:
    result = check(specimens / QALVERA, model=model)
    (header,) = result.headers
    assert not header.right
    assert header.should_read == "60 [B] [C] [F], 16 [B], 34 [E] [C], 48 [C] [A]"
    said = "\n".join(lines(result))
    assert said.index("certain finding") < said.index(header.should_read) < said.index("Reads like")


def commented_text(path: Path) -> list[tuple[str, str]]:
    """(what our comment says, the text that it is on), in the order of the comments."""
    with ZipFile(path) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
        notes = etree.fromstring(archive.read("word/comments.xml"))
    result = []
    for note in notes:
        if note.get(f"{W}author") != AUTHOR:
            continue
        number, inside, text = note.get(f"{W}id"), False, ""
        for node in body.iter():
            if node.get(f"{W}id") == number and node.tag in (f"{W}commentRangeStart", f"{W}commentRangeEnd"):
                inside = node.tag.endswith("Start")
            elif inside and node.tag == f"{W}t":
                text += node.text or ""
        result.append(("\n".join("".join(p.itertext()) for p in note.iter(f"{W}p")), text))
    return result


def letters(text: str) -> str:
    # The draft itself may have ligatures, which reading resolves.
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())


def test_each_comment_sits_on_its_own_unit(drafts: dict[Path, Check], as_docx: Convert, tmp_path: Path) -> None:
    for path, result in drafts.items():
        out = tmp_path / f"{path.stem}.docx"
        annotate(as_docx(path), comments(read(as_docx(path)), result.suggestions, result.findings), out)
        on_units = [pair for pair in commented_text(out) if "Reads like" in pair[0]]
        units = [suggestion.unit for suggestion in result.suggestions if suggestion.unit["text"]]
        assert len(on_units) == len(units)
        for (_, text), unit in zip(on_units, units, strict=True):
            # Runs are whole: the first and the last may hold a tag, or in a letter the reply, besides the unit.
            assert letters(unit["text"]) in letters(text) or letters(unit["text"])[:60] in letters(text)
            assert len(letters(text)) < 1.5 * len(letters(unit["text"])) + 80


def test_a_draft_that_was_worked_on_is_read_and_commented_alike(
    drafts: dict[Path, Check], as_docx: Convert, model: Model, tmp_path: Path
) -> None:
    """Runs cut anywhere and tracked changes move neither a unit nor a comment by a word."""
    worked, out, clean = (tmp_path / name for name in ("worked.docx", "out.docx", "clean.docx"))
    exact = count = 0
    for seed, (path, result) in enumerate(drafts.items()):
        work_on(as_docx(path), worked, seed)
        again = check(worked, model=model)
        units = [suggestion.unit["text"] for suggestion in again.suggestions]
        assert units == [suggestion.unit["text"] for suggestion in result.suggestions]
        assert found(again) == found(result)
        annotate(worked, comments(read(worked), again.suggestions, again.findings), out)
        on_units = [letters(text) for said, text in commented_text(out) if "Reads like" in said]
        for on, unit in zip(on_units, map(letters, filter(None, units)), strict=True):
            # A page's furniture or a footnote's mark may stand within; runs are not cut.
            assert unit[:40] in on
            assert unit[-40:] in on
            exact += on == unit
            count += 1
        remove_comments(out, clean)
        assert canonical(clean) == canonical(worked)
    assert exact > 0.8 * count


def canonical(path: Path) -> bytes:
    with ZipFile(path) as archive:
        return bytes(etree.tostring(etree.fromstring(archive.read("word/document.xml")), method="c14n"))


def test_findings_come_before_the_suggestion(specimens: Path, as_docx: Convert, model: Model, tmp_path: Path) -> None:
    draft = as_docx(specimens / QALVERA)
    result = check(draft, model=model)
    annotate(draft, comments(read(draft), result.suggestions, result.findings), tmp_path / "out.docx")
    certain = [said for said, _ in commented_text(tmp_path / "out.docx") if "Certain" in said]
    assert certain
    assert all(said.startswith("Certain") for said in certain)


def notes_of(pdf: Path) -> list[str]:
    """What the notes of a PDF say."""
    import pypdfium2
    from pypdfium2 import raw

    found = []
    for page in pypdfium2.PdfDocument(pdf):
        for number in range(raw.FPDFPage_GetAnnotCount(page)):
            note = raw.FPDFPage_GetAnnot(page, number)
            if raw.FPDFAnnot_GetSubtype(note) != raw.FPDF_ANNOT_TEXT:
                continue
            buffer = ctypes.create_string_buffer(10_000)
            said = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
            length = raw.FPDFAnnot_GetStringValue(note, b"Contents", said, len(buffer))
            found.append(buffer.raw[: length - 2].decode("utf-16le").replace("\r", "\n"))
    return found


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_commented_draft(
    specimens: Path, as_docx: Convert, model: Model, tmp_path: Path
) -> None:
    draft = as_docx(specimens / QALVERA)
    result = check(draft, model=model)
    annotate(draft, comments(read(draft), result.suggestions, result.findings), tmp_path / "out.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    with_comments = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
    command = ["soffice", profile, "--headless", "--convert-to", with_comments, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "out.docx")], check=True, capture_output=True, timeout=120)
    written = sorted(said.split("\n")[0] for said, _ in commented_text(tmp_path / "out.docx"))
    assert sorted(note.split("\n")[0] for note in notes_of(tmp_path / "out.pdf")) == written


def test_a_misquoted_recommendation_is_a_certain_finding(specimens: Path, model: Model, tmp_path: Path) -> None:
    draft = specimens / QALVERA
    original = tmp_path / "co.md"
    text = draft.read_text(encoding="utf-8")
    quoted = text[text.index("The Committee recommends that the State Party adopt a comprehensive") :].split("\n")[0]
    original.write_text("16. " + quoted.replace("comprehensive", "coherent").strip("*") + "\n", encoding="utf-8")
    result = check(draft, recommendations=original, model=model)
    by_code = {finding.code: finding for finding in result.findings}
    assert "comprehensive" in by_code["misquoted"].quotations[0]
    assert "coherent" in by_code["misquoted"].quotations[1]
    assert [f.place for f in result.findings if f.code == "misquoted"] == ["Paragraph 16"]
    assert {f.place.split()[1] for f in result.findings if f.code == "unknown_recommendation"} == {"34", "48", "60"}


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", ReadError),
        ("# Minutes\n\nThe meeting was opened at 10 a.m. and the agenda was adopted by the members.\n", SegmentError),
    ],
)
def test_a_draft_without_evaluation_is_refused(tmp_path: Path, model: Model, text: str, error: type[Exception]) -> None:
    path = tmp_path / "draft.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(error):
        check(path, model=model)


def test_what_is_not_a_word_file_is_refused(tmp_path: Path, model: Model) -> None:
    path = tmp_path / "draft.docx"
    path.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(ReadError, match=r"draft\.docx"):
        check(path, model=model)
