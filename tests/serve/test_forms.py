"""Forms at their bounds, and the way through a review: what is accepted, what is refused, and where one is led."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.serve.forms import new_project, send
from treatygrade.errors import TreatygradeError
from treatygrade.serve.store import Store, ratings, write_ratings
from treatygrade.tables import write_rows

TEXT = "The Committee regrets that the fictional plan is not applied."


@pytest.fixture
def project(local: TestClient, tmp_path: Path) -> str:
    """Three units of one scheme."""
    units = [{"unit_id": f"X#{n}", "text": f"{TEXT} {n}", "scheme": "cmw", "language": "en"} for n in (1, 2, 3)]
    write_rows(units, tmp_path / "units.jsonl")
    return new_project(local, tmp_path / "units.jsonl", "A plan")


def grade(client: TestClient, project: str, who: str, position: int, **fields: Any) -> Response:
    page = f"{project}/as/{who}/{position}"
    return send(client, page, page, **{"seen": 0, "grade": "C", "reason": "so", **fields})


def token(client: TestClient) -> str:
    return client.get("/").text.split('name="csrf" value="')[1].split('"')[0]


# Fields


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("reason", "x" * 10_000, 200),
        ("reason", "x" * 10_001, 400),
        ("reason", "  so  ", 200),
        ("reason", "\n\t ", 400),
        ("reason", "\0", 400),
        ("reason", "é" * 10_000, 200),
        ("grade", "A", 200),
        ("grade", "F", 200),
        ("grade", "a", 400),
        ("grade", "A ", 200),
        ("grade", "AB", 400),
        ("grade", "B1", 400),
        ("seen", "0", 200),
        ("seen", "00", 200),
        ("seen", "-1", 400),
        ("seen", "1.0", 400),
        ("seen", "", 400),
        ("seen", "9999999999", 400),
        ("seen", "²", 400),
    ],
    ids=lambda value: ascii(value)[:16],
)
def test_the_bounds_of_an_answer(local: TestClient, project: str, field: str, value: str, status: int) -> None:
    answer = grade(local, project, "Ana", 1, **{field: value})
    assert answer.status_code == status
    recorded = local.get(f"{project}/export.csv?answers=all").text.count("X#1")
    assert recorded == (status == 200)


def test_what_was_written_is_kept_as_it_was_written(local: TestClient, project: str) -> None:
    grade(local, project, "Ana", 1, reason="first line\r\n\r\n  second “line” – é 文 \u2028 😀")
    text = local.get(f"{project}/as/Ana/1").text
    assert "first line\n\n  second “line” – é 文 \u2028 😀" in text


@pytest.mark.parametrize("name", ["csrf", "grade", "reason", "seen"])
def test_a_field_that_is_missing_is_refused(local: TestClient, project: str, name: str) -> None:
    fields = {"csrf": token(local), "grade": "C", "reason": "so", "seen": "0"}
    del fields[name]
    assert local.post(f"{project}/as/Ana/1", data=fields).status_code == 400


def test_a_file_is_no_text_and_a_text_no_file(local: TestClient, project: str) -> None:
    fields = {"csrf": token(local), "grade": "C", "seen": "0"}
    answer = local.post(f"{project}/as/Ana/1", data=fields, files={"reason": ("reason.txt", b"so")})
    assert (answer.status_code, "reason is not a text" in answer.text) == (400, True)
    answer = local.post("/review", data={"csrf": token(local), "file": "words", "name": "x"})
    assert (answer.status_code, "no file was chosen" in answer.text) == (400, True)
    answer = local.post("/draft", data={"csrf": token(local), "file": "words"})
    assert (answer.status_code, "the draft is empty" in answer.text) == (400, True)


@pytest.mark.parametrize(("fields", "files", "status"), [(19, 1, 200), (25, 1, 400), (1, 2, 200), (1, 5, 400)])
def test_a_form_has_so_many_fields_and_files_and_no_more(
    local: TestClient, qalvera: Path, fields: int, files: int, status: int
) -> None:
    data = {"csrf": token(local), **{f"more{number}": "x" for number in range(fields - 1)}}
    sent = [("file", (qalvera.name, qalvera.read_bytes()))] + [("other", ("x.md", b"x"))] * (files - 1)
    assert local.post("/draft", data=data, files=sent).status_code == status


def test_of_a_field_that_is_sent_twice_the_last_counts(local: TestClient, project: str) -> None:
    body = f"csrf={token(local)}&grade=A&grade=E&reason=so&seen=0"
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert local.post(f"{project}/as/Ana/1", content=body, headers=kind).status_code == 200
    assert ",Ana,E," in local.get(f"{project}/export.csv").text


@pytest.mark.parametrize("characters", [1_000_000, 1_000_001])
def test_a_pasted_draft_has_a_bound(local: TestClient, characters: int) -> None:
    answer = send(local, "/draft", text="x" * characters)
    assert ("more than 1,000,000 characters" in answer.text) == (characters > 1_000_000)
    assert answer.status_code == 400


# Names


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("Ana María Ñandú", 200),
        ("O’Brien & Sons", 200),
        ("山田 太郎", 200),
        ("a?b#c", 200),
        ("a;b=c", 200),
        ("...x", 200),
        ("x" * 80, 200),
        ("x" * 81, 400),
        (".", 400),
        ("..", 400),
        ("...", 400),
        (" . ", 400),
        ("a/b", 400),
        ("a\tb", 400),
        ("a\u200bb", 400),
        ("a\u202eb", 400),
        ("", 400),
    ],
    ids=ascii,
)
def test_whoever_gives_a_name_comes_to_their_page(local: TestClient, project: str, person: str, status: int) -> None:
    answer = send(local, f"{project}/reviewer", project, person=person)
    assert answer.status_code == status
    if status == 200:
        assert answer.url.path.endswith("/1")
        assert send(local, str(answer.url), str(answer.url), seen=0, grade="C", reason="so").status_code == 200
        row = local.get(f"{project}/export.csv").text
        assert person in row
        assert "of 3 graded" in local.get(str(answer.url)).text


# The way


@pytest.mark.parametrize(("position", "before", "after"), [(1, False, True), (2, True, True), (3, True, False)])
def test_steps_lead_to_units_that_are_there(
    local: TestClient, project: str, position: int, before: bool, after: bool
) -> None:
    text = local.get(f"{project}/as/Ana/{position}").text
    assert ('rel="prev"' in text, 'rel="next"' in text) == (before, after)
    for link in re.findall(r'rel="(?:prev|next)" href="([^"]+)"', text):
        assert local.get(link).status_code == 200


def test_one_comes_to_the_first_unit_left_and_to_the_last_at_the_end(local: TestClient, project: str) -> None:
    led = []
    for position in (2, 1, 3):
        led.append(local.get(f"{project}/as/Ana").url.path.rsplit("/", 1)[1])
        grade(local, project, "Ana", position)
    led.append(local.get(f"{project}/as/Ana").url.path.rsplit("/", 1)[1])
    assert led == ["1", "1", "3", "3"]


def test_progress_counts_units_and_not_answers(local: TestClient, project: str) -> None:
    grade(local, project, "Ana", 1)
    grade(local, project, "Ana", 1, seen=1, grade="B")
    grade(local, project, "Bo", 1, grade="B")
    grade(local, project, "Bo", 2)
    overview = local.get(project).text
    assert 'value="1" aria-label="units graded by Ana"' in overview
    assert 'value="2" aria-label="units graded by Bo"' in overview
    assert "Disagreements: 0" in overview  # in the end both say B


def test_a_disagreement_is_one_of_last_answers(local: TestClient, project: str) -> None:
    grade(local, project, "Ana", 1, grade="C")
    grade(local, project, "Bo", 1, grade="B")
    assert "Disagreements: 1" in local.get(project).text
    grade(local, project, "Bo", 1, grade="C", seen=1)
    assert "Disagreements: 0" in local.get(project).text
    assert "No unit has been graded differently" in local.get(f"{project}/adjudicate").text


@pytest.mark.parametrize("fields", [{"grade": ""}, {"reason": ""}, {"person": ""}, {"person": "a/b"}, {"seen": "x"},
                                    {"grade": "Z"}])  # fmt: skip
def test_a_decision_lacks_nothing(local: TestClient, project: str, fields: dict[str, str]) -> None:
    for who, given in (("Ana", "C"), ("Bo", "B")):
        grade(local, project, who, 1, grade=given)
    (unit,) = re.findall(r'id="unit-(\d+)"', local.get(f"{project}/adjudicate").text)
    given_ = {"person": "Cai", "grade": "B", "reason": "so", "seen": 0} | fields
    assert send(local, f"{project}/adjudicate/{unit}", project, **given_).status_code == 400
    assert local.get(f"{project}/export.csv?answers=adjudicated").text.count("\n") == 1


@pytest.mark.parametrize("answers", ["nonsense", "BLIND", "", "all,blind"])
def test_an_export_of_what_there_is_none_is_refused(local: TestClient, project: str, answers: str) -> None:
    assert local.get(f"{project}/export.csv", params={"answers": answers}).status_code == 422


@pytest.mark.parametrize("answers", ["blind", "final", "all", "adjudicated"])
def test_an_export_is_a_file_of_its_own_name(local: TestClient, project: str, answers: str) -> None:
    headers = local.get(f"{project}/export.csv?answers={answers}").headers
    number = project.rsplit("/", 1)[1]
    assert headers["content-disposition"] == f'attachment; filename="ratings-{number}-{answers}.csv"'
    assert headers["content-type"] == "text/csv; charset=utf-8"


# The store by itself


def test_an_empty_database_holds_no_reviews(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite").touch()
    with pytest.raises(TreatygradeError, match="holds no reviews"):
        Store(f"sqlite:///{tmp_path / 'empty.sqlite'}", create=False)


@pytest.mark.parametrize("name", ["a b.sqlite", "a?b.sqlite", "é.sqlite", "a%20b.sqlite"])
def test_a_database_lies_where_it_was_named(tmp_path: Path, name: str) -> None:
    Store(f"sqlite:///{tmp_path / name.replace('%', '%25').replace('?', '%3F')}").close()
    found = {path.name for path in tmp_path.iterdir()}
    assert len(found) == 1


def test_kept_drafts_are_in_no_export(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'r.sqlite'}")
    draft = store.add_project("draft", [{"text": "x"}], kind="draft")
    review = store.add_project("review", [{"text": "x", "unit_id": "X"}])
    for project in (draft, review):
        (unit,) = store.units(project)
        store.respond(unit, "Ana", "C", "", seen=0)
    assert [row["project"] for row in ratings(store)] == ["review"]
    assert write_ratings([]).startswith("\ufeffunit,reviewer,grade,")
    store.close()


@pytest.mark.parametrize("number", [0, -1, 10**9])
def test_what_is_not_there_is_said_so(tmp_path: Path, number: int) -> None:
    store = Store(f"sqlite:///{tmp_path / 'r.sqlite'}")
    assert store.units(number) == {}
    assert store.responses(number) == store.adjudications(number) == []
    assert store.project_responses(number) == {}
    assert store.purge(number) == 0
    with pytest.raises(TreatygradeError, match="there is no project"):
        store.project_name(number)
    store.close()
