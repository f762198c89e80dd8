"""What people upload: tables with any value in any column, names and kinds that lie, drafts that point elsewhere."""

from __future__ import annotations

import json
import socket
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient

from tests.segment.reports import report_text
from tests.serve.forms import new_project, send

TEXT = "The Committee regrets that the fictional plan is not applied."


def table(folder: Path, *rows: Any) -> Path:
    path = folder / "units.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


ODD = [
    ("recommendation", 5),
    ("recommendation", None),
    ("scope", None),
    ("paragraph", 16),
    ("title", 1.5),
    ("state", 7),
    ("unit_id", None),
    ("unit_id", 12),
    ("scheme", None),
    ("language", None),
    ("session", "soon"),
    ("year", 10**30),
    ("year", {"of": "publication"}),
    ("start", "a"),
    ("end", -1),
    ("flags", "none"),
    ("header_grades", [1]),
    ("previous", {"round": 1}),
    ("title", "half \ud800 of a character"),
    ("text", TEXT + "\udfff"),
    ("title", "a\0b"),
    ("title", "x" * 100_000),
    ("predicted", "A"),
    ("sentences", 5),
    ("ranked", None),
    ("fictional", "yes"),
    ("__class__", {"__init__": {}}),
    ("constructor", {"prototype": {"grade": "A"}}),
]


def test_an_odd_value_is_only_a_value(local: TestClient, tmp_path: Path) -> None:
    """Each in a unit of its own, on every page, before and after two people graded it."""
    rows = [{"text": TEXT, "paragraph": "3", column: value} for column, value in ODD]
    project = new_project(local, table(tmp_path, *rows))
    token = local.get("/").text.split('name="csrf" value="')[1].split('"')[0]
    for position, (column, value) in enumerate(ODD, 1):
        seen = [local.get(f"{project}/as/Ana/{position}").status_code]
        for who, grade in (("Bo", "A"), ("Ana", "B")):
            form = {"csrf": token, "seen": 0, "grade": grade, "reason": "so"}
            page = f"{project}/as/{who}/{position}"
            seen.append(local.post(page, data=form, follow_redirects=False).status_code)
        seen.append(local.get(f"{project}/as/Ana/{position}").status_code)
        assert seen == [200, 303, 303, 200], (column, value)
    for rest in ("", "/as/Cai/1", "/adjudicate", "/export.csv?answers=all", "/export.csv?answers=adjudicated"):
        assert local.get(project + rest).status_code == 200, rest
    assert local.get(project).text.count(f"of {len(ODD)}") >= 1
    assert f"Disagreements: {len(ODD)}" in local.get(project).text


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"text": 5}, "row 2: text is not a text"),
        ({"text": True}, "row 2: text is not a text"),
        ({"text": [TEXT]}, "row 2: text is not a text"),
        ({"text": {"a": 1}}, "row 2: text is not a text"),
        ({"text": TEXT, "recommendation": [TEXT]}, "row 2: recommendation is not a text"),
        ({"text": TEXT, "title": {"a": 1}}, "row 2: title is not a text"),
        ({"text": TEXT, "iso3": ["QLV"]}, "row 2: iso3 is not a text"),
        ({"text": TEXT, "scheme": "nonsense"}, "row 2: no grading scheme"),
        ({"text": TEXT, "scheme": "../../etc/passwd"}, "row 2: no grading scheme"),
        ({"text": TEXT, "scheme": 7}, "row 2: no grading scheme"),
        ({"text": TEXT, "language": "de"}, "row 2: no rules for the language"),
        ({"text": TEXT, "language": "../en"}, "row 2: no rules for the language"),
        ([], "line 2: not a JSON object"),
        ("text", "line 2: not a JSON object"),
    ],
    ids=lambda part: str(part)[:40],
)
def test_a_row_that_no_page_can_show_is_named_and_makes_no_project(
    local: TestClient, tmp_path: Path, row: object, message: str
) -> None:
    answer = send(local, "/review", "/review", table(tmp_path, {"text": TEXT}, row), name="never made")
    assert answer.status_code == 422
    assert f"units.jsonl: {message}" in answer.text
    assert "never made" not in local.get("/review").text


