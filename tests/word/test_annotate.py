"""Comments land on their runs, and everything else in the file stays as it was."""

from __future__ import annotations

import re
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


def write(path: Path, content: dict[str, bytes]) -> None:
    with ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)


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


_CHANGE = re.compile(
    rb"<w:(ins|del|moveFrom|moveTo|rPrChange|pPrChange) .*?</w:\1>|<w:move\w+Range\w+ [^>]*>", re.DOTALL
)


def test_tracked_changes_keep_their_bytes(draft: Path, tmp_path: Path) -> None:
    who = 'w:author="Drafter" w:date="2026-01-01T00:00:00Z"'
    run = '<w:r><w:rPr><w:b/><w:rPrChange w:id="1" {}><w:rPr/></w:rPrChange></w:rPr><w:t>{}</w:t></w:r>'
    more = (
        f'<w:p><w:pPr><w:jc w:val="center"/><w:pPrChange w:id="2" {who}><w:pPr/></w:pPrChange></w:pPr>'
        f'<w:moveFromRangeStart w:id="3" w:name="m" {who}/><w:moveFrom w:id="4" {who}>{run.format(who, "moved")}'
        f'</w:moveFrom><w:moveFromRangeEnd w:id="3"/><w:ins w:id="5" {who}>{run.format(who, "new &#38; old")}</w:ins>'
        f'<w:moveToRangeStart w:id="6" w:name="m" {who}/><w:moveTo w:id="7" {who}>{run.format(who, "moved")}'
        '</w:moveTo><w:moveToRangeEnd w:id="6"/></w:p><w:sectPr'
    )
    content = parts(draft)
    content["word/document.xml"] = content["word/document.xml"].replace(b"<w:sectPr", more.encode(), 1)
    write(draft, content)
    before = list(_CHANGE.finditer(parts(draft)["word/document.xml"]))
    assert len(before) == 10
    annotate(draft, [Comment((2, 1), (6, 1), ("x",)), Comment((6, 0), (6, 2), ("y",))], tmp_path / "out.docx")
    after = _CHANGE.finditer(parts(tmp_path / "out.docx")["word/document.xml"])
    assert [change[0] for change in after] == [change[0].replace(b"&#38;", b"&amp;") for change in before]
    assert remove_comments(tmp_path / "out.docx", tmp_path / "clean.docx") == 2
    assert body(tmp_path / "clean.docx") == body(draft)


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


WORD = "http://schemas.microsoft.com/office/word"
BESIDE = {
    "commentsExtended": (
        f'<x:commentsEx xmlns:x="{WORD}/2012/wordml"><x:commentEx x:paraId="00000001" x:done="0"/>'
        '<x:commentEx x:paraId="00000000" x:paraIdParent="00000001" x:done="0"/></x:commentsEx>'
    ),
    "commentsIds": (
        f'<x:commentsIds xmlns:x="{WORD}/2016/wordml/cid"><x:commentId x:paraId="00000000" x:durableId="AAAAAAA0"/>'
        '<x:commentId x:paraId="00000001" x:durableId="AAAAAAA1"/></x:commentsIds>'
    ),
    "commentsExtensible": (
        f'<x:commentsExtensible xmlns:x="{WORD}/2018/wordml/cex"><x:commentExtensible x:durableId="AAAAAAA0"/>'
        '<x:commentExtensible x:durableId="AAAAAAA1"/></x:commentsExtensible>'
    ),
    "people": f'<x:people xmlns:x="{WORD}/2012/wordml"><x:person x:author="Colleague"/></x:people>',
}
"""What Word writes beside comments: number 0 is a colleague's reply to number 1, which is ours."""


@pytest.mark.parametrize("again", [False, True], ids=["removed", "replaced"])
def test_what_word_keeps_beside_a_comment_goes_with_it(draft: Path, tmp_path: Path, again: bool) -> None:
    first, threaded, out = (tmp_path / name for name in ("1.docx", "2.docx", "3.docx"))
    annotate(draft, [ONE], first)
    content = parts(first)
    comments = etree.fromstring(content["word/comments.xml"])
    for number, comment in enumerate(comments):
        comment.find(f"{W}p").set(f"{{{WORD}/2010/wordml}}paraId", f"0000000{number}")
    content["word/comments.xml"] = etree.tostring(comments)
    relations = "word/_rels/document.xml.rels"
    for number, (kind, data) in enumerate(BESIDE.items(), 90):
        content[f"word/{kind}.xml"] = data.encode()
        added = f'<Relationship Id="rId{number}" Type="http://schemas.microsoft.com/{kind}" Target="{kind}.xml"/>'
        content[relations] = content[relations].replace(b"</Relationships>", f"{added}</Relationships>".encode())
    write(threaded, content)
    assert annotate(threaded, [ONE] if again else [], out) == 1
    found = parts(out)
    entries = {
        kind: [
            {key.rpartition("}")[2]: value for key, value in entry.attrib.items()}
            for entry in etree.fromstring(found[f"word/{kind}.xml"])
        ]
        for kind in BESIDE
    }
    assert entries == {
        "commentsExtended": [{"paraId": "00000000", "done": "0"}],  # the reply has become a comment of its own
        "commentsIds": [{"paraId": "00000000", "durableId": "AAAAAAA0"}],
        "commentsExtensible": [{"durableId": "AAAAAAA0"}],
        "people": [{"author": "Colleague"}],
    }
    assert found["word/people.xml"] == content["word/people.xml"]
    assert commented(out) == {"Colleague": ["Last words."], **({AUTHOR: ["welcomes"]} if again else {})}


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
