"""The usual attacks on web pages. What stands for each of the OWASP Top Ten of 2021:

A01 access control: here, test_blind (who sees which answers), test_guard (hosts, origins, methods), test_security.
A02 cryptographic failures: test_secrets (random tokens, constant time, nowhere shown), test_store (file modes).
A03 injection: here and test_uploads (every field, both databases, spreadsheets), test_security (scripts).
A04 insecure design: test_uploads and test_drafts (bounds), test_store and test_durable (nothing lost or overwritten).
A05 misconfiguration: test_guard and test_security (policy, caching, framing), test_wire (what the server is made of).
A06 outdated components: tests/test_house.py (declared, used, pinned).
A07 authentication: test_secrets and test_security (tokens), test_serve_command (no open address without one).
A08 integrity: test_uploads (no pickle, kinds that lie), tests/models/test_storage.py (models by hash).
A09 logging: test_wire (no secret in the log), here (faults tell nothing of the inside).
A10 requests forged by the server: test_uploads (no address in a draft is asked).
"""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from fastapi.testclient import TestClient

from tests.serve.forms import new_project, send
from treatygrade.serve.app import create_app
from treatygrade.serve.settings import Settings

TOKEN = "a-secret-of-many-characters"
QUESTION = {"text": "The Committee regrets that the law was not adopted."}


@pytest.fixture
def project(client: TestClient, qalvera: Path) -> str:
    return new_project(client, qalvera)


# Broken access control


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/..\\app.py",
     "/static/", "/static", "/review/../../etc/passwd", "/kept/%2e%2e", "/.git/config", "/treatygrade-reviews.sqlite"],
)  # fmt: skip
def test_no_file_beyond_the_static_ones_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert 400 <= answer.status_code < 500
    assert "create_app" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
@pytest.mark.parametrize("rest", ["/purge", "/reviewer", "/adjudicate/1"])
def test_only_a_form_changes_anything(client: TestClient, project: str, method: str, rest: str) -> None:
    assert client.request(method, project + rest, params={"confirm": "Qalvera"}).status_code == 405
    assert client.get(project).status_code == 200


@pytest.mark.parametrize("path", ["//elsewhere.example", "//elsewhere.example/x", "/\\elsewhere.example"])
def test_the_token_leads_to_no_other_site(tmp_path: Path, path: str) -> None:
    settings = Settings("0.0.0.0", token=TOKEN, db=f"sqlite:///{tmp_path / 'r.sqlite'}")
    client = TestClient(create_app(settings), base_url="http://office.example", follow_redirects=False)
    answer = client.get(f"http://office.example{path}?token={TOKEN}")
    assert not re.match(r"(?:[a-z]+:)?[/\\]{2}|[a-z]+:", answer.headers["location"].lower())


@pytest.mark.parametrize("cookie", ["treatygrade_csrf", "treatygrade_token"])
def test_cookies_are_for_this_site_and_not_for_scripts(tmp_path: Path, cookie: str) -> None:
    settings = Settings("0.0.0.0", token=TOKEN, db=f"sqlite:///{tmp_path / 'r.sqlite'}")
    client = TestClient(create_app(settings), base_url="http://office.example", follow_redirects=False)
    answers = [client.get(f"/?token={TOKEN}"), client.get("/")]
    (given,) = [line for answer in answers for line in answer.headers.get_list("set-cookie") if cookie in line]
    assert "httponly" in given.lower()
    assert "samesite=strict" in given.lower()


# Injection

HOSTILE = ["'; DROP TABLE responses; --", '" OR 1=1 --', "{{ 1337*1337 }}", "${1337*1337}", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_only_words(client: TestClient, qalvera: Path, words: str) -> None:
    project = new_project(client, qalvera, words)
    who = words.replace("/", "")
    begun = send(client, f"{project}/reviewer", project, person=who)
    sent = send(client, begun.url.path, begun.url.path, seen=0, grade="B", reason=words)
    assert sent.status_code == 200
    rows = client.get(f"{project}/export.csv").text
    assert "DROP" not in words or "DROP TABLE" in rows
    assert not re.search(r'(?m)(?:^|,)"?[=+@-]', rows)  # what a spreadsheet would run
    assert "1787569" not in client.get(project).text


@pytest.mark.parametrize("person", ["a\r\nSet-Cookie: x=1", "a\nb", "\x1b[2J", "\u202eanA"])
def test_no_name_breaks_out_of_a_header(client: TestClient, project: str, person: str) -> None:
    answer = send(client, f"{project}/reviewer", project, person=person)
    assert answer.status_code == 400
    assert "x=1" not in str(answer.headers)


# Hostile files


def draft_with(path: Path, part: str, data: bytes) -> Path:
    Document().save(str(path))
    with ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, was in {**content, part: data}.items():
            archive.writestr(name, data if name == part else was)
    return path


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("word/document.xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
        ("word/document.xml", b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'),
        ("word/media/bomb.xml", b"\0" * 250_000_000),
    ],
    ids=["entity", "laughs", "bomb"],
)
@pytest.mark.parametrize("path", ["/draft", "/review"])
def test_a_hostile_word_file_is_refused(client: TestClient, tmp_path: Path, path: str, part: str, data: bytes) -> None:
    answer = send(client, path, "/", draft_with(tmp_path / "draft.docx", part, data))
    assert answer.status_code == 422
    assert "draft.docx" in answer.text
    assert "root:" not in answer.text


def test_the_name_of_a_file_leads_nowhere(client: TestClient, tmp_path: Path) -> None:
    name = "../../../../tmp/treatygrade-was-here.md"
    answer = client.post("/api/document", files={"file": (name, b"The meeting was opened.")})
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("treatygrade-was-here.md: ")
    assert not Path("/tmp/treatygrade-was-here.md").exists()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"--x\r\n", "multipart/form-data"),
        (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x"),
        (b"&".join(b"f%d=1" % n for n in range(10_000)), "application/x-www-form-urlencoded"),
        (b"csrf=%ff%fe&text=%80", "application/x-www-form-urlencoded"),
        (b"\xff" * 1000, "application/x-www-form-urlencoded"),
        (b"{}", "text/plain"),
        (b"", ""),
    ],
)
@pytest.mark.parametrize("path", ["/draft", "/review", "/api/unit", "/api/document"])
def test_a_broken_request_is_refused(client: TestClient, path: str, content: bytes, kind: str) -> None:
    answer = client.post(path, content=content, headers={"content-type": kind})
    assert 400 <= answer.status_code < 500


# Faults of our own


@pytest.mark.parametrize("path", ["/api/unit", "/draft"])
def test_an_unforeseen_fault_tells_nothing_of_the_inside(tmp_path: Path, path: str) -> None:
    app = create_app(Settings(db=f"sqlite:///{tmp_path / 'r.sqlite'}"))

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the inside")

    app.state.parts.advisor.units = fails
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        answer = client.post(path, json=QUESTION) if path == "/api/unit" else send(client, path, **QUESTION)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "content-security-policy" in answer.headers
    assert "a fault in treatygrade itself" in answer.text