@pytest.mark.parametrize("rows", [[], [{}], [{"text": ""}], [{"text": " \n "}], [{"text": None}], [{"words": TEXT}]])
def test_a_table_without_a_text_makes_no_project(local: TestClient, tmp_path: Path, rows: list[Any]) -> None:
    answer = send(local, "/review", "/review", table(tmp_path, *rows))
    assert answer.status_code == 422
    assert "no evaluation with a text" in answer.text


def test_a_project_has_a_bound(local: TestClient, tmp_path: Path) -> None:
    answer = send(local, "/review", "/review", table(tmp_path, *[{"text": TEXT}] * 2001))
    assert answer.status_code == 422
    assert "2,001 units are too many" in answer.text
    assert send(local, "/review", "/review", table(tmp_path, *[{"text": TEXT}] * 2000)).status_code == 200


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("u.parquet", b"PAR1 nonsense PAR1"),
        ("u.parquet", b""),
        ("u.xlsx", b"PK\x03\x04 nonsense"),
        ("u.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("u.csv", b"\xff\xfe\x00"),
        ("u.csv", b""),
        ("u.csv", b"text,text\na,b,c\n"),
        ("u.csv", b"text,year\nIt regrets.,soon\n"),
        ("u.jsonl", b"{"),
        ("u.jsonl", b"[" * 100_000),
        ("u.jsonl", b'{"a":' * 100_000),
        ("u.jsonl", b'{"text": ' + b"9" * 5_000 + b"}"),
        ("u.jsonl", b"\x80\x04\x95.\x00"),  # a pickle is not loaded
        ("u.docx", b"PK\x03\x04 nonsense"),
        ("u.pdf", b"%PDF-1.7\n"),
    ],
    ids=lambda part: ascii(part)[:20],
)
@pytest.mark.parametrize("folder", ["../../", "C:\\temp\\"])
def test_a_damaged_file_is_called_by_its_own_name(local: TestClient, name: str, data: bytes, folder: str) -> None:
    token = local.get("/review").text.split('name="csrf" value="')[1].split('"')[0]
    answer = local.post("/review", data={"csrf": token}, files={"file": (folder + name, data)})
    assert answer.status_code == 422
    assert f"<p>{name}: " in answer.text
    assert "/tmp" not in answer.text


NAMES = ["a.docx.exe", ".docx", "docx", "a.docx\0.exe", "a.docx ", "a.docx.", "a.php", "a.svg", "a.zip", 
         "a.docx::$DATA", "con.exe", "\u202etxt.exe", "a.md/..", "x" * 5_000]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name)[:20])
@pytest.mark.parametrize("path", ["/draft", "/review", "/api/document"])
def test_a_name_of_no_kind_that_is_read_is_refused(local: TestClient, path: str, name: str) -> None:
    token = local.get("/").text.split('name="csrf" value="')[1].split('"')[0]
    answer = local.post(path, data={"csrf": token}, files={"file": (name, b"text")})
    assert 400 <= answer.status_code < 500
    assert "/tmp" not in answer.text


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/x-msdownload", "", "a" * 200])
def test_the_kind_that_a_browser_tells_means_nothing(local: TestClient, qalvera: Path, kind: str) -> None:
    answer = local.post("/api/document", files={"file": (qalvera.name, qalvera.read_bytes(), kind)})
    assert len(answer.json()["units"]) == 8


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "utf-16", "idna", "nonsense", "rot13", "hex", "utf-8"])
@pytest.mark.parametrize("path", ["/draft", "/review", "/api/document"])
def test_no_way_of_writing_characters_brings_half_of_one(local: TestClient, path: str, charset: str) -> None:
    """The sender names the charset of a form; some can write what is no character."""
    token = local.get("/").text.split('name="csrf" value="')[1].split('"')[0]
    half = b"It regrets +2AA- \\ud800 \\N{SNOWMAN} \xed\xa0\x80."
    fields = [(b'name="csrf"', token.encode()), (b'name="text"', half), (b'name="name"', half),
              (b'name="file"; filename="' + half + b'.md"', half)]  # fmt: skip
    body = (
        b"".join(b"--x\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % field for field in fields) + b"--x--\r\n"
    )
    answer = local.post(
        path, content=body, headers={"content-type": f"multipart/form-data; boundary=x; charset={charset}"}
    )
    assert answer.status_code < 500


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://elsewhere.example/x.png) <img src='http://elsewhere.example/y.png'>",
        '<link rel="stylesheet" href="http://elsewhere.example/x.css"><iframe src="//elsewhere.example"></iframe>',
        "<script src='http://elsewhere.example/x.js'></script> [x]: http://169.254.169.254/latest/meta-data",
    ],
)
@pytest.mark.parametrize("suffix", [".md", ".html", ".docx"])
def test_no_address_in_a_draft_is_asked(
    local: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, text: str
) -> None:
    path = tmp_path / f"draft{suffix}"
    lines = [text, "", *report_text("Nothing was done.").splitlines()]
    if suffix == ".docx":
        draft = Document()
        for line in lines:
            draft.add_paragraph(line)
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        draft.part.relate_to("http://elsewhere.example/template.dotm", kind, is_external=True)
        draft.save(str(path))
    else:
        path.write_text("\n".join(f"<p>{line}</p>" if suffix == ".html" else line for line in lines), encoding="utf-8")

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("something outside was asked")

    token = local.get("/").text.split('name="csrf" value="')[1].split('"')[0]
    for place, name in ((socket, "create_connection"), (socket, "getaddrinfo"), (subprocess, "Popen")):
        monkeypatch.setattr(place, name, forbidden)
    monkeypatch.setattr(socket.socket, "connect", forbidden)
    answer = local.post("/draft", data={"csrf": token}, files={"file": (path.name, path.read_bytes())})
    assert answer.status_code == 200
    assert not any(
        mark in answer.text for mark in ("<img", '<link rel="stylesheet" href="http', "<iframe", "<script src='http")
    )


