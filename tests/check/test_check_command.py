"""``treatygrade check`` as a command."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from docx import Document

from treatygrade.word import AUTHOR


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "treatygrade", "check", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def authors(path: Path) -> list[str]:
    return [comment.author for comment in Document(str(path)).comments]


def test_certain_findings_come_first_then_the_header_then_suggestions(specimens: Path) -> None:
    done = run(specimens / "en" / "CMW_C_QLV_FCO_3_Add.1.md")
    assert done.returncode == 0, done.stderr
    places = [
        done.stdout.index(words)
        for words in ("header_mismatch", "60 [B] [C] [F], 16 [B], 34 [E] [C], 48 [C] [A]", "Reads like")
    ]
    assert places == sorted(places)


def test_json_has_all_of_it(specimens: Path) -> None:
    answer = json.loads(run(specimens / "en" / "CMW_C_QLV_FCO_3_Add.1.md", "--json").stdout)
    assert [finding["code"] for finding in answer["findings"]] == ["header_mismatch"]
    assert len(answer["units"]) == 8
    assert answer["headers"][0]["should_read"].endswith("48 [C] [A]")


def test_comments_are_written_replaced_and_removed(
    specimens: Path, as_docx: Callable[[Path], Path], tmp_path: Path
) -> None:
    draft = as_docx(specimens / "en" / "CMW_C_QLV_FCO_3_Add.1.md")
    before = draft.read_bytes()
    once, twice, clean = (tmp_path / name for name in ("1.docx", "2.docx", "3.docx"))
    assert run(draft, "-o", once).returncode == 0
    assert authors(once) == [AUTHOR] * 8
    document = Document(str(once))
    document.add_comment(document.paragraphs[0].runs, text="Mine", author="Colleague", initials="C")
    document.save(str(once))
    assert run(once, "-o", twice).returncode == 0
    assert sorted(authors(twice)) == ["Colleague", *[AUTHOR] * 8]
    done = run(twice, "--remove-comments", "-o", clean)
    assert "8 comments removed" in done.stdout
    assert authors(clean) == ["Colleague"]
    assert draft.read_bytes() == before


def test_a_draft_with_macros_is_refused_by_name(tmp_path: Path) -> None:
    draft = tmp_path / "macros.docx"
    document = Document()
    document.add_paragraph("FICTIONAL words.")
    document.save(str(draft))
    with ZipFile(draft, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    for output in ((), ("-o", tmp_path / "out.docx")):
        done = run(draft, *output)
        assert done.returncode == 1
        assert "macros.docx: holds macros" in done.stderr
    assert not (tmp_path / "out.docx").exists()
