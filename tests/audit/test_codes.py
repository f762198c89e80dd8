"""Each code of the audit: a report that has it and one, nearly the same, that does not; and what the command says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.segment.reports import report_text
from treatygrade.audit import audit, known_codes
from treatygrade.audit.auditing import Finding, between, place
from treatygrade.audit.between import ALIKE, SHORTEST, alike_but_graded_apart
from treatygrade.cli.main import app
from treatygrade.errors import GateMissed, UsageError
from treatygrade.resources import config

DONE = "\n\nThe State party has amended its law and trained judges."
NOT_DONE = "\n\nNo inspection of prisons took place."
PARTLY = " The Committee considers that the recommendation has been partially implemented."
NOTHING = " The Committee considers that the recommendation has not been implemented."
TWO = (f"[B]: (a)–(c){DONE}\n\n[C]: (d) and (e){NOT_DONE}",)

REPORTS = [
    pytest.param((f"[B]: (a)–(e){DONE}",), "10 [B]", [], id="nothing"),
    pytest.param(TWO, "10 [B] [C]", [], id="two grades in the header's order"),
    pytest.param(TWO, "10 [C] [B]", [], id="two grades in another order"),
    pytest.param((f"[B]: (a)–(e){DONE}",), "", [], id="no header grades"),
    pytest.param(
        (f"[C]: (a)–(e){DONE}{PARTLY}",), "10 [C]",
        [("verdict_mismatch", "error", "paragraph 10 (a) (b) (c) (d) (e)", ("[C]", PARTLY.strip()))],
        id="verdict_mismatch",
    ),
    pytest.param((f"[B]: (a)–(e){DONE}{PARTLY}",), "10 [B]", [], id="a verdict that says what the tag says"),
    pytest.param((f"[D]: (a)–(e){DONE}{NOTHING}",), "10 [D]", [], id="silence may be called not implemented"),
    pytest.param(
        (f"[A]: (a)–(e){DONE}{NOTHING}",), "10 [A]",
        [("verdict_mismatch", "error", "paragraph 10 (a) (b) (c) (d) (e)", ("[A]", NOTHING.strip()))],
        id="but nothing else may",
    ),
    pytest.param(
        (f"[B]: (a)–(e){DONE}",), "10 [C]",
        [("header_mismatch", "error", "paragraph 10 (a) (b) (c) (d) (e)", ("[B]", "10 [C]"))], id="header_mismatch",
    ),
    pytest.param(TWO, "10 [B]", [("missing_in_header", "error", "paragraph 10 (d) (e)", ("[C]", "10 [B]"))],
                 id="missing_in_header"),
    pytest.param(
        (f"[B]: (a)–(e){DONE}", f"[C]: (a)–(e){NOT_DONE}"), "10 [B]",
        [("missing_in_header", "error", "paragraph 20 (a) (b) (c) (d) (e)", ("[C]", "10 [B]"))],
        id="a paragraph that the header leaves out",
    ),
    pytest.param(
        (f"[B]: (a)–(f){DONE}",), "10 [B]",
        [("wrong_scope", "error", "paragraph 10 (a) (b) (c) (d) (e) (f)", ("(f)", "(a), (b), (c), (d), (e)"))],
        id="wrong_scope",
    ),
    pytest.param(
        (f"[B]: (a)–(d){DONE}",), "10 [B]",
        [("item_ungraded", "hint", "paragraph 10", ("(e)", "(a), (b), (c), (d)"))], id="item_ungraded",
    ),
    pytest.param((f"[B]{DONE}",), "10 [B]", [], id="a grade for the whole leaves no item out"),
    pytest.param(
        (f"[B]: (a)–(e){DONE}", NOT_DONE.strip()), "10 [B]",
        [("item_ungraded", "hint", "paragraph 20", ("No inspection of prisons took place.",))],
        id="an evaluation without a grade",
    ),
    pytest.param(
        (f"[B]: (a)–(c){DONE}\n\n[C]: (c)–(e){NOT_DONE}",), "10 [B] [C]",
        [("graded_twice", "hint", "paragraph 10 (a) (b) (c)", ("(c)", "[B]")),
         ("graded_twice", "hint", "paragraph 10 (c) (d) (e)", ("(c)", "[C]"))],
        id="graded_twice",
    ),
    pytest.param((f"[B] [C]: (a)–(e){DONE}",), "10 [B] [C]", [], id="two grades on one text are meant"),
    pytest.param(
        (f"[F]: (a)–(e){DONE}",), "10 [F]",
        [("unknown_grade", "error", "paragraph 10 (a) (b) (c) (d) (e)", ("[F]", "ccpr-2017"))], id="unknown_grade",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("evaluations", "grades", "expected"), REPORTS)
def test_a_report_and_what_contradicts_itself_in_it(
    evaluations: tuple[str, ...], grades: str, expected: list[Any], tmp_path: Path
) -> None:
    (tmp_path / "r.md").write_text(report_text(*evaluations, grades=grades), encoding="utf-8")
    result = audit([tmp_path])
    assert (result.files, result.failures) == (1, [])
    found = [(f.code, f.severity, f.place.partition(", page")[0], f.quotations) for f in result.findings]
    assert found == expected
    assert all(f.state.startswith("Freedonia") and f.file.endswith("r.md") for f in result.findings)


def test_every_code_has_a_sentence_and_no_sentence_lacks_a_code() -> None:
    told = {code for case in REPORTS for code, *_ in case.values[2]}  # type: ignore[union-attr, misc]
    others = {"alike_graded_apart", "quoted_differently", "far_from_prediction"}  # below
    drafts = {"misquoted", "unknown_recommendation"}  # of `check` alone
    assert told | others | drafts == set(config("findings.yaml")["messages"])
    for code in told | others:
        message = Finding(code, "error", "f", "s", "p", ()).message
        assert message.endswith(".")
        assert message[0].isupper()


@pytest.mark.parametrize(("printed", "far"), [("A", True), ("C", False)])
def test_a_grade_that_the_text_does_not_bear_out(printed: str, far: bool, tmp_path: Path) -> None:
    text = (
        "The Committee regrets that the State party has provided no information on measures taken to implement the "
        "recommendation and that no steps have been taken. It reiterates its recommendation."
    )
    (tmp_path / "r.md").write_text(report_text(f"[{printed}]: (a)–(e)\n\n{text}", grades=f"10 [{printed}]"))
    assert audit([tmp_path]).findings == []
    found = audit([tmp_path], predictions=True).findings
    assert [(f.code, f.severity) for f in found] == ([("far_from_prediction", "hint")] if far else [])
    if far:
        quoted, expected = found[0].quotations
        assert quoted.startswith(f"[{printed}] The Committee regrets")
        assert expected.startswith("predicted ")
        assert audit([tmp_path], predictions=True, silence=["far_from_prediction"]).findings == []


WORDS = [f"word{n}" for n in range(60)]


def row(words: list[str], grade: str, **other: Any) -> dict[str, Any]:
    return {"text": " ".join(words), "grade_raw": grade, "scheme": "cmw", "flags": []} | other


ALIKE_ROWS = [
    pytest.param(row(WORDS, "C"), row(WORDS, "B"), True, id="the same words"),
    pytest.param(row(WORDS, "C"), row([w.upper() for w in WORDS], "B"), True, id="in capitals"),
    pytest.param(row(WORDS, "C"), row([f"{w}," for w in WORDS], "B"), True, id="with other punctuation"),
    pytest.param(row(WORDS, "C"), row(WORDS, "C"), False, id="the same grade"),
    pytest.param(row(WORDS, "C"), row(WORDS, ""), False, id="no grade"),
    pytest.param(row(WORDS, "C"), row(WORDS, "B", scheme="ced"), False, id="another scheme"),
    pytest.param(row(WORDS, "C"), row(WORDS, "B", flags=["shared_text"]), False, id="a text with two grades"),
    pytest.param(row(WORDS, "C"), row(WORDS, "B", flags=None), True, id="no flags"),
    pytest.param(row(WORDS[:SHORTEST], "C"), row(WORDS[:SHORTEST], "B"), True, id="long enough"),
    pytest.param(row(WORDS[: SHORTEST - 1], "C"), row(WORDS[: SHORTEST - 1], "B"), False, id="too short"),
    pytest.param(row(WORDS, "C"), row(WORDS[:50], "B"), True, id="48 of 58 triples"),
    pytest.param(row(WORDS, "C"), row(WORDS[:45], "B"), False, id="43 of 58 triples"),
    pytest.param(row(WORDS, "C"), row(WORDS[30:] + WORDS[:30], "B"), True, id="halves exchanged"),
    pytest.param(row(WORDS, "C"), row(WORDS[::-1], "B"), False, id="the same words in another order"),
    pytest.param(row(WORDS, "C"), row(WORDS, "B", text=None), False, id="no text"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "alike"), ALIKE_ROWS)
def test_two_evaluations_that_say_the_same(first: dict[str, Any], second: dict[str, Any], alike: bool) -> None:
    found = alike_but_graded_apart([first, second])
    assert [(one, other) for one, other, _ in found] == ([(first, second)] if alike else [])
    assert all(ALIKE <= likeness <= 1 for *_, likeness in found)


def test_of_three_alike_each_pair_with_other_grades_is_named() -> None:
    rows = [row(WORDS, grade) for grade in "CBC"]
    assert [(a["grade_raw"], b["grade_raw"]) for a, b, _ in alike_but_graded_apart(rows)] == [("C", "B"), ("B", "C")]


FIRST = {
    "committee": "cmw", "iso3": "QLV", "state": "Qalvera", "co_symbol": "CMW/C/QLV/CO/1", "paragraph": "16",
    "scope": "", "scheme": "cmw", "file": "one.md", "flags": [], "text": "", "page": 3, "symbol": "CMW/C/QLV/FCO/1",
    "round": 1, "grade": "C", "grade_raw": "C", "previous": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("quoted", "of_round", "conflicts"), [("C", 1, 0), ("B", 1, 1), ("B", 2, 0)],
    ids=["as published", "another grade", "of another round"],
)  # fmt: skip
def test_a_round_that_is_quoted(quoted: str, of_round: int, conflicts: int) -> None:
    later = FIRST | {"file": "two.md", "symbol": "CMW/C/QLV/FCO/2", "round": 3, "previous": [
        {"round": of_round, "grade_raw": quoted, "symbol": ""}
    ]}  # fmt: skip
    found = list(between([FIRST, later]))
    assert len(found) == conflicts
    for finding in found:
        assert (finding.code, finding.severity, finding.file) == ("quoted_differently", "hint", "two.md")
        assert finding.state == "Qalvera (FICTIONAL)"
        assert finding.place == "Qalvera CMW/C/QLV/CO/1 16, round 1"


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ({"paragraph": "36", "scope": "(b)|(c)", "page": 4}, "paragraph 36 (b) (c), page 4"),
        ({"paragraph": "36", "scope": "", "page": None}, "paragraph 36"),
        ({"paragraph": "36"}, "paragraph 36"),
        ({"paragraph": "", "scope": "", "page": 2}, "the State as a whole, page 2"),
    ],
)
def test_a_place_as_far_as_it_is_known(unit: dict[str, Any], words: str) -> None:
    assert place(unit) == words


def test_codes_are_known_or_named() -> None:
    assert known_codes(["wrong_scope", "wrong_scope"]) == {"wrong_scope"}
    with pytest.raises(UsageError, match="there is no code b, c") as caught:
        known_codes(["c", "wrong_scope", "b"])
    assert "wrong_scope" in caught.value.hint


@pytest.mark.parametrize(
    ("options", "code", "error"),
    [
        ([], 0, None),
        (["--fail-on", "header_mismatch"], 3, GateMissed),
        (["--fail-on", "wrong_scope"], 0, None),
        (["--fail-on", "wrong_scope", "--fail-on", "header_mismatch"], 3, GateMissed),
        (["--fail-on", "header_mismatch", "--silence", "header_mismatch"], 0, None),
        (["--fail-on", "nonsense"], 2, UsageError),
    ],
)
def test_the_command(options: list[str], code: int, error: type[GateMissed] | None, tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text(report_text(f"[B]: (a)–(e){DONE}", grades="10 [C]"), encoding="utf-8")
    target = tmp_path / "a.json"
    result = CliRunner().invoke(app, ["audit", str(tmp_path), *options, "--json", str(target)])
    if error is None:
        assert result.exit_code == code
    else:
        assert isinstance(result.exception, error)
        assert result.exception.exit_code == code
    if code != 2:  # a gate that is missed does not keep the findings back
        written = json.loads(target.read_text(encoding="utf-8"))
        assert list(written) == ["files", "units", "findings", "failures", "thresholds"]
        assert len(written["findings"]) == ("--silence" not in options)
        assert "header_mismatch" in result.stdout or "--silence" in options


def test_the_thresholds_are_compared_when_asked_for(specimens: Path, tmp_path: Path) -> None:
    report = specimens / "en" / "CMW_C_ZRT_FCO_2_Add.1.md"
    page = tmp_path / "a.html"
    result = CliRunner().invoke(app, ["audit", str(report), "--thresholds", "--json", "--html", str(page)])
    assert result.exit_code == 0
    found = json.loads(result.stdout)["thresholds"]
    assert set(found) == {"groups", "units", "left_out", "warning"}
    assert found["groups"] == []
    assert "No committee has ten units of three States" in page.read_text(encoding="utf-8")
