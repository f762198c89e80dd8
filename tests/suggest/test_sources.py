"""What can be asked about: a text, a draft, a document, rows; and what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from treatygrade.columns import UNIT_COLUMNS
from treatygrade.errors import ConfigError, ReadError, SegmentError, TreatygradeError, UsageError
from treatygrade.read import read
from treatygrade.resources import config
from treatygrade.suggest.sources import holds_report, read_draft, text_unit, units_of

TEXT = "The Committee regrets that no measures were taken on asylum and requests information."
GERMAN = "Der Ausschuss bedauert, dass keine Maßnahmen ergriffen wurden, und bittet um mehr Auskunft."
REPORT = ("en", "CMW_C_QLV_FCO_3_Add.1.md")


def test_a_text_is_one_unit_with_every_column() -> None:
    (unit,) = units_of(f"  {TEXT}\n", scheme="cmw")
    assert set(unit) == set(UNIT_COLUMNS)
    assert (unit["text"], unit["scheme"], unit["language"], unit["round"]) == (TEXT, "cmw", "en", 1)
    assert unit["text"][unit["start"] : unit["end"]] == TEXT
    assert (unit["header_grades"], unit["previous"], unit["flags"], unit["session"]) == ({}, [], [], None)
    assert text_unit(TEXT)["header_grades"] is not text_unit(TEXT)["header_grades"]


def test_a_draft_is_the_same_by_path_and_as_a_document(specimens: Path) -> None:
    path = specimens.joinpath(*REPORT)
    by_path, by_document = units_of(path), units_of(read(path))
    assert [unit["text"] for unit in by_path] == [unit["text"] for unit in by_document]
    assert len(by_path) == 8
    assert {unit["scheme"] for unit in by_path} == {"cmw"}


def test_the_path_of_a_text_is_no_file() -> None:
    """A str is a text, whatever it looks like."""
    (unit,) = units_of("corpus/specimens/en/report.md", language="en")
    assert unit["text"] == "corpus/specimens/en/report.md"


def test_rows_are_taken_as_they_are() -> None:
    rows: list[dict[str, Any]] = [{"text": TEXT, "note": "mine"}, {"text": ""}]
    found = units_of(rows)
    assert found == rows
    found[0]["note"] = "changed"
    assert rows[0]["note"] == "mine"


@pytest.mark.parametrize(
    ("text", "given", "language"),
    [
        (TEXT, None, "en"),
        (TEXT, "fr", "fr"),  # what is named is believed
        ("Le Comité regrette que la loi n’ait pas été adoptée.", None, "fr"),
        ("El Comité lamenta que la ley no haya sido aprobada.", None, "es"),
        ("OK", None, "en"),
        ("123", None, "en"),
    ],
)
def test_the_language(text: str, given: str | None, language: str) -> None:
    assert text_unit(text, language=given)["language"] == language


@pytest.mark.parametrize(
    ("text", "more", "error", "said"),
    [
        ("", {}, UsageError, "the text is empty"),
        ("\u00a0\n\t", {}, UsageError, "the text is empty"),
        (TEXT, {"scheme": "nope"}, ConfigError, "no grading scheme 'nope'"),
        (GERMAN, {}, SegmentError, "a language other than English, French and Spanish"),
    ],
)
def test_what_is_no_evaluation(text: str, more: dict[str, Any], error: type[TreatygradeError], said: str) -> None:
    with pytest.raises(error, match=said) as raised:
        text_unit(text, **more)
    assert raised.value.hint


def test_a_language_that_is_named_is_not_doubted() -> None:
    assert text_unit(GERMAN, language="es")["language"] == "es"


def test_the_longest_text() -> None:
    limit = config("limits.yaml")["suggest"]["text_characters"]
    assert len(text_unit("a " * (limit // 2), language="en")["text"]) == limit - 1
    with pytest.raises(UsageError, match=f"the text has {limit + 1:,} characters, too many for one evaluation"):
        text_unit("a" * (limit + 1), language="en")


@pytest.mark.parametrize(
    ("content", "report"),
    [(None, True), (TEXT, False), ("# Title\n\nA letter that grades nothing.", False), ("", False)],
)
def test_what_is_pasted_is_a_report_or_one_evaluation(
    specimens: Path, tmp_path: Path, content: str | None, report: bool
) -> None:
    text = specimens.joinpath(*REPORT).read_text(encoding="utf-8") if content is None else content
    (tmp_path / "pasted.md").write_text(text or " \n.", encoding="utf-8")
    assert holds_report(read(tmp_path / "pasted.md")) is report


def with_macros(draft: Path, part: str) -> bytes:
    copy = io.BytesIO()
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr(part, b"\xd0\xcf\x11\xe0")
    return copy.getvalue()


def test_a_draft_that_holds_macros_is_refused(specimens: Path, as_docx: Any, tmp_path: Path) -> None:
    draft = as_docx(specimens.joinpath(*REPORT))
    assert len(units_of(draft)) == 8
    (tmp_path / "mail.docx").write_bytes(with_macros(draft, "word/vbaProject.bin"))
    with pytest.raises(ReadError, match="holds macros") as raised:
        read_draft(tmp_path / "mail.docx")
    assert raised.value.file.endswith("mail.docx")
    assert "without macros" in raised.value.hint
    assert read(tmp_path / "mail.docx").text  # reading alone does not run them
