"""Word: what prints is read, with all changes accepted; every character knows its run."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from treatygrade.read import Document, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
GRID = '<w:gridSpan w:val="{}"/>'
KINDS = ("styles", "numbering", "footnotes")

NUMBERING = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>
</w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>"""
STYLES = """<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="UN"><w:name w:val="_ H_23_G"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:styleId="Sub"><w:name w:val="sub"/><w:basedOn w:val="UN"/></w:style>"""
FOOTNOTES = """<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t> A/71/40.</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>* Adopted by the Committee.</w:t></w:r></w:p></w:footnote>"""


@pytest.fixture
def word(tmp_path: Path):
    def of(body: str) -> Document:
        parts = dict(zip(KINDS, (STYLES, NUMBERING, FOOTNOTES), strict=True))
        relations = "".join(f'<Relationship Id="{k}" Type="{TYPE}/{k}" Target="{k}.xml"/>' for k in KINDS)
        main = f'<Relationship Id="r" Type="{TYPE}/officeDocument" Target="word/document.xml"/>'
        path = tmp_path / "report.docx"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("_rels/.rels", RELATIONS.format(main))
            archive.writestr("word/_rels/document.xml.rels", RELATIONS.format(relations))
            archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
            for kind, text in parts.items():
                archive.writestr(f"word/{kind}.xml", f"<w:{kind} {W}>{text}</w:{kind}>")
        return read(path)

    return of


SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def item(text: str, number: int, depth: int = 0) -> str:
    listed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(r(text), properties=listed)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p(r("One "), r("two")), "One two"),
        (p(f"<w:ins>{r('kept')}</w:ins>", "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"), "kept"),
        (p(f"<w:moveFrom>{r('from')}</w:moveFrom>", f"<w:moveTo>{r('to')}</w:moveTo>"), "to"),
        (p(r("One "), properties="<w:rPr><w:del/></w:rPr>") + p(r("paragraph")), "One paragraph"),
        (p(r("a"), "<w:commentRangeStart/>", r("b"), "<w:r><w:commentReference/></w:r>"), "ab"),
        (p(r("shown"), r("hidden", "<w:vanish/>")), "shown"),
        (p(f"<w:hyperlink>{r('CMW/C/1')}</w:hyperlink>"), "CMW/C/1"),
        (p("<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>", r("field")), "field"),
        (p("<w:r><w:t>[B]</w:t><w:br/><w:t>Text</w:t></w:r>"), "[B]\nText"),
        (p("<w:r><w:t>sub</w:t><w:noBreakHyphen/><w:t>item</w:t></w:r>"), "sub-item"),
        (p(r("word"), r("1", '<w:vertAlign w:val="superscript"/>'), r(" more")), "word more"),
        (p(r("la 36"), r("e", '<w:vertAlign w:val="superscript"/>'), r(" session")), "la 36e session"),
        (item("x", 1) + item("y", 1) + item("z", 1, 1) + item("w", 1), "(a) x\n(b) y\n(i) z\n(c) w"),
        (item("x", 1) + item("y", 2) + item("z", 2), "(a) x\n(a) y\n(b) z"),
        (item("x", 3) + item("y", 3, 1) + item("z", 3), "3. x\ny\n4. z"),
        (p(f"<w:sdt><w:sdtContent>{r('control')}</w:sdtContent></w:sdt>"), "control"),
        (f"<w:sdt><w:sdtContent>{p(r('a block'))}</w:sdtContent></w:sdt>{p(r('after'))}", "a block\nafter"),
        (f"<w:customXml>{p(r('custom'))}</w:customXml>", "custom"),
        (f"<w:del>{p(r('gone'))}</w:del>{p(r('left'))}", "left"),
        (p(r("deleted run", "<w:del/>"), r("kept", "<w:ins/>")), "kept"),
        (p(r("shown", '<w:vanish w:val="0"/>')), "shown"),
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>"), "a b\nc"),
        (p("<w:r><w:br/><w:t>a</w:t><w:br/><w:br/></w:r>"), "a"),
        (p(r("4 m"), r("2", SUPERSCRIPT), r(" each")), "4 m2 each"),
        (p(r("word"), r("7", SUPERSCRIPT), r("2", SUPERSCRIPT)), "word"),
        (p(r("word"), r("*", SUPERSCRIPT)), "word"),
        (p(r("word"), r("1", '<w:vertAlign w:val="subscript"/>')), "word1"),
        (p(r("One"), properties="<w:rPr><w:del/></w:rPr>") + p(r("")) + p(r("two")), "One\ntwo"),
        (p('<w:r><w:footnoteReference w:id="99"/></w:r>', r("no such note")), "no such note"),
        (item("x", 1) + p(r("")) + item("y", 1), "(a) x\n(b) y"),
        (item("", 1) + item("y", 1), "(a) y"),
        (
            p(
                r("Outside"),
                "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + p(r("Box")) + "</w:txbxContent></mc:Choice>"
                "<mc:Fallback><w:txbxContent>"
                + p(r("Box"))
                + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>",
            ),
            "Outside\nBox",
        ),
    ],
)
def test_text(word, body: str, text: str) -> None:
    assert word(body).text == text


