"""The reviewers' pages, without scripts: blind first, then the suggestion; nothing lost, nothing overwritten."""

from __future__ import annotations

import csv
import io
import sqlite3
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.serve.forms import new_project, send
from treatygrade.tables import write_rows


@pytest.fixture
def project(client: TestClient, qalvera: Path) -> str:
    return new_project(client, qalvera)


def grade(client: TestClient, project: str, who: str, position: int, **fields: object) -> object:
    page = f"{project}/as/{who}/{position}"
    return send(client, page, page, **{"seen": 0, "reason": "as the text says", **fields})


def test_a_unit_is_shown_blind(client: TestClient, project: str) -> None:
    text = client.get(f"{project}/as/Ana/1").text
    assert "National Migration Policy" in text
    assert "Reads like" not in text
    assert "has been partially implemented" not in text  # the verdict sentence states the drafted grade
    assert "[…]" in text
    assert "checked" not in text


def test_after_the_answer_the_suggestion_is_shown_and_may_be_followed(client: TestClient, project: str) -> None:
    answer = grade(client, project, "Ana", 1, grade="C", reason="no body was set up")
    assert "Reads like" in answer.text
    assert "no body was set up" in answer.text
    revised = grade(client, project, "Ana", 1, grade="B", reason="on reflection", seen=1)
    assert "no body was set up" in revised.text
    assert "on reflection" in revised.text


def test_one_reviewer_does_not_see_anothers_answer(client: TestClient, project: str) -> None:
    grade(client, project, "Ana", 1, grade="C", reason="a private thought")
    assert "a private thought" not in client.get(f"{project}/as/Bo/1").text


def test_a_reviewer_goes_on_where_they_stopped(client: TestClient, project: str) -> None:
    for position in (1, 2):
        grade(client, project, "Ana", position, grade="C")
    assert client.get(f"{project}/as/Ana").url.path.endswith("/3")
    assert client.get(f"{project}/as/Bo").url.path.endswith("/1")
    overview = client.get(project).text
    assert 'value="2" aria-label="units graded by Ana"' in overview


def test_a_stale_form_is_not_recorded_and_keeps_what_was_written(client: TestClient, project: str) -> None:
    grade(client, project, "Ana", 1, grade="C", reason="first")
    late = grade(client, project, "Ana", 1, grade="B", reason="from an old window")
    assert late.status_code == 409
    assert "yours was not written" in late.text
    assert "from an old window" in late.text
    assert "first" in late.text
    history = client.get(f"{project}/export.csv?answers=all").text
    assert "from an old window" not in history


def test_only_split_units_are_adjudicated_and_the_second_decision_is_told_of_the_first(
    client: TestClient, project: str
) -> None:
    for who, first in (("Ana", "C"), ("Bo", "B")):
        grade(client, project, who, 1, grade=first)
        grade(client, project, who, 2, grade="E")
    page = client.get(f"{project}/adjudicate")
    assert page.text.count('<article class="unit"') == 1
    unit = page.text.split('id="unit-')[1].split('"')[0]
    where = f"{project}/adjudicate/{unit}"
    assert send(client, where, project, person="Cai", grade="B", reason="the policy exists", seen=0).status_code == 200
    late = send(client, where, project, person="Dee", grade="C", reason="there is no body", seen=0)
    assert late.status_code == 409
    assert "there is no body" in late.text
    assert "the policy exists" in late.text
    again = send(client, where, project, person="Dee", grade="C", reason="there is no body", seen=1)
    assert again.status_code == 200
    decided = list(csv.DictReader(io.StringIO(client.get(f"{project}/export.csv?answers=adjudicated").text[1:])))
    assert [(row["reviewer"], row["grade"]) for row in decided] == [("Dee", "C")]
    assert "the policy exists" in client.get(f"{project}/adjudicate").text


