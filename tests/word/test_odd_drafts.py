"""Drafts as other programs and careless hands leave them: comments land, and what we did not touch keeps its bytes."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from tests.word.test_annotate import ONE, body, commented, parts, write
from treatygrade.errors import ReadError, TreatygradeError
from treatygrade.word import AUTHOR, Comment, annotate, remove_comments
from treatygrade.word.package import Package

MARKS = {"Start": "w:commentRangeStart", "End": "w:commentRangeEnd", "Reference": "w:commentReference"}


def edited(draft: Path, part: str, old: bytes, new: bytes) -> Path:
    """The draft with something in one of its parts written otherwise."""
    content = parts(draft)
    assert old in content[part]
    content[part] = content[part].replace(old, new, 1)
    write(draft, content)
    return draft


def ids(path: Path, mark: str) -> list[str]:
    return re.findall(rf'<{MARKS[mark]} w:id="(\d+)"', parts(path)["word/document.xml"].decode())


def test_marks_that_outlived_their_comment_stay_and_are_not_ours(tmp_path: Path) -> None:
    document = Document()
    for text in ("FICTIONAL words.", "Others."):
        document.add_paragraph(text)
    run = f'<w:r {nsdecls("w")}><w:commentReference w:id="0"/></w:r>'
    for xml in (f"<{MARKS['Start']} {nsdecls('w')} w:id='0'/>", f"<{MARKS['End']} {nsdecls('w')} w:id='0'/>", run):
        document.paragraphs[0]._p.append(parse_xml(xml))
    old, out, clean = (tmp_path / name for name in ("old.docx", "out.docx", "clean.docx"))
    document.save(str(old))
    annotate(old, [Comment((1, 0), (1, 0), ("x",))], out)
    assert [ids(out, mark) for mark in MARKS] == [["0", "1"]] * 3
    assert commented(out) == {AUTHOR: ["Others."]}
    assert remove_comments(out, clean) == 1
    assert body(clean) == body(old)


def test_a_part_of_comments_that_nothing_refers_to_is_left_alone(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("FICTIONAL words.")
    old, out = tmp_path / "old.docx", tmp_path / "out.docx"
    document.save(str(old))
    content = parts(old)
    override = b'<Override PartName="/word/comments.xml" ContentType="application/xml"/>'
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(b"</Types>", override + b"</Types>")
    write(old, {**content, "word/comments.xml": b"<left/>"})
    annotate(old, [Comment((0, 0), (0, 0), ("x",))], out)
    found = parts(out)
    assert found["word/comments.xml"] == b"<left/>"
    assert b"comments1.xml" in found["word/_rels/document.xml.rels"]
    assert found["[Content_Types].xml"].count(b'PartName="/word/comments.xml"') == 1
    assert [comment.author for comment in Document(str(out)).comments] == [AUTHOR]


@pytest.mark.parametrize(
    ("numbers", "ours"),
    [((0,), "1"), ((7,), "8"), ((3, 1), "4"), ((-5,), "0"), (("x",), "0"), ((2147483646,), "2147483647")],
)
def test_numbers_of_others_are_not_used_again(
    draft: Path, tmp_path: Path, numbers: tuple[object, ...], ours: str
) -> None:
    content = parts(draft)
    root = etree.fromstring(content["word/comments.xml"])
    first = root[0]
    tag = first.tag.replace("comment", "") + "id"
    for number in numbers:
        copy = etree.fromstring(etree.tostring(first))
        copy.set(tag, str(number))
        root.append(copy)
    root.remove(first)
    text = content["word/document.xml"].decode()
    content["word/document.xml"] = re.sub(r'(<w:comment\w+ w:id=")0"', rf'\g<1>{numbers[0]}"', text).encode()
    write(draft, {**content, "word/comments.xml": etree.tostring(root)})
    annotate(draft, [ONE], tmp_path / "out.docx")
    assert ours in ids(tmp_path / "out.docx", "Reference")
    assert len(set(ids(tmp_path / "out.docx", "Reference"))) == len(ids(tmp_path / "out.docx", "Reference"))


def test_a_relationship_may_be_written_from_the_root(draft: Path, tmp_path: Path) -> None:
    edited(draft, "word/_rels/document.xml.rels", b'Target="comments.xml"', b'Target="/word/comments.xml"')
    annotate(draft, [ONE], tmp_path / "out.docx")
    assert commented(tmp_path / "out.docx") == {"Colleague": ["Last words."], AUTHOR: ["welcomes"]}


def test_comments_elsewhere_on_the_web_are_not_ours(draft: Path, tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    away = f'<Relationship Id="rId99" Type="{kind}" Target="http://elsewhere.example/c.xml" TargetMode="External"/>'
    content = parts(draft)
    rels = content["word/_rels/document.xml.rels"].decode()
    start = rels.index("<Relationship ")
    content["word/_rels/document.xml.rels"] = (rels[:start] + away + rels[start:]).encode()
    write(draft, content)
    annotate(draft, [ONE], tmp_path / "out.docx")
    assert commented(tmp_path / "out.docx")[AUTHOR] == ["welcomes"]
    assert away.encode() in parts(tmp_path / "out.docx")["word/_rels/document.xml.rels"]


def test_a_draft_without_relationships_gets_them(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("FICTIONAL words.")
    bare, out = tmp_path / "bare.docx", tmp_path / "out.docx"
    document.save(str(bare))
    content = parts(bare)
    del content["word/_rels/document.xml.rels"]
    write(bare, content)
    annotate(bare, [Comment((0, 0), (0, 0), ("x",))], out)
    (relation,) = etree.fromstring(parts(out)["word/_rels/document.xml.rels"])
    assert (relation.get("Id"), relation.get("Target")) == ("rId1", "comments.xml")
    assert commented(out) == {AUTHOR: ["FICTIONAL words."]}


@pytest.mark.parametrize("part", ["word/comments.xml", "word/document.xml", "word/_rels/document.xml.rels"])
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<a><b></a>", "not well-formed"),
        (b"", "not well-formed"),
        (b'<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "DOCTYPE"),
    ],
    ids=["torn", "empty", "doctype"],
)
def test_a_damaged_part_is_named_and_nothing_is_written(
    draft: Path, tmp_path: Path, part: str, data: bytes, message: str
) -> None:
    write(draft, parts(draft) | {part: data})
    with pytest.raises(ReadError, match=message) as raised:
        annotate(draft, [ONE], tmp_path / "out.docx")
    assert part in str(raised.value)
    assert str(draft) in str(raised.value)
    assert not (tmp_path / "out.docx").exists()


def test_the_strict_form_of_word_is_refused_with_what_to_do(draft: Path, tmp_path: Path) -> None:
    content = parts(draft)
    content["word/document.xml"] = content["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    write(draft, content)
    with pytest.raises(ReadError, match="strict form") as raised:
        annotate(draft, [ONE], tmp_path / "out.docx")
    assert "save it in Word" in raised.value.hint


@pytest.mark.parametrize("place", ["file/out.docx", "folder"])
def test_a_place_that_cannot_be_written_leaves_nothing(draft: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    before = draft.read_bytes()
    with pytest.raises(TreatygradeError, match="cannot write"):
        annotate(draft, [ONE], tmp_path / place)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["draft.docx", "file", "folder"]
    assert draft.read_bytes() == before


def test_a_draft_may_be_written_over_itself(draft: Path) -> None:
    before = body(draft)
    assert annotate(draft, [ONE], draft) == 0
    assert remove_comments(draft, draft) == 1
    assert body(draft) == before


def test_order_times_and_packing_of_the_parts_stay(draft: Path, tmp_path: Path) -> None:
    stored = tmp_path / "stored.docx"
    with ZipFile(draft) as old, ZipFile(stored, "w") as new:
        for info in reversed(old.infolist()):
            info.date_time = (1999, 12, 31, 23, 58, 0)
            new.writestr(info, old.read(info.filename), compress_type=ZIP_STORED if "theme" in info.filename else None)
    annotate(stored, [ONE], tmp_path / "out.docx")
    with ZipFile(stored) as old, ZipFile(tmp_path / "out.docx") as new:
        for one, other in zip(old.infolist(), new.infolist(), strict=True):
            assert (one.filename, one.date_time, one.compress_type) == (
                other.filename, other.date_time, other.compress_type,
            )  # fmt: skip


def test_many_comments_on_one_run_are_each_whole(draft: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    annotate(draft, [Comment((1, 1), (1, 1), (f"number {n}",)) for n in range(50)], out)
    assert commented(out)[AUTHOR] == ["welcomes"] * 50
    texts = [comment.paragraphs[0].text for comment in Document(str(out)).comments if comment.author == AUTHOR]
    assert texts == [f"number {n}" for n in range(50)]
    assert remove_comments(out, out) == 50
    assert body(out) == body(draft)


@pytest.mark.parametrize(
    "xml",
    [
        "<w:hyperlink r:id='rId1'><w:r><w:t>linked</w:t></w:r></w:hyperlink>",
        "<w:sdt><w:sdtContent><w:r><w:t>linked</w:t></w:r></w:sdtContent></w:sdt>",
        "<w:smartTag w:element='x'><w:r><w:t>linked</w:t></w:r></w:smartTag>",
        "<w:fldSimple w:instr='REF x'><w:r><w:t>linked</w:t></w:r></w:fldSimple>",
        "<w:ins w:id='9' w:author='D'><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink></w:ins>",
    ],
    ids=["link", "control", "tag", "field", "inserted link"],
)
def test_what_holds_a_run_stays_whole(tmp_path: Path, xml: str) -> None:
    document = Document()
    paragraph = document.add_paragraph("Before ")
    paragraph._p.append(parse_xml(re.sub(r"^<[\w:]+", rf"\g<0> {nsdecls('w', 'r')}", xml)))
    paragraph.add_run(" after.")
    old, out = tmp_path / "old.docx", tmp_path / "out.docx"
    document.save(str(old))
    annotate(old, [Comment((0, 1), (0, 1), ("x",))], out)
    assert commented(out) == {AUTHOR: ["linked"]}
    tag = xml[1:].partition(" ")[0].partition(">")[0]
    inside = re.search(rf"<{tag}\b.*</{tag}>", str(parts(out)["word/document.xml"]))
    assert inside is not None
    assert "comment" not in inside[0]


def test_names_for_new_parts(draft: Path) -> None:
    package = Package(draft)
    assert package.free("word/new.xml") == "word/new.xml"
    assert package.free("word/document.xml") == "word/document1.xml"
    assert package.related("word/none.xml", "comments") is None
