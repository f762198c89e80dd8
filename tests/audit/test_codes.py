"""Each code of the audit: a report that has it and one, nearly the same, that does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.segment.reports import report_text
from treatygrade.audit import audit
from treatygrade.audit.auditing import Finding
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
