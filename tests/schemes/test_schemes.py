"""Codes, labels and the choice of a scheme."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from treatygrade.errors import ConfigError
from treatygrade.resources import config
from treatygrade.schemes import choose, load, names
from treatygrade.schemes.scheme import _parse

LEGEND_2013 = """A Response largely satisfactory. B1 Substantive action taken, but additional information
required. B2 Initial action taken. C1 Actions taken do not implement the recommendation. C2 Not relevant.
D1 No response received within the deadline. D2 No response after reminder(s). E Contrary."""
LEGEND_2017 = """A Reply/action largely satisfactory. B Reply/action partially satisfactory.
C Reply/action not satisfactory. D No cooperation. E Contrary to or reflect rejection."""


@pytest.mark.parametrize(
    ("scheme", "printed", "language", "code"),
    [
        ("cmw", "[C]", "en", "C"),
        ("cmw", "**[F]**:", "en", "F"),
        ("ccpr-2013", "[c1]", "en", "C1"),
        ("ccpr-2013", "[B]", "en", "B"),
        ("ccpr-2017", "[B1]", "en", None),
        ("ccpr-2017", "G", "en", None),
        ("cat", "(A)", "en", "A"),
        ("cedaw", "Partially implemented.", "en", "partially implemented"),
        ("cedaw", "*Lack of sufficient\u00a0information*", "en", "lack of sufficient information"),
        ("cedaw", "partiellement mise en œuvre", "fr", "partially implemented"),
        ("cedaw", "Not implemented", "fr", "not implemented"),
        ("cerd", "« satisfaisante »", "fr", "satisfactory"),
        ("cerd", "no satisfactoria", "es", "unsatisfactory"),
        ("cescr", "insufficient progress", None, "insufficient progress"),
        ("cescr", "excellent progress", None, None),
    ],
)
def test_printed_grade(scheme: str, printed: str, language: str | None, code: str | None) -> None:
    assert load(scheme).code(printed, language) == code


@pytest.mark.parametrize(
    ("scheme", "code", "grade"),
    [
        ("ccpr-2013", "B2", "B"),
        ("ccpr-2013", "D1", "D"),
        ("cedaw", "substantially implemented", "A"),
        ("cedaw", "lack of sufficient information", "D"),
        ("cedaw", "contrary", "E"),
        ("cerd", "unsatisfactory", "C"),
        ("cescr", "sufficient progress", "A"),
        ("cescr", "insufficient progress", "C"),
        ("cmw", "F", "F"),
    ],
)
def test_common_scale(scheme: str, code: str, grade: str) -> None:
    assert load(scheme).common(code) == grade


@pytest.mark.parametrize(
    ("scheme", "grade", "language", "label"),
    [
        ("ccpr-2013", "B", "en", "partially satisfactory"),
        ("cedaw", "A", "en", "implemented"),
        ("cmw", "B", "es", "parcialmente aplicada"),
        ("cescr", "C", "fr", "progrès insuffisants"),
        ("cerd", "D", "en", "no response"),
    ],
)
def test_label_in_the_schemes_own_words(scheme: str, grade: str, language: str, label: str) -> None:
    assert load(scheme).label(grade, language) == label


def test_a_grade_that_the_scheme_lacks_has_no_label() -> None:
    with pytest.raises(KeyError):
        load("cescr").label("B")


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"committee": "cmw", "session": 39, "year": 2024}, "cmw"),
        ({"committee": "CCPR", "session": 117, "year": 2016}, "ccpr-2013"),
        ({"committee": "ccpr", "session": 119}, "ccpr-2013"),
        ({"committee": "ccpr", "session": 120, "year": 2017}, "ccpr-2017"),
        ({"committee": "ccpr", "session": 140, "year": 2015}, "ccpr-2017"),
        ({"committee": "ccpr", "year": 2014}, "ccpr-2013"),
        ({"committee": "ccpr", "year": 2018}, "ccpr-2017"),
        ({"committee": "ccpr", "session": 100}, "ccpr-words"),
        ({"committee": "ccpr"}, "ccpr-2017"),
        # The legend overrules the session, both ways.
        ({"committee": "ccpr", "session": 121, "legend": LEGEND_2013}, "ccpr-2013"),
        ({"committee": "ccpr", "session": 119, "legend": LEGEND_2017}, "ccpr-2017"),
        ({"committee": "ccpr", "session": 115, "legend": "No legend here; see CCPR/C/115/2."}, "ccpr-2013"),
        ({"committee": "ced", "session": 12, "legend": LEGEND_2017}, "ced"),
    ],
)
def test_choice(arguments: dict[str, object], name: str) -> None:
    assert choose(**arguments).name == name  # type: ignore[arg-type]


@pytest.mark.parametrize("committee", ["", "upr", "CCPR 2"])
def test_no_scheme_for_the_committee(committee: str) -> None:
    with pytest.raises(ConfigError, match="no grading scheme"):
        choose(committee)


def test_unknown_scheme_names_the_known_ones() -> None:
    with pytest.raises(ConfigError) as caught:
        load("cmw-2030")
    assert "cmw" in caught.value.hint


@pytest.mark.parametrize("name", names())
def test_every_scheme_is_whole(name: str) -> None:
    scheme = load(name)
    assert scheme.name == name
    assert set(scheme.order) | set(scheme.off_scale) == set(scheme.codes)
    for code in scheme.codes:
        assert scheme.code(f"[{code}]") == code
        assert scheme.code(scheme.labels[code]["en"][0], "en") == code
    for grade in scheme.common_grades:
        assert all(scheme.label(grade, language) for language in ("en", "fr", "es"))


def test_specimens_are_graded_by_the_scheme_that_is_chosen_for_them(specimens: Path) -> None:
    for path in sorted(specimens.rglob("*.gold.json")):
        for state in json.loads(path.read_text(encoding="utf-8"))["states"]:
            assert choose(state["committee"], state["session"], state["year"]).name == state["scheme"], path.name


def test_real_units_are_known_to_their_scheme(shared: Path) -> None:
    for line in (shared / "real" / "units" / "ccpr.jsonl").read_text(encoding="utf-8").splitlines():
        unit = json.loads(line)
        if unit["grade_raw"]:
            scheme = load(unit["scheme"])
            assert scheme.common(scheme.code(unit["grade_raw"]) or "") == unit["grade"]


@pytest.mark.parametrize(
    ("scheme", "session", "year", "covered"),
    [
        ("ccpr-2013", 106, None, False), ("ccpr-2013", 107, None, True), ("ccpr-2013", 119, None, True),
        ("ccpr-2013", 120, None, False), ("ccpr-2013", None, 2012, False), ("ccpr-2013", None, 2013, True),
        ("ccpr-2013", None, 2016, True), ("ccpr-2013", None, 2017, False), ("ccpr-2013", None, None, True),
        ("ccpr-words", 106, None, True), ("ccpr-words", 107, None, False), ("ccpr-2017", 120, None, True),
        ("ccpr-2017", 119, None, False), ("ccpr-2013", 119, 2017, True),
    ],
)  # fmt: skip
def test_the_life_of_a_scheme_ends_where_the_next_begins(
    scheme: str, session: int | None, year: int | None, covered: bool
) -> None:
    assert load(scheme).covers(session=session, year=year) is covered


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"order": ["A", "Z"]}, "Z"),
        ({"codes": {"A": {"common": "Q", "labels": {}, "confirmed": "", "states": []}}, "order": []}, "A"),
        ({"codes": {"A": {"common": "Q", "labels": {}, "confirmed": "", "states": []}}, "order": ["Z"]}, "Z, A"),
    ],
)
def test_a_scheme_that_contradicts_itself_is_refused(change: dict[str, object], named: str) -> None:
    data = {**config("schemes", "cmw.yaml"), **change}
    with pytest.raises(ConfigError, match=f"unknown: {named}"):
        _parse(data)
