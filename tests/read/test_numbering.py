"""Numbers that lists print by themselves, in Word and in HTML. Source: ECMA-376, part 1, 17.9 and 17.18.59."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from treatygrade.read.numbering import letters, roman
from treatygrade.read.wordlists import Numbers, integer, value
from treatygrade.read.wordstyles import PLAIN, Style, Styles, is_on, of_paragraph, of_run

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def xml(text: str, name: str = "w:root") -> Any:
    return etree.fromstring(f"<{name} {W}>{text}</{name}>")


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "a"), (26, "z"), (27, "aa"), (52, "zz"), (53, "aaa"), (520, "z" * 20), (521, "521"), (0, "0"), (-3, "-3")],
)
def test_letters(number: int, text: str) -> None:
    assert letters(number) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "i"), (4, "iv"), (9, "ix"), (40, "xl"), (90, "xc"), (400, "cd"), (1994, "mcmxciv"), (3999, "mmmcmxcix"),
     (4000, "4000"), (0, "0"), (-1, "-1")],
)  # fmt: skip
def test_roman(number: int, text: str) -> None:
    assert roman(number) == text


@given(st.integers(1, 3999))
def test_roman_numbers_are_worth_what_they_say(number: int) -> None:
    digits = [ROMAN[digit] for digit in roman(number)]
    assert sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("7", 7), ("-7", -7), ("", 3), (None, 3), ("x", 3), ("7.5", 3), ("1" * 9, 111_111_111), ("1" * 10, 3), ("²", 3)],
)
def test_whole_numbers_as_word_writes_them(text: str | None, number: int) -> None:
    assert integer(text, 3) == number


def level(form: str = "decimal", text: str = "%1.", start: int = 1, depth: int = 0) -> str:
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{said}</w:lvl>'


def lists(*levels: str, **overrides: str) -> Numbers:
    """An abstract list of these levels; list 1 is it, and so is each of the ``overrides`` with what it says."""
    abstract = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    numbers = {"1": "", **{name[1:]: override for name, override in overrides.items()}}
    made = (
        f'<w:num w:numId="{name}"><w:abstractNumId w:val="0"/>{override}</w:num>' for name, override in numbers.items()
    )
    return Numbers(xml(abstract + "".join(made)))


@pytest.mark.parametrize(
    ("form", "text", "printed"),
    [
        ("decimal", "%1.", ["3.", "4."]), ("decimalZero", "%1", ["03", "04"]), ("lowerLetter", "(%1)", ["(c)", "(d)"]),
        ("upperLetter", "%1)", ["C)", "D)"]), ("lowerRoman", "(%1)", ["(iii)", "(iv)"]),
        ("upperRoman", "%1.", ["III.", "IV."]),
        ("bullet", "•", ["", ""]), ("none", "Note %1", ["Note ", "Note "]), ("ordinal", "%1", ["3", "4"]),
        ("decimal", "", ["", ""]),
    ],
)  # fmt: skip
def test_formats(form: str, text: str, printed: list[str]) -> None:
    numbers = lists(level(form, text, start=3))
    assert [numbers.next("1", 0), numbers.next("1", 0)] == printed


def test_levels_restart_below_one_that_goes_on() -> None:
    numbers = lists(level(), level("lowerLetter", "%1.%2", depth=1), level("lowerRoman", "%1.%2.%3", depth=2))
    depths = [0, 1, 1, 2, 2, 1, 0, 1, 2]
    assert [numbers.next("1", depth) for depth in depths] == [
        "1.", "1.a", "1.b", "1.b.i", "1.b.ii", "1.c", "2.", "2.a", "2.a.i"
    ]  # fmt: skip


def test_a_deep_level_first_counts_the_upper_ones_from_their_start() -> None:
    assert lists(level(start=4), level(text="%1.%2", depth=1)).next("1", 1) == "4.1"


def test_lists_of_one_kind_count_on_unless_they_restart() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    numbers = lists(level(), _2="", _3=start)
    assert [numbers.next(name, 0) for name in ("1", "2", "3", "3", "1")] == ["1.", "2.", "7.", "8.", "9."]


def test_a_list_may_write_a_level_in_its_own_way() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level("upperRoman", "%1)")}</w:lvlOverride>'
    numbers = lists(level(), _2=own)
    assert [numbers.next("1", 0), numbers.next("2", 0)] == ["1.", "II)"]


@pytest.mark.parametrize(("number", "depth"), [("9", 0), ("", 0), ("0", 0), ("1", 5)])
def test_no_such_list_or_level_prints_nothing(number: str, depth: int) -> None:
    assert lists(level()).next(number, depth) == ""
    assert Numbers(None).next(number, depth) == ""


@pytest.mark.parametrize(
    ("said", "on"), [("", True), ("1", True), ("true", True), ("0", False), ("false", False), ("off", False)]
)
def test_switches(said: str, on: bool) -> None:
    given = f' w:val="{said}"' if said else ""
    properties = xml(f"<w:b{given}/>")
    assert is_on(properties[0]) is on
    assert of_run(properties, Style(bold=not on)).bold is on
    assert is_on(None) is False
    assert value(None) == ""


@pytest.mark.parametrize(
    ("properties", "style"),
    [
        ('<w:outlineLvl w:val="0"/>', Style(level=1)), ('<w:outlineLvl w:val="8"/>', Style(level=6)),
        ('<w:outlineLvl w:val="9"/>', Style()), ('<w:numPr><w:numId w:val="4"/></w:numPr>', Style(level=2, number="4")),
        ('<w:numPr><w:ilvl w:val="2"/><w:numId w:val="4"/></w:numPr>', Style(level=2, number="4", depth=2)),
        ("", Style(level=2)),
    ],
)  # fmt: skip
def test_what_a_paragraph_says_goes_before_its_style(properties: str, style: Style) -> None:
    assert of_paragraph(xml(properties), Style(level=2)) == style
    assert of_paragraph(None, style) is style


def style(name: str, words: str, inner: str = "", base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:styleId="{name}"><w:name w:val="{words}"/>{based}{inner}</w:style>'


STYLES = (
    style("A", "heading 3") + style("B", "b", "<w:rPr><w:b/><w:i/></w:rPr>", "A")
    + style("C", "c", '<w:rPr><w:b w:val="0"/></w:rPr>', "B")
    + style("D", "d", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "A")
    + style("E", "e", base="F") + style("F", "f", base="E")
    + style("G", "Titre 2") + style("H", "Title") + style("I", "i", base="none such")
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("A", Style(level=3)), ("B", Style(level=3, bold=True, italic=True)), ("C", Style(level=3, italic=True)),
        ("D", PLAIN),
        ("E", PLAIN), ("G", Style(level=2)), ("H", Style(level=1)), ("I", PLAIN), ("J", PLAIN), ("", PLAIN),
    ],
)  # fmt: skip
def test_styles_inherit(name: str, found: Style) -> None:
    """Two that are based on each other (E, F) end."""
    styles = Styles(xml(STYLES))
    assert styles.named(name) == found
    assert styles.named(name) == found
    assert Styles(None).named(name) is PLAIN
