"""No regular expression takes more than linear time, whatever it is given to look through."""

from __future__ import annotations

import pytest

from tests.fuzz.patterns import Expression, attacks, collect, gathers, grows, memory
from treatygrade.resources import config

ENOUGH = 2.0  # times a character costs more in a string of four times the length; 4 where time is quadratic
BYTES = 64  # that a character may cost: a line of five million, the limit, then takes a third of a GB


@pytest.fixture(scope="module")
def expressions() -> list[Expression]:
    return collect()


def slow(expression: Expression, length: int) -> list[tuple[float, str, str]]:
    """The attacks under which the time per character grows."""
    found = ((grows(expression, before, pump, length), before, pump) for before, pump in attacks(expression))
    return [attack for attack in found if attack[0] > ENOUGH]


@pytest.mark.slow
def test_time_per_character_does_not_grow(expressions: list[Expression]) -> None:
    """From 2,000 to 8,000 characters; ``make fuzz`` goes on to a million."""
    growing = [(one.place, one.pattern[:200], *attack) for one in expressions for attack in slow(one, 2000)]
    assert not growing


def test_looking_takes_little_memory(expressions: list[Expression]) -> None:
    """A group repeated without end takes up to 250 bytes each time, and a new page of memory each ten times."""
    gathering = [one for one in expressions if gathers(one) and not one.binary]
    assert len(gathering) > 5
    found = ((one, memory(one, *attack, 5_000), attack) for one in gathering for attack in attacks(one))
    assert not [(one.place, one.pattern[:200], taken, attack) for one, taken, attack in found if taken > BYTES]


@pytest.mark.parametrize(
    ("pattern", "much"),
    [(r"(?:ab|b)*", True), (r"(?:,\w)+x?", True), (r"((?:ab)*c)?", True), (r"(?:ab|b)*+", False), (r"[ab]*", False)],
)
def test_a_pattern_that_gathers_is_found(pattern: str, much: bool) -> None:
    expression = Expression("here", "compile", 0, pattern)
    assert gathers(expression) is much
    assert (max(memory(expression, *attack, 5_000) for attack in attacks(expression)) > BYTES / 2) is much


def test_patterns_of_all_sources_are_there(expressions: list[Expression]) -> None:
    patterns = "\n".join(expression.pattern for expression in expressions)
    for language in ("en", "fr", "es"):
        assert config("verdicts", f"{language}.yaml")["hints"][:20] in patterns
        assert config("phrases", f"{language}.yaml")["negation"] in patterns
        assert config("layouts", "letters.yaml")[language]["openers"]["closing"][0] in patterns
    assert config("read", "furniture.yaml")["symbol"] in patterns
    assert len(expressions) > 400


@pytest.mark.parametrize("pattern", [r"\s+$", r"[\d.]* per cent", r"\w+\ufffe", r"x?.*=.*=", r"(?:is |was )*concern"])
def test_a_slow_pattern_is_found(pattern: str) -> None:
    assert slow(Expression("here", "compile", 0, pattern), 1000)


def test_a_pattern_of_exponential_time_is_found() -> None:
    assert slow(Expression("here", "compile", 0, r"(?:\w+\s?)+:"), 4)


@pytest.mark.parametrize(
    "pattern",
    [r"(?<!\s)\s+$", r"(?:a|b)*", r"(?<![\d.])[\d.]{0,20} per cent", r"(?<!\w)\w+\ufffe", r"\d{1,3}"],
)
def test_a_linear_pattern_is_not(pattern: str) -> None:
    assert not slow(Expression("here", "compile", 0, pattern), 1000)


def test_what_is_matched_at_one_place_alone_need_not_be_searched_for(expressions: list[Expression]) -> None:
    anchored = {expression.pattern: expression.anchored for expression in expressions}
    assert anchored[r"\s*(\d{1,3})\.\s"]  # check/quoted.py: the number of a paragraph, at its start
    assert not anchored[r"\w+"]
