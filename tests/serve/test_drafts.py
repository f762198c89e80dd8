"""The drafter's pages, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from fastapi.testclient import TestClient

from tests.serve.forms import send
from treatygrade.serve.app import create_app
from treatygrade.serve.settings import Settings

EVALUATION = "The Committee welcomes the new Act but regrets that it is not applied. It requests information on courts."


def test_one_pasted_evaluation_gets_a_suggestion(client: TestClient) -> None:
    answer = send(client, "/draft", text=EVALUATION, scheme="cmw")
    assert answer.status_code == 200
    assert "Reads like" in answer.text
    assert "partially implemented" in answer.text
    assert "treatygrade segment" in answer.text  # no precedents without units


@pytest.mark.parametrize("how", ["paste", "upload"])
def test_a_report_gets_its_header_and_all_its_units(client: TestClient, qalvera: Path, how: str) -> None:
    if how == "upload":
        answer = send(client, "/draft", file=qalvera)
    else:
        answer = send(client, "/draft", text=qalvera.read_text(encoding="utf-8"))
    assert answer.status_code == 200
    assert answer.text.count('<article class="unit"') == 8
    assert "60 [B] [C] [F], 16 [B], 34 [E] [C], 48 [C] [A]" in answer.text
    assert "FICTIONAL" in answer.text


def test_nothing_is_stored_unless_asked(client: TestClient, qalvera: Path, tmp_path: Path) -> None:
    send(client, "/draft", file=qalvera)
    assert list(tmp_path.iterdir()) == []


def test_with_keep_the_draft_and_its_suggestions_are_stored(tmp_path: Path, qalvera: Path) -> None:
    app = create_app(Settings(keep=True, db=f"sqlite:///{tmp_path / 'kept.sqlite'}"))
    with TestClient(app, base_url="http://127.0.0.1") as keeping:
        assert send(keeping, "/draft", file=qalvera).status_code == 200
    store, advisor = app.state.parts.store, app.state.parts.advisor
    (project,) = store.projects("draft")
    units = store.units(project["id"])
    assert len(units) == 8
    assert all(store.suggestion(unit, advisor.name)["predicted"] for unit in units)
    assert store.projects() == []
    with TestClient(app, base_url="http://127.0.0.1") as later:
        assert qalvera.name in later.get("/").text
        assert later.get(f"/kept/{project['id']}").text.count('class="verdict"') == 8


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"text": ""}, "the draft is empty"),
        ({"text": "   \n"}, "the draft is empty"),
        ({"text": "The Committee regrets it. " * 200_000}, "more than 1,000,000 characters"),
        ({"text": "The Committee regrets it. " * 10_000}, "too many for one evaluation"),
        ({"text": "Der Ausschuss bedauert, dass der Staat keine Angaben zu dem Gesetz gemacht hat, das er versprach."},
         "a language other than English"),
        ({"text": EVALUATION, "scheme": "nonsense"}, "no grading scheme"),
    ],
)  # fmt: skip
def test_a_bad_draft_is_answered_with_what_to_do(client: TestClient, fields: dict[str, str], message: str) -> None:
    answer = send(client, "/draft", **fields)
    assert 400 <= answer.status_code < 500
    assert message in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.docx", b""),
        ("draft.exe", b"MZ"),
        ("draft", b"x"),
        ("draft.docx", b"not a zip"),
        ("minutes.md", b"# Minutes"),
    ],
)
def test_a_bad_file_is_answered_with_its_name(client: TestClient, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    answer = send(client, "/draft", file=path)
    assert 400 <= answer.status_code < 500
    assert name in answer.text
    assert "/tmp" not in answer.text


def test_a_file_with_macros_is_refused(client: TestClient, qalvera: Path, as_docx: Callable[[Path], Path],
                                       tmp_path: Path) -> None:  # fmt: skip
    path = tmp_path / "draft.docx"
    path.write_bytes(as_docx(qalvera).read_bytes())
    assert send(client, "/draft", file=path).status_code == 200
    with ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    answer = send(client, "/draft", file=path)
    assert answer.status_code == 422
    assert "holds macros" in answer.text


GERMAN = "Der Ausschuss bedauert, dass der Vertragsstaat keine Angaben zu dem Gesetz gemacht hat, das er versprach. "


@pytest.mark.parametrize(
    ("paragraphs", "message"),
    [
        ([], "holds no text"),
        (["The meeting was opened at 10 a.m. and the agenda was adopted by the members."], "no evaluation was found"),
        (["Absatz 16: Politik", "Bewertung des Ausschusses", "[C]: Absatz 16 (a)", GERMAN * 20], "in none of the lang"),
    ],
)
def test_a_word_draft_without_evaluation_is_said_so(
    client: TestClient, tmp_path: Path, paragraphs: list[str], message: str
) -> None:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(tmp_path / "draft.docx"))
    for path, page in (("/draft", "/"), ("/review", "/review")):
        answer = send(client, path, page, tmp_path / "draft.docx")
        assert answer.status_code == 422
        assert message in answer.text
        assert "draft.docx" in answer.text


def test_five_megabytes_of_reports_are_too_many_for_a_page(client: TestClient, qalvera: Path, tmp_path: Path) -> None:
    path = tmp_path / "reports.md"
    text = qalvera.read_text(encoding="utf-8") + "\n\n"
    path.write_text(text * (5_000_000 // len(text)), encoding="utf-8")
    answer = send(client, "/draft", file=path)
    assert answer.status_code == 422
    assert "evaluations are too many for one page" in answer.text


@pytest.mark.parametrize("text", ["The meeting was opened. ", "The agenda was adopted by the group.\n\n"])
def test_five_megabytes_of_text_are_answered(client: TestClient, tmp_path: Path, text: str) -> None:
    path = tmp_path / "minutes.md"
    path.write_text(text * (5_000_000 // len(text)), encoding="utf-8")
    answer = send(client, "/draft", file=path)
    assert answer.status_code == 422
    assert "no evaluation was found" in answer.text
