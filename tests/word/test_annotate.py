"""Comments land on their runs, and everything else in the file stays as it was."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree

from treatygrade.errors import ReadError
from treatygrade.word import AUTHOR, Comment, annotate, remove_comments

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ONE = Comment((1, 1), (1, 1), ("Certain: a finding", "Reads like B (71%)"))


def parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(path: Path) -> bytes:
    """The text part, in canonical form."""
    return bytes(etree.tostring(etree.fromstring(parts(path)["word/document.xml"]), method="c14n"))


def commented(path: Path) -> dict[str, list[str]]:
    """What each author's comments are on: the text between the marks, tracked deletions left out."""
    root = etree.fromstring(parts(path)["word/document.xml"])
    comments = etree.fromstring(parts(path)["word/comments.xml"])
    found: dict[str, list[str]] = {}
    for comment in comments:
        number, inside, text = comment.get(f"{W}id"), False, ""
        for node in root.iter():
            if node.tag == f"{W}commentRangeStart" and node.get(f"{W}id") == number:
                inside = True
            elif node.tag == f"{W}commentRangeEnd" and node.get(f"{W}id") == number:
                inside = False
            elif inside and node.tag == f"{W}t":
                text += node.text or ""
        references = [r for r in root.iter(f"{W}commentReference") if r.get(f"{W}id") == number]
        assert len(references) == 1
        found.setdefault(comment.get(f"{W}author"), []).append(text)
    return found


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ((1, 1), (1, 1), "welcomes"),
        ((1, 0), (1, 2), "The Committee welcomes the plan."),
        ((2, 1), (2, 3), "deeply the delay."),
        ((0, 0), (1, 0), "Paragraph 16: FICTIONAL policyThe Committee "),
        ((4, 0), (4, 0), "In a cell."),
        ((5, 0), (5, 0), "Last words."),
    ],
)
def test_a_comment_sits_on_its_runs(
    draft: Path, tmp_path: Path, start: tuple[int, int], end: tuple[int, int], text: str
) -> None:
    out = tmp_path / "out.docx"
    annotate(draft, [Comment(start, end, ("x",))], out)
    assert commented(out) == {"Colleague": ["Last words."], AUTHOR: [text]}


def test_lines_are_paragraphs_and_hostile_text_is_only_text(draft: Path, tmp_path: Path) -> None:
    lines = ("Certain: [C] & <w:p/>", "bell \x07 stripped", "  spaced")
    annotate(draft, [Comment((1, 0), (1, 0), lines)], tmp_path / "out.docx")
    ours = next(c for c in Document(str(tmp_path / "out.docx")).comments if c.author == AUTHOR)
    assert [p.text for p in ours.paragraphs] == ["Certain: [C] & <w:p/>", "bell \ufffd stripped", "  spaced"]


def test_other_parts_keep_their_bytes_and_the_draft_is_untouched(draft: Path, tmp_path: Path) -> None:
    before = draft.read_bytes()
    annotate(draft, [ONE], tmp_path / "out.docx")
    assert draft.read_bytes() == before
    old, new = parts(draft), parts(tmp_path / "out.docx")
    assert list(old) == list(new)
    assert {name for name in old if old[name] != new[name]} == {"word/document.xml", "word/comments.xml"}


