"""A scheme as its file says it: labels in three languages, years and sessions, the choice by legend."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from treatygrade.errors import ConfigError
from treatygrade.schemes import LANGUAGES, choose, load, mask, names
from treatygrade.schemes.scheme import Scheme, _parse, _plain


def entry(common: str, states: tuple[str, ...] = (), **labels: list[str]) -> dict[str, Any]:
    return {"common": common, "labels": labels, "confirmed": f"X/{common}", "states": list(states)}


def scheme(**change: Any) -> Scheme:
    data = {
        "name": "invented",
        "title": "Invented Committee",
        "committee": "inv",
        "order": ["good", "fair"],
        "codes": {
            "good": entry("A", ("full", "substantial"), en=["good", "very good"], fr=["bonne"]),
            "fair": entry("B", ("partial",), en=["middling", "good"], fr=["moyenne", "fair"], es=["regular"]),
            "silent": entry("D", en=["no reply"]),
        },
    }
    return _parse({**data, **change})


def test_everything_that_a_file_says_is_there() -> None:
    made = scheme(years=[2001, 2005], sessions=[7, None])
    assert (made.name, made.title, made.committee) == ("invented", "Invented Committee", "inv")
    assert (made.codes, made.order, made.off_scale) == (("good", "fair", "silent"), ("good", "fair"), ("silent",))
    assert made.labels["fair"] == {"en": ["middling", "good"], "fr": ["moyenne", "fair"], "es": ["regular"]}
    assert made.confirmed == {"good": "X/A", "fair": "X/B", "silent": "X/D"}
    assert made.states == {"good": ("full", "substantial"), "fair": ("partial",), "silent": ()}
    assert (made.years, made.sessions) == ((2001, 2005), (7, None))
    assert made.common_grades == ("A", "B", "D")
    assert (scheme().years, scheme().sessions) == ((None, None), (None, None))


@pytest.mark.parametrize(
    ("printed", "language", "code"),
    [
        ("good", "en", "good"),  # a label of "fair" too; the first that has it keeps it
        ("very good", "en", "good"),
        ("very good", "fr", "good"),  # in the other languages too, after its own
        ("fair", "en", "fair"),
        ("fair", "fr", "fair"),
        ("bonne", "es", "good"),
        ("bonne", None, "good"),
        ("regular", None, "fair"),
        ("no reply", "es", "silent"),
        ("poor", "en", None),
    ],
)
def test_what_is_printed_is_looked_up_in_its_language_first(printed: str, language: str | None, code: str) -> None:
    assert scheme().code(printed, language) == code


def test_a_word_that_means_two_things_in_two_languages() -> None:
    codes = {"one": entry("A", en=["pass"], fr=["échec"]), "two": entry("C", en=["fail"], fr=["pass"])}
    made = scheme(codes=codes, order=[])
    assert [made.code("pass", language) for language in ("en", "fr", "es", None)] == ["one", "two", "one", "one"]


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("fr", "moyenne|silent|bonne|fair|good"),  # by length, then by the alphabet
        ("es", "regular|silent|fair|good"),
        ("en", "very good|middling|no reply|silent|fair|good"),
        (None, "very good|middling|no reply|moyenne|regular|silent|bonne|fair|good"),
    ],
)
def test_everything_understood_comes_longest_first(language: str | None, printed: str) -> None:
    assert "|".join(scheme().printed(language)) == printed


def test_a_label_may_hold_a_colon() -> None:
    made = scheme(codes={"A": entry("A", en=["reply: full"])}, order=[])
    assert made.printed("en") == ("reply: full", "a")
    assert made.code("Reply: full", "en") == "A"


@pytest.mark.parametrize(
    ("grade", "language", "label"),
    [("A", "en", "good"), ("A", "fr", "bonne"), ("A", "es", "good"), ("B", "es", "regular"), ("D", "fr", "no reply")],
)
def test_a_label_falls_back_to_english(grade: str, language: str, label: str) -> None:
    assert scheme().label(grade, language) == label


def test_a_label_is_english_unless_said_otherwise() -> None:
    assert load("cmw").label("B") == load("cmw").label("B", "en") != load("cmw").label("B", "es")


def test_of_codes_that_share_a_grade_the_grade_itself_speaks() -> None:
    codes = {"B1": entry("B", en=["first"]), "B": entry("B", en=["itself"]), "C1": entry("C", en=["sole"])}
    made = scheme(codes=codes, order=[])
    assert (made.label("B"), made.label("C")) == ("itself", "sole")
    with pytest.raises(KeyError, match="'A'"):
        made.label("A")


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("**[C1]**:", "c1"), (" (A) ", "a"), ("« B »", "b"),
        ("“Partially\u00a0 implemented.”", "partially implemented"),
        ("–C–", "c"), ("[[A]]", "a"), ("Ｂ", "b"), ("STRASSE", "strasse"), ("straße", "strasse"),
        ("reply/action", "reply/action"),
        ("œuvre", "œuvre"), ("e\u0301tat", "état"), ("", ""), ("…", ""), ("[?]", "?"),
    ],
)  # fmt: skip
def test_what_frames_a_grade_does_not_count(printed: str, plain: str) -> None:
    assert _plain(printed) == plain


def test_the_schemes_are_in_alphabetical_order_and_an_unknown_one_says_so() -> None:
    assert list(names()) == sorted(names())
    assert {"cmw", "ccpr-2013", "ccpr-2017"} <= set(names())
    with pytest.raises(ConfigError, match="there is no grading scheme 'nope'") as caught:
        load("nope")
    assert caught.value.hint == f"the schemes are {', '.join(names())}"


def test_a_scheme_that_contradicts_itself_says_in_which_file() -> None:
    with pytest.raises(ConfigError, match="invented: order or common grade unknown: best, worst"):
        scheme(order=["best", "good", "worst"])


@pytest.mark.parametrize("committee", ["", "crc"])
def test_a_committee_without_a_scheme_is_told_those_with_one(committee: str) -> None:
    with pytest.raises(ConfigError) as caught:
        choose(committee)
    known = ", ".join(sorted({load(name).committee for name in names()}))
    assert caught.value.message == f"no grading scheme is known for the committee {committee!r}"
    assert caught.value.hint == f"committees with a scheme: {known}; or name a scheme with --scheme"


def test_without_a_committee_there_is_no_scheme() -> None:
    with pytest.raises(ConfigError, match="for the committee ''"):
        choose()


def test_a_scheme_without_labels_in_a_language_masks_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["treatygrade.schemes.verdicts"], "load", lambda name: scheme(name=name))
    assert mask("It was very good, she says.", "unlabelled", "es") == "It was very good, she says."
    assert mask("It was very good, she says.", "unlabelled", "en") == "It was, she says."


@pytest.mark.parametrize(
    ("legend", "name"),
    [
        ("A, B, C, D and E", "ccpr-2017"),
        ("A, B and C", "ccpr-2017"),  # three letters are a legend
        ("A and B", "ccpr-2013"),  # two may be anything: the session decides
        ("A, B1 and C", "ccpr-2013"),
        ("B1", "ccpr-2013"),
        ("F1", "ccpr-2013"),  # nobody's: the session decides
        ("See CCPR/C/115/2, A-1, B.1 and article 2 C2/a", "ccpr-2013"),
        ("A; B; C; X1", "ccpr-2017"),
        ("", "ccpr-2013"),
    ],
)
def test_a_legend_decides_by_what_it_prints(legend: str, name: str) -> None:
    assert choose(" CCPR ", session=115, legend=legend).name == name


@pytest.mark.parametrize(
    ("legend", "name"), [("B1", "ccpr-2013"), ("B2 and F1", "ccpr-2017"), ("A, B, C, D, E", "ccpr-2017")]
)
def test_steps_that_only_one_scheme_has(legend: str, name: str) -> None:
    assert choose("ccpr", session=125, legend=legend).name == name


def test_a_year_before_every_scheme_is_graded_by_the_latest() -> None:
    assert choose("cmw", year=1999).name == "cmw"
    assert choose("ccpr", year=1999).name == "ccpr-words"
    assert choose("ccpr", session=1).name == "ccpr-words"


def test_languages() -> None:
    assert LANGUAGES == ("en", "fr", "es")
