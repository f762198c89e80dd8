"""A draft from the drafter to the commented copy and back: words, styles, tables, footnotes, everything stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt, RGBColor

from tests.cli.conftest import Command, command
from tests.segment.reports import report_text
from tests.word.test_annotate import body, commented, parts
from treatygrade.read import read
from treatygrade.segment import segment
from treatygrade.word import AUTHOR

__all__ = ["command"]  # the fixture

OURS = {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
EVALUATION = (
    "[C]: (a) and (b)\n\nThe Committee regrets the delay.\n\n[B]: (c)\n\nIt welcomes the figures but asks for more."
)


@pytest.fixture
def styled(tmp_path: Path) -> Path:
    """A report with what people use: styles, colours, a header and a footer, a table, breaks, and split runs."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "FICTIONAL draft – not for distribution"
    section.footer.paragraphs[0].text = "Page furniture"
    for line in report_text(EVALUATION, grades="10 [C] [B]", followup="10").split("\n"):
        if not line:
            continue
        paragraph = document.add_paragraph(style="Quote" if line.startswith("(") else None)
        for number, word in enumerate(line.split(" ")):
            run = paragraph.add_run((" " if number else "") + word)
            run.bold = number % 5 == 1
            run.font.size = Pt(9 + number % 4)
            run.font.color.rgb = RGBColor(number % 255, 0, 0)
    table = document.add_table(2, 2, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Merged cell"
    document.add_page_break()
    path = tmp_path / "draft.docx"
    document.save(str(path))
    return path


def formatted(path: Path) -> list[tuple[object, ...]]:
    """Every run with its looks; runs that hold nothing but a comment's mark have no text and are left out."""
    return [
        (paragraph.style.name, run.text, run.bold, run.font.size, run.font.color.rgb)  # type: ignore[union-attr]
        for paragraph in Document(str(path)).paragraphs
        for run in paragraph.runs
        if run.text
    ]


def units(path: Path) -> list[str]:
    return [unit["text"] for report in segment(read(path)) for unit in report.units("draft") if unit["text"]]


def flat(text: str) -> str:
    return "".join(text.split())


def test_a_checked_draft_has_a_comment_on_each_unit_and_is_else_the_same(command: Command, styled: Path) -> None:
    done = command("check", styled, "-o", "out.docx")
    assert done.code == 0, done.err
    out = styled.with_name("out.docx")
    said = commented(out)[AUTHOR]
    texts = units(styled)
    assert len(texts) == 2
    for text in texts:
        assert any(flat(words).endswith(flat(text)) or flat(text) in flat(words) for words in said)
    assert formatted(out) == formatted(styled)
    before, after = parts(styled), parts(out)
    assert {name for name in after if before.get(name) != after[name]} <= OURS
    assert set(before) <= set(after)


def test_the_commented_draft_reads_as_the_draft_does(command: Command, styled: Path) -> None:
    command("check", styled, "-o", "out.docx")
    out = styled.with_name("out.docx")
    assert read(out, name="x").text == read(styled, name="x").text
    assert units(out) == units(styled)
    first = command("check", styled)
    second = command("check", out)
    assert second.out.partition("\n")[2] == first.out.partition("\n")[2]


def test_checking_twice_leaves_one_set_of_comments_and_removing_leaves_none(command: Command, styled: Path) -> None:
    command("check", styled, "-o", "once.docx")
    command("check", "once.docx", "-o", "twice.docx")
    once, twice, clean = (styled.with_name(f"{name}.docx") for name in ("once", "twice", "clean"))
    assert commented(twice) == commented(once)
    done = command("check", "twice.docx", "--remove-comments", "-o", "clean.docx")
    assert done.out == f"clean.docx: {len(commented(once)[AUTHOR])} comments removed\n"
    assert body(clean) == body(styled)


def test_a_draft_without_an_evaluation_gives_no_copy(command: Command, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("The meeting was opened at 10 a.m. and the agenda was adopted by the members of the group.")
    document.save(str(tmp_path / "minutes.docx"))
    done = command("check", "minutes.docx", "-o", "out.docx")
    assert done.code == 1
    assert "minutes.docx: no evaluation was found" in done.err
    assert not (tmp_path / "out.docx").exists()


def test_a_draft_without_grades_is_commented_all_the_same(command: Command, tmp_path: Path) -> None:
    document = Document()
    for line in report_text("The Committee regrets the delay.", followup="10").split("\n"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "draft.docx"))
    done = command("check", "draft.docx", "-o", "out.docx")
    assert done.code == 0, done.err
    assert "The Committee regrets the delay." in commented(tmp_path / "out.docx")[AUTHOR]


@pytest.mark.parametrize(
    "name", ["CMW_C_QLV_FCO_3_Add.1", "CED_C_QRD_FCO_1_Add.1", "CED_C_57_2"], ids=["cmw", "ced", "several States"]
)
def test_specimens_with_tables_and_footnotes_keep_every_word(
    command: Command, as_docx: Callable[[Path], Path], specimens: Path, tmp_path: Path, name: str
) -> None:
    draft = as_docx(specimens / "en" / f"{name}.md")
    done = command("check", draft, "-o", "out.docx")
    assert done.code == 0, done.err
    out = tmp_path / "out.docx"
    assert read(out, name="x").text == read(draft, name="x").text
    before, after = parts(draft), parts(out)
    assert {one for one in after if before.get(one) != after[one]} <= OURS
    assert command("suggest", "out.docx", "--remove-comments", "-o", "clean.docx").code == 0
    assert body(tmp_path / "clean.docx") == body(draft)
    assert len(commented(out)[AUTHOR]) >= len(units(draft))
