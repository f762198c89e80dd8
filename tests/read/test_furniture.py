"""Page furniture: what is never text, what is so beside it, and where the pages are that it shows."""

from __future__ import annotations

import pytest

from treatygrade.read.draft import Paragraph, Span
from treatygrade.read.furniture import furniture, without_furniture

SYMBOL = "CCPR/C/900/2"


def kept(*texts: str, cells: tuple[int, ...] = ()) -> list[str]:
    """What is left; "^" before a text begins a page, and stands before what begins one afterwards."""
    paragraphs = [
        Paragraph(
            [Span(text.lstrip("^"), at)], kind="cell" if at in cells else "paragraph", breaks_page=text[:1] == "^"
        )
        for at, text in enumerate(texts)
    ]
    return [f"{'^' * paragraph.breaks_page}{paragraph.text}" for paragraph in without_furniture(paragraphs)]


@pytest.mark.parametrize(
    "line",
    [
        "GE.26-06307", "GE.26-06307 (E)", "GE.26-06307 (E) 110526 110526", "2 GE.26-06307", "GE.26-06307 12",
        "*2606307*", "V.26-06307 (S)", "CMW.26-0630", "Page 2", "Page 2 of 14", "Página 2 de 14", "OHCHR - Page 3",
        "Please recycle", "Merci de recycler!", "Se ruega reciclar",
    ],
)  # fmt: skip
def test_never_text(line: str) -> None:
    assert furniture([line]) == {line}
    assert kept("The law", line, "was amended.") == ["The law", "^was amended."]


@pytest.mark.parametrize(
    "line",
    ["GE.26-06307 was issued", "Page two", "See page 2", "2606307", "*Adopted*", "The Committee recycles.",
     "GE.2606307", f"see {SYMBOL}", ""],
)  # fmt: skip
def test_text_all_the_same(line: str) -> None:
    assert furniture([line, line]) == set()
    assert kept("The law", line, "was amended.") == ["The law", line, "was amended."]


@pytest.mark.parametrize("number", ["2", "- 2 -", "–2–", "Page 2", "p. 2", "2/14", "2 of 14", "2 sur 14", "2 de 14"])
def test_page_numbers_beside_furniture_alone(number: str) -> None:
    assert kept("The law", number, "GE.26-06307", "was amended.") == ["The law", "^was amended."]
    assert kept("The law", "GE.26-06307", number, "was amended.") == ["The law", "^was amended."]
    assert kept("The law", number, "^was amended.") == ["The law", "^was amended."]
    if not number.startswith("Page"):
        assert kept("The law", number, "was amended.") == ["The law", number, "was amended."]


@pytest.mark.parametrize("number", ["1234", "2 3", "II", "(2)", "2.", "page", "two"])
def test_no_page_numbers(number: str) -> None:
    assert kept("The law", number, "GE.26-06307", "was.") == ["The law", number, "^was."]


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        ([SYMBOL, "The law", SYMBOL, "was."], [SYMBOL, "The law", "^was."]),
        ([SYMBOL, "The law", f"{SYMBOL}*", "was."], [SYMBOL, "The law", "^was."]),
        ([SYMBOL, "The law", "CCPR/C/900/3", "was."], [SYMBOL, "The law", "CCPR/C/900/3", "was."]),
        (["The law", SYMBOL, "was."], ["The law", SYMBOL, "was."]),
        ([f"United Nations {SYMBOL}", "The law", SYMBOL, "was."], [f"United Nations {SYMBOL}", "The law", "^was."]),
        ([SYMBOL, "The law", "2", f"{SYMBOL} was."], [SYMBOL, "The law", "^was."]),
        ([SYMBOL, "The law", f"{SYMBOL} was."], [SYMBOL, "The law", f"{SYMBOL} was."]),
        (
            [SYMBOL, "CCPR/C/FRD/CO/3", "The law", "CCPR/C/FRD/CO/3"],
            [SYMBOL, "CCPR/C/FRD/CO/3", "The law", "CCPR/C/FRD/CO/3"],
        ),
        ([SYMBOL, "The law\u00a0GE.26-06307 (E)", "was."], [SYMBOL, "The law", "^was."]),
        ([SYMBOL, "The law", "3"], [SYMBOL, "The law", "3"]),
        ([SYMBOL, "The law", SYMBOL, "was.", "3"], [SYMBOL, "The law", "^was."]),
    ],
)
def test_the_symbol_of_the_document(texts: list[str], left: list[str]) -> None:
    assert kept(*texts) == left


def test_cells_are_never_furniture() -> None:
    assert kept("The law", "GE.26-06307", "2", "was.", cells=(1, 2)) == ["The law", "GE.26-06307", "2", "was."]


def test_pages_are_counted_where_the_file_counts_none() -> None:
    paragraphs = [Paragraph([Span(text, 0)]) for text in ("One", "GE.26-06307", "two", "Page 2", "three")]
    paragraphs[2].spans[0].page = 7  # one that the file does count
    assert [span.page for paragraph in without_furniture(paragraphs) for span in paragraph.spans] == [1, 7, 3]
    assert [paragraph.spans[0].page for paragraph in without_furniture([Paragraph([Span("One", 0)])])] == [None]


def test_a_long_line_is_looked_at_no_further() -> None:
    line = f"{SYMBOL} " + "word " * 100
    assert kept(SYMBOL, line.strip(), "2") == [SYMBOL, line.strip(), "2"]