def test_styles(word) -> None:
    def style(name: str) -> str:
        return f'<w:pStyle w:val="{name}"/>'

    body = (
        p(r("A"), properties=style("H1")) + p(r("B"), properties=style("Sub")) + p(r("C", "<w:b/>"), r("D", "<w:i/>"))
    )
    found = word(body).blocks
    assert [(block.kind, block.level, block.bold, block.italic) for block in found] == [
        ("heading", 1, False, False),
        ("heading", 3, True, False),
        ("paragraph", 0, False, False),
    ]


def test_table_cells_in_order_merged_once(word) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc>"

    wide, down, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        cell("a", wide) + cell("b"),
        cell("c", down) + cell("d") + cell("e"),
        cell("", goes_on) + cell("f") + cell("g"),
    ]
    found = word("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
    cells = [(found.block_text(block), block.row, block.column) for block in found.blocks]
    assert cells == [("a", 0, 0), ("b", 0, 2), ("c", 1, 0), ("d", 1, 1), ("e", 1, 2), ("f", 2, 1), ("g", 2, 2)]
    assert {block.kind for block in found.blocks} == {"cell"}


def cells(word, *rows: str) -> list[tuple[str, int | None, int | None]]:
    found = word("<w:tbl>" + "".join(rows) + "</w:tbl>")
    return [(found.block_text(block), block.row, block.column) for block in found.blocks]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc>"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([f'<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{cell("a")}</w:tr>'], [("a", 0, 2)]),
        ([f"<w:tr><w:trPr><w:del/></w:trPr>{cell('gone')}</w:tr>", f"<w:tr>{cell('a')}</w:tr>"], [("a", 1, 0)]),
        ([f"<w:sdt><w:sdtContent><w:tr>{cell('a')}</w:tr></w:sdtContent></w:sdt>"], [("a", 0, 0)]),
        ([f"<w:tr><w:ins>{cell('a')}</w:ins>{cell('b')}</w:tr>"], [("a", 0, 0), ("b", 0, 1)]),
        ([f"<w:tr><w:tc>{p(r('a'))}{p(r('b'))}</w:tc></w:tr>"], [("a", 0, 0), ("b", 0, 0)]),
        ([f"<w:tr>{cell('a', GRID.format(-3))}{cell('b')}</w:tr>"], [("a", 0, 0), ("b", 0, 1)]),
        ([f"<w:tr>{cell('a', GRID.format('x'))}{cell('b')}</w:tr>"], [("a", 0, 0), ("b", 0, 1)]),
    ],
)
def test_rows_and_cells(word, rows: list[str], expected: list[tuple[str, int, int]]) -> None:
    assert cells(word, *rows) == expected


def test_a_table_in_a_cell_is_a_table_of_its_own(word) -> None:
    inner = f"<w:tbl><w:tr>{cell('in')}</w:tr></w:tbl>"
    found = word(f"<w:tbl><w:tr><w:tc>{p(r('out'))}{inner}{p(r('after'))}</w:tc></w:tr></w:tbl>")
    assert [(found.block_text(block), block.table) for block in found.blocks] == [("out", 0), ("in", 1), ("after", 0)]


def test_pages_as_word_last_printed_them(word) -> None:
    broken = "<w:r><w:t>end</w:t><w:lastRenderedPageBreak/><w:t>beginning</w:t></w:r>"
    found = word(p(r("First")) + p(broken) + p(r("last")))
    assert [block.page for block in found.blocks] == [1, 1, 2]
    assert found.page(found.text.index("beginning")) == 2
    assert word(p(r("Only"))).blocks[0].page is None


def test_footnotes(word) -> None:
    star = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    star = star.replace("<w:t>", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>')
    found = word(p(r("Report"), star) + p(r("Said"), '<w:r><w:footnoteReference w:id="1"/></w:r>', r(", and done.")))
    assert found.text == "Report\nSaid, and done."
    assert [(note.mark, note.text) for note in found.notes] == [("*", "Adopted by the Committee."), ("1", "A/71/40.")]
    assert found.notes[1].start == found.text.index(", and")


def test_every_character_knows_its_run(word) -> None:
    body = "<w:tbl><w:tr><w:tc>" + p(r("cell")) + "</w:tc></w:tr></w:tbl>" + item("first", 1) + p(r("one  "), r(" two"))
    found = word(body)
    assert found.text == "cell\n(a) first\none two"
    assert found.origin(found.text.index("(a)")) is None
    for words, place in (("cell", (0, 0, 0)), ("first", (1, 0, 0)), ("one", (2, 0, 0)), ("two", (2, 1, 1))):
        at = found.text.index(words)
        piece = found.origin(at)
        assert piece is not None
        assert (piece.paragraph, piece.run, piece.offset + at - piece.start) == place


def test_same_words_as_python_docx(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Paragraph 16: Title", level=2)
    document.add_paragraph("Text of the recommendation.")
    buffer = io.BytesIO()
    document.save(buffer)
    path = tmp_path / "report.docx"
    path.write_bytes(buffer.getvalue())
    found = read(path)
    assert found.text == "Paragraph 16: Title\nText of the recommendation."
    assert (found.blocks[0].kind, found.blocks[0].level) == ("heading", 2)
