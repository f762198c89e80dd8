"""Every page of figures: what comes from files stands as text, nothing runs, nothing is fetched, the page is whole."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jinja2 import UndefinedError

from treatygrade.agreement import agreement
from treatygrade.agreement.page import page as agreement_page
from treatygrade.agreement.show import show
from treatygrade.audit.page import page as audit_page
from treatygrade.evaluate import detail, run
from treatygrade.evaluate.crossval import Predictions
from treatygrade.evaluate.page import page as evaluate_page
from treatygrade.history import history
from treatygrade.history.page import write_page
from treatygrade.history.show import as_json, print_history
from treatygrade.page import render, stylesheet
from treatygrade.tables import write_rows

HOSTILE = "<script>alert(1)</script>\"'><img src=http://x.test onerror=alert(2)> {{ 7 * 7 }} [/b] [red]& $\\frac{$"
"""Markup for browsers, templates, terminals and plots, in one name."""

VOID = {"meta", "br", "img", "link", "hr", "input", "path", "use", "rect", "circle"}


class Tags(HTMLParser):
    """The elements of a page, with their attributes, its text, and whether they are closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _agreement(tmp_path: Path) -> str:
    rows = [
        {"unit": f"{HOSTILE} {n}", "reviewer": name, "grade": grade, "theme": HOSTILE, "state": HOSTILE, HOSTILE: "1"}
        for n in range(12)
        for name, grade in ((HOSTILE, "ABC"[n % 3]), ("Ana", "ABC"[n % 2]), ("Ben", "?" if n else "D"))
    ]
    write_rows(rows, tmp_path / "r.csv")
    found = agreement(tmp_path / "r.csv", samples=20)
    assert found["leniency"]["reviewers"], "the page has plots of leniency"
    return agreement_page(found)


def _finding(severity: str) -> dict[str, Any]:
    return {
        "code": "verdict_mismatch", "severity": severity, "file": HOSTILE, "state": HOSTILE, "place": HOSTILE,
        "quotations": [HOSTILE, ""], "message": "m",
    }  # fmt: skip


def _audit(tmp_path: Path) -> str:
    del tmp_path
    shift = {"estimate": 0.5, "low": 0.1, "high": 0.9}
    groups = [
        {"committee": HOSTILE, "year": year, "units": 12, "states": 4, "shifts": {"A|B": shift, "B|C": other}}
        for year, other in ((None, shift), (2024, dict.fromkeys(shift)))
    ]
    return audit_page({
        "files": 1, "units": 2, "findings": [_finding("error"), _finding("hint")], "failures": [HOSTILE],
        "thresholds": {"groups": groups, "left_out": {HOSTILE: 3}, "warning": "w", "units": 24},
    })  # fmt: skip


def _evaluate(tmp_path: Path) -> str:
    del tmp_path
    generator = np.random.default_rng(0)
    gold = generator.integers(0, 3, 12)
    probabilities = generator.dirichlet(np.ones(6), size=12)
    states = np.array([f"S{n % 3}" for n in range(12)])
    of = Predictions(probabilities, np.full(12, 0.1), np.zeros(12), gold, states, 12)
    rows = [
        {"unit_id": HOSTILE, "text": HOSTILE, "grade": "A", "scheme": HOSTILE, "state": HOSTILE, "language": "en"}
        for _ in range(12)
    ]
    each = {kind: {"treatygrade": of, HOSTILE: of} for kind in ("masked", "shown")}
    with pytest.MonkeyPatch.context() as patch:  # the page is the same for fewer samples
        patch.setattr(run, "figures", partial(run.figures, times=3))
        patch.setattr(run, "compare", partial(run.compare, times=3))
        patch.setattr(detail, "RESAMPLES", 3)
        return evaluate_page(run.compared(each, rows, seen_in_training=3))


def _history_rows() -> list[dict[str, Any]]:
    return [
        {
            "symbol": HOSTILE, "committee": HOSTILE, "scheme": "cmw", "state": HOSTILE, "iso3": "",
            "co_symbol": HOSTILE, "paragraph": HOSTILE, "scope": HOSTILE, "round": number, "year": 2024,
            "grade_raw": grade, "grade": grade,
            "flags": [], "previous": [{"round": 1, "grade_raw": "A", "symbol": HOSTILE}] if number == 2 else [],
        }
        for number, grade in ((1, "C"), (2, "B"))
    ]  # fmt: skip


def _history(tmp_path: Path) -> str:
    found = history(_history_rows())
    assert found.conflicts, "the page has a table of conflicts"
    write_page(found, tmp_path / "h.html")
    return (tmp_path / "h.html").read_text(encoding="utf-8")


MAKERS: dict[str, Callable[[Path], str]] = {
    "agreement": _agreement, "audit": _audit, "evaluate": _evaluate, "history": _history,
}  # fmt: skip


@pytest.fixture(scope="module", params=MAKERS)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Tags]:
    page = MAKERS[request.param](tmp_path_factory.mktemp("pages"))
    return page, Tags(page)


def test_what_files_say_is_text(made: tuple[str, Tags]) -> None:
    page, tags = made
    assert HOSTILE in " ".join("".join(tags.words).split())
    assert "<script>" not in page
    assert "alert(1)</script>" not in page
    assert "49" not in re.findall(r"(?<=onerror=alert\(2\)> )\S+", "".join(tags.words))


def test_nothing_runs_and_nothing_is_fetched(made: tuple[str, Tags]) -> None:
    _, tags = made
    assert not {"script", "img", "link", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in tags.found}
    for tag, attributes in tags.found:
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            if name in ("src", "href", "xlink:href", "action"):
                assert (value or "").startswith(("#", "data:image/png;")), (tag, name, value)
            if name == "style":
                assert "url(" not in (value or "").replace("url(#", "")


def test_the_page_is_whole_and_says_what_it_is(made: tuple[str, Tags]) -> None:
    page, tags = made
    assert tags.open == []
    assert page.startswith("<!doctype html>")
    assert {"html", "head", "title", "main", "footer", "h1"} <= {tag for tag, _ in tags.found}
    assert ("html", {"lang": "en"}) in tags.found
    assert ("meta", {"charset": "utf-8"}) in tags.found
    identifiers = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert page.count("<svg") >= 1
    assert identifiers, "plots have parts"


def test_columns_stand_under_their_headings(made: tuple[str, Tags]) -> None:
    """Of each table every row has as many cells as the first, so that no figure slides under another's name."""
    page, _ = made
    for table in re.findall(r"<table>.*?</table>", page, re.DOTALL):
        rows = [len(re.findall(r"<t[dh][ >]", row)) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)]
        assert len(set(rows)) == 1, table[:300]


def test_a_terminal_shows_what_files_say(tmp_path: Path) -> None:
    stream = io.StringIO()
    print_history(as_json(history(_history_rows())), stream)
    assert "[red]&" in stream.getvalue()
    write_rows(
        [{"unit": str(n), "reviewer": name, "grade": "AB"[n % 2]} for n in range(4) for name in ("[/b]", "[red]x")],
        tmp_path / "r.csv",
    )
    stream = io.StringIO()
    show(agreement(tmp_path / "r.csv", samples=0), stream)
    assert "[/b] and [red]x" in stream.getvalue()


def test_a_page_lacks_nothing_without_saying_so() -> None:
    """A name that a template asks for and is not given is an error, not a gap."""
    with pytest.raises(UndefinedError):
        render("agreement.html", found={})


def test_the_style_fetches_nothing() -> None:
    assert not re.search(r"@import|url\(", stylesheet())
    assert "prefers-color-scheme: dark" in stylesheet()