# Injection: each field of each form, on both databases

HOSTILE = (
    ("'; DROP TABLE responses; --", "1); DELETE FROM units; --"),
    ('" OR "1"="1', "\\'; SELECT pg_sleep(9); --"),
    ("%s%s%n $1 :name ? {0}", "{{1337*1337}} ${1337*1337} <%= 1337*1337 %>"),
    ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'),
    ('=HYPERLINK("http://x")', "@SUM(A1)"),
    ("+1", "-1"),
    ("\t=1", "\r=1"),
    ("'=1", "\u202e\u0000\ufffe"),
)
"""What the first reviewer and the second one write of each unit, and what stands in all columns of the unit."""


def test_words_of_every_field_come_back_as_they_were_sent(database: str, tmp_path: Path) -> None:
    """One project on each database: every hostile text in every field, then every page and every export of it."""
    from treatygrade.agreement import agreement
    from treatygrade.serve.app import create_app
    from treatygrade.serve.settings import Settings
    from treatygrade.tables import read_rows

    columns = ("unit_id", "state", "title", "recommendation", "paragraph", "scope", "symbol")
    units = [{"text": f"{TEXT} {pair}", **dict.fromkeys(columns, f"{pair[0]}#{n}")} for n, pair in enumerate(HOSTILE)]
    app = create_app(Settings(db=database))
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        made = send(client, "/review", "/review", table(tmp_path, *units), name=HOSTILE[0][0])
        assert made.status_code == 200
        project = made.url.path
        numbers = list(app.state.parts.store.units(int(project.rsplit("/", 1)[1])))
        for position, (pair, unit) in enumerate(zip(HOSTILE, numbers, strict=True), 1):
            for who, grade, words in (("Ana%26", "A", pair[0]), ("' OR '1'='1", "B", pair[1])):
                answer = send(client, f"{project}/as/{who}/{position}", project, seen=0, grade=grade, reason=words)
                assert answer.status_code == 200, words
                assert "<script>" not in answer.text
                assert "<img" not in answer.text
            given = {"person": "=Dee", "grade": "C", "reason": pair[0], "seen": 0}
            assert send(client, f"{project}/adjudicate/{unit}", project, **given).status_code == 200
        for answers in ("blind", "final", "all", "adjudicated"):
            exported = client.get(f"{project}/export.csv?answers={answers}")
            path = tmp_path / f"{answers}.csv"
            path.write_bytes(exported.content)
            rows = read_rows(path)
            assert {row["grade"] for row in rows} == ({"C"} if answers == "adjudicated" else {"A", "B"})
            assert [row["unit"] for row in rows if row["grade"] in "BC"] == [unit["unit_id"] for unit in units]
        assert agreement(tmp_path / "blind.csv", samples=0)["coefficients"]["percent_agreement"]["estimate"] == 0
        assert client.get(project).status_code == 200  # nothing was dropped or deleted
        assert "1787569" not in client.get("/review").text + client.get(project).text
    app.state.parts.store.close()
