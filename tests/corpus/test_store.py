"""Where copies of reports lie, what bytes are, and what is taken from folders."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from treatygrade.corpus.collect import collect
from treatygrade.corpus.kinds import damage, kind
from treatygrade.corpus.store import Store
from treatygrade.errors import TableError, UsageError
from treatygrade.tables import read_rows, write_rows

Row = dict[str, Any]
UNIT = {"text": "The Committee regrets it.", "grade": "B", "iso3": "QLV", "state": "Qalvera", "scheme": "cmw"}


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("CCPR/C/120/2", "CCPR_C_120_2.en.md"),
        ("CCPR/C/120/2/Add.1", "CCPR_C_120_2_Add.1.en.md"),
        ("../../etc/passwd", ".._.._etc_passwd.en.md"),
        ("/etc/passwd", "_etc_passwd.en.md"),
        ('a\\b:c*d?e"f<g>h|i', "a_b_c_d_e_f_g_h_i.en.md"),
        ("a\n\0b", "a_b.en.md"),
        ("", f"unnamed-{hashlib.sha256(b'words').hexdigest()[:12]}.en.md"),
    ],
    ids=ascii,
)
def test_a_symbol_is_a_name_in_the_folder(tmp_path: Path, symbol: str, name: str) -> None:
    store = Store(tmp_path / "reports")
    path = store.put(b"words", symbol=symbol, language="en", suffix="md", source="x")
    assert path == store.folder / name
    assert sorted(one.name for one in store.folder.iterdir()) == sorted([name, "index.csv"])
    assert store.holds(b"words") == name
    assert store.holds(b"others") is None
    assert (store.find(symbol, "en"), store.find(symbol, "fr")) == (path, None)


def test_a_second_copy_replaces_the_first_or_stands_beside_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    given = {"symbol": "A/1", "language": "en", "suffix": "md", "source": "x"}
    first = store.put(b"one", **given)
    assert store.put(b"two", **given) == first
    assert [row["bytes"] for row in store.rows()] == ["3"]
    beside = store.put(b"three", **given, beside=True)
    assert beside.name == f"A_1-{hashlib.sha256(b'three').hexdigest()[:12]}.en.md"
    assert first.read_bytes() == b"two"
    assert [row["file"] for row in store.rows()] == sorted([first.name, beside.name])


def test_a_disk_that_fails_keeps_the_copy_and_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    given = {"symbol": "A/1", "language": "en", "suffix": "md", "source": "x"}
    path = store.put(b"one", **given)

    def full(*_: object) -> int:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            store.put(b"two", **given)
    assert path.read_bytes() == b"one"
    assert store.find("A/1", "en") == path


@pytest.mark.parametrize(
    ("body", "what", "wrong"),
    [
        (b"%PDF-1.7 no end", "pdf", "the PDF has no end"),
        (b"\n\n%PDF-1.7\n%%EOF", "pdf", ""),
        (b"<?xml version='1.0'?><html/>", "html", ""),
        (b"\xef\xbb\xbf<!DOCTYPE HTML>", "html", ""),
        (b"PK\x03\x04", "docx", "the Word document is cut off"),
        (b"PK\x05\x06" + bytes(18), "", ""),
        (b"{\\rtf1}", "", ""),
    ],
)
def test_what_bytes_are(body: bytes, what: str, wrong: str) -> None:
    assert (kind(body), damage(body)) == (what, wrong)


def test_the_index_is_a_table_that_people_can_open(tmp_path: Path) -> None:
    Store(tmp_path).put(b"x", symbol="=A/1", language="en", suffix="md", source="=cmd()")
    assert read_rows(tmp_path / "index.csv")[0]["source"] == "=cmd()"
    assert ",'=cmd()" in (tmp_path / "index.csv").read_text(encoding="utf-8-sig")


# What is taken from folders


def test_tables_of_any_case_and_nothing_unfinished_or_hidden(tmp_path: Path) -> None:
    for number, name in enumerate(("a.jsonl", "B.JSONL", "deep/c.parquet")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        path = tmp_path / name if name != "B.JSONL" else tmp_path / "b.jsonl"
        write_rows([UNIT | {"paragraph": str(number)}], path)
        path.rename(tmp_path / name)
    for name in (".hidden.jsonl", "out.csv.parts/ab/x.jsonl", ".git/x.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("0" * 64 + "\n{}\n", encoding="utf-8")
    found = collect([tmp_path])
    assert sorted(row["paragraph"] for row in found.rows) == ["0", "1", "2"]
    assert len(found.sources) == 3


@pytest.mark.parametrize("text", [5, ["a"], {"a": 1}, True])
def test_a_text_that_is_none_is_named(tmp_path: Path, text: object) -> None:
    (tmp_path / "u.jsonl").write_text(json.dumps(UNIT | {"text": text, "unit_id": "X#1"}) + "\n", encoding="utf-8")
    with pytest.raises(TableError, match="unit X#1: text is not a string"):
        collect([tmp_path / "u.jsonl"])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": " \n "}, "no text"),
        ({"grade": "G"}, "no grade"),
        ({"grade": None}, "no grade"),
        ({"grade": "a"}, "no grade"),
        ({"flags": ["by_reference", "shared_text"]}, "shared_text"),
        ({"flags": ["verdict_mismatch"]}, ""),
    ],
)
def test_reasons_to_leave_a_unit_out(tmp_path: Path, change: Row, reason: str) -> None:
    write_rows([UNIT | {"flags": []} | change], tmp_path / "u.jsonl")
    found = collect([tmp_path / "u.jsonl"])
    assert found.left_out == (Counter({reason: 1}) if reason else Counter())
    assert len(found.rows) + len(found.others) == 1


def test_what_may_be_missing_is_told_and_what_may_not_is_an_error(tmp_path: Path) -> None:
    there, absent = tmp_path / "u.jsonl", tmp_path / "none"
    write_rows([UNIT], there)
    assert collect([there], [absent]).missing == [absent.as_posix()]
    with pytest.raises(UsageError, match="no such file or folder"):
        collect([there, absent])