def test_the_export_is_what_agreement_reads(client: TestClient, project: str, tmp_path: Path) -> None:
    for who, first in (("Ana", "C"), ("Bo", "B")):
        grade(client, project, who, 1, grade=first)
    answer = client.get(f"{project}/export.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [(row["unit"], row["reviewer"], row["grade"], row["scheme"], row["session"]) for row in rows] == [
        ("CMW/C/QLV/FCO/3/Add.1#QLV#16##1", "Ana", "C", "cmw", "41"),
        ("CMW/C/QLV/FCO/3/Add.1#QLV#16##1", "Bo", "B", "cmw", "41"),
    ]


def test_a_table_of_units_is_a_project_too(client: TestClient, tmp_path: Path) -> None:
    table = tmp_path / "units.csv"
    write_rows([{"text": "The Committee regrets that.", "scheme": "ccpr-2013", "language": "en"}, {"text": ""}], table)
    project = new_project(client, table)
    page = client.get(f"{project}/as/Ana/1").text
    assert 'value="C1"' in page
    assert "1 of" in page or "0 of 1" in page


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"grade": ""}, "no grade was chosen"),
        ({"grade": "Z"}, "is not a grade of this scheme"),
        ({"grade": "C", "reason": "  "}, "no reason was given"),
        ({"grade": "C", "seen": "x"}, "seen is not a number"),
        ({"grade": "C", "reason": "x" * 10_001}, "more than 10,000 characters"),
    ],
)
def test_a_bad_answer_is_refused(client: TestClient, project: str, fields: dict[str, str], message: str) -> None:
    answer = grade(client, project, "Ana", 1, **fields)
    assert answer.status_code == 400
    assert message in answer.text
    assert len(client.get(f"{project}/export.csv?answers=all").text.strip().splitlines()) == 1


@pytest.mark.parametrize("path", [f"/review/99{rest}" for rest in ("", "/as/Ana/1", "/adjudicate", "/export.csv")])
def test_a_project_that_is_gone_is_said_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 422
    assert "there is no project 99" in answer.text


@pytest.mark.parametrize("position", ["0", "9", "-1", "x"])
def test_a_unit_that_is_not_there_is_said_so(client: TestClient, project: str, position: str) -> None:
    assert 400 <= client.get(f"{project}/as/Ana/{position}").status_code < 500


@pytest.mark.parametrize(
    "path", ["/review/99999999999999999999", "/review/0", "/review/x", "/review/1/as/a%00b/1", "/review/1/as/%0a/1"]
)
def test_an_address_that_no_page_has_is_refused(client: TestClient, project: str, path: str) -> None:
    assert 400 <= client.get(path).status_code < 500


def test_a_database_that_does_not_answer_is_said_so(client: TestClient, project: str, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "reviews.sqlite") as connection:
        connection.execute("DROP TABLE responses")
    answer = send(client, f"{project}/as/Ana/1", "/", seen=0, grade="C", reason="x")
    assert answer.status_code == 503
    assert "nothing was recorded" in answer.text


@pytest.mark.parametrize("person", ["", "a/b", "x" * 81])
def test_a_reviewer_needs_a_name(client: TestClient, project: str, person: str) -> None:
    assert send(client, f"{project}/reviewer", project, person=person).status_code == 400


def test_purge_needs_the_name_and_leaves_nothing(client: TestClient, project: str, tmp_path: Path) -> None:
    grade(client, project, "Ana", 1, grade="C", reason="a secret reason")
    assert send(client, f"{project}/purge", project, confirm="else").status_code == 400
    assert send(client, f"{project}/purge", project, confirm="Qalvera").status_code == 200
    assert client.get(project).status_code == 422
    assert b"a secret reason" not in (tmp_path / "reviews.sqlite").read_bytes()


def test_a_report_without_evaluation_makes_no_project(client: TestClient, tmp_path: Path) -> None:
    path = tmp_path / "minutes.md"
    path.write_text("# Minutes\n\nThe meeting was opened and the agenda was adopted by the members of the group.\n")
    assert send(client, "/review", "/review", path, name="x").status_code == 422
    assert "Projects" not in client.get("/review").text