def test_a_second_run_replaces_ours_and_leaves_other_peoples(draft: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    assert annotate(draft, [ONE, ONE], first) == 0
    assert annotate(first, [Comment((2, 0), (2, 0), ("new",))], second) == 2
    assert commented(second) == {"Colleague": ["Last words."], AUTHOR: ["It regrets "]}
    assert annotate(second, [ONE], second) == 1
    assert commented(second)[AUTHOR] == ["welcomes"]


def test_places_count_the_runs_of_the_file_as_it_was_read(draft: Path, tmp_path: Path) -> None:
    """Our earlier marks hold runs of their own; a place read from such a file counts them."""
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    annotate(draft, [Comment((1, 0), (1, 0), ("x",))], first)
    annotate(first, [Comment((1, 2), (1, 2), ("y",))], second)
    assert commented(second)[AUTHOR] == ["welcomes"]


def test_removing_gives_the_draft_back(draft: Path, tmp_path: Path) -> None:
    annotate(draft, [ONE, ONE, Comment((2, 1), (4, 0), ("z",))], tmp_path / "1.docx")
    assert body(tmp_path / "1.docx") != body(draft)
    assert remove_comments(tmp_path / "1.docx", tmp_path / "2.docx") == 3
    assert body(tmp_path / "2.docx") == body(draft)
    assert commented(tmp_path / "2.docx") == {"Colleague": ["Last words."]}


def test_a_draft_without_comments_gets_the_part(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("FICTIONAL words.")
    bare, out, clean = (tmp_path / name for name in ("bare.docx", "out.docx", "clean.docx"))
    document.save(str(bare))
    annotate(bare, [Comment((0, 0), (0, 0), ("x",))], out)
    assert commented(out) == {AUTHOR: ["FICTIONAL words."]}
    assert [c.author for c in Document(str(out)).comments] == [AUTHOR]
    assert remove_comments(bare, clean) == 0
    assert parts(clean) == parts(bare)


def test_the_thread_of_a_removed_comment_is_untied(draft: Path, tmp_path: Path) -> None:
    """Word writes ids of its own beside comments; a reply to ours by somebody else stays."""
    first, threaded, out = (tmp_path / name for name in ("1.docx", "2.docx", "3.docx"))
    annotate(draft, [ONE], first)
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    content = parts(first)
    comments = etree.fromstring(content["word/comments.xml"])
    for number, comment in enumerate(comments):
        comment.find(f"{W}p").set(f"{{{w14}}}paraId", f"0000000{number}")
    content["word/comments.xml"] = etree.tostring(comments)
    content["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000000" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>'
    ).encode()
    relations = "word/_rels/document.xml.rels"
    content[relations] = content[relations].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" '
        b'Target="commentsExtended.xml"/></Relationships>',
    )
    with ZipFile(threaded, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    remove_comments(threaded, out)
    entries = etree.fromstring(parts(out)["word/commentsExtended.xml"])
    assert [dict(entry.attrib) for entry in entries] == [{f"{{{w15}}}paraId": "00000000", f"{{{w15}}}done": "0"}]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty", {}, "not a Word document"),
        ("sheet", {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}, "not a Word document"),
    ],
)
def test_other_files_are_refused_by_name(tmp_path: Path, name: str, content: dict[str, bytes], message: str) -> None:
    path = tmp_path / f"{name}.docx"
    with ZipFile(path, "w") as archive:
        for part, data in content.items():
            archive.writestr(part, data)
    with pytest.raises(ReadError, match=message) as raised:
        annotate(path, [ONE], tmp_path / "out.docx")
    assert path.name in str(raised.value)
    assert not (tmp_path / "out.docx").exists()


def test_a_draft_with_macros_is_refused_by_name(draft: Path, tmp_path: Path) -> None:
    with ZipFile(draft, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(ReadError, match="holds macros") as raised:
        annotate(draft, [ONE], tmp_path / "out.docx")
    assert draft.name in str(raised.value)


def test_a_place_that_is_not_there_is_an_error_and_nothing_is_written(draft: Path, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no run 7 in paragraph 1"):
        annotate(draft, [Comment((1, 7), (1, 7), ("x",))], tmp_path / "out.docx")
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_commented_draft(draft: Path, tmp_path: Path) -> None:
    """The comments survive a load and a save by another program, on the same words."""
    annotate(draft, [ONE, Comment((2, 1), (4, 0), ("z",))], tmp_path / "out.docx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "odt",
         "--outdir", str(tmp_path / "odt"), str(tmp_path / "out.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    with ZipFile(tmp_path / "odt" / "out.odt") as archive:
        content = archive.read("content.xml").decode()
    assert content.count(f"<dc:creator>{AUTHOR}</dc:creator>") == 2
    assert content.count("<dc:creator>Colleague</dc:creator>") == 1
    assert "Certain: a finding" in content
    assert "text:tracked-changes" in content
