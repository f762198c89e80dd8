"""HTML: what a browser prints, in reading order."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.errors import ReadError
from treatygrade.read import Document, read


@pytest.fixture
def page(tmp_path: Path):
    def of(body: str) -> Document:
        path = tmp_path / "report.html"
        path.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", encoding="utf-8")
        return read(path)

    return of


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>One</p><p>two</p>", "One\ntwo"),
        ("<p>[B]<br>Text</p>", "[B]\nText"),
        ("<br>and Text", "and Text"),
        (
            "<p>It requests data on the<br>budget.<br>It regrets it.</p>",
            "It requests data on the budget.\nIt regrets it.",
        ),
        ("<script>x</script><style>y</style><p>Text</p><p hidden>no</p><p style='display: none'>no</p>", "Text"),
        ("<ol type='a'><li>x</li><li><p>y</p></li></ol>", "(a) x\n(b) y"),
        ("<ol start='14'><li>x<ol type='i'><li>z</li></ol></li><li>y</li></ol>", "14. x\n(i) z\n15. y"),
        ("<ul><li>x</li></ul>", "x"),
        ("<p>word<sup>1</sup>, la 36<sup>e</sup> session, 4 m<sup>2</sup></p>", "word, la 36e session, 4 m2"),
        ("<p>See<a href='#fn1'>1</a> <a href='#x'>CMW/C/1</a></p>", "See CMW/C/1"),
        ("<p>a&nbsp;b&shy;c</p>", "a bc"),
        ("<p>the depar-\nture</p>", "the departure"),
        ("<pre>one\n  two\n\nthree</pre>", "one\ntwo\nthree"),
        ("<ol type='A'><li>x<li>y</ol><ol type='I' start='3'><li>z</ol>", "(A) x\n(B) y\n(III) z"),
        ("<ol start='-1'><li>x<li>y</ol><ol start='many'><li>z</ol>", "-1. x\n0. y\n1. z"),
        ("<ol><li><ol type='a'><li>x</ol><li>y</ol>", "(a) x\n2. y"),
        ("<dl><dt>Term<dd>What it is</dl>", "Term\nWhat it is"),
        ("<p>a<span style='visibility:hidden'>b</span><span hidden>c</span>d</p>", "ad"),
        ("<p>a<svg><text>b</text></svg><button>c</button><template>d</template>e</p>", "ae"),
        ("<p>One<div>two</div>three", "One\ntwo\nthree"),
        ("one<p>two</p>three", "one\ntwo\nthree"),
        ("<p>word<sup>[1]</sup> and<sup>*</sup></p>", "word and"),
        ("<p>word<sup>1234</sup></p>", "word1234"),
        ("<p>10 m<sup>3</sup>, m<sup>4</sup></p>", "10 m3, m"),
        ("<p>See <a href='page#footnote-2'>2</a><a role='doc-noteref' href='#x'>[3]</a></p>", "See"),
        ("<p>See <a href='#section-2'>2</a></p>", "See 2"),
        ("<p>&lt;b&gt; &amp; &#8220;q&#8221; &unknown;</p>", "<b> & “q” &unknown;"),
        ("<p>a<!-- b --><?php c ?>d</p>", "ad"),
        ("<p>a<wbr>b<ins>c</ins><del>d</del></p>", "abcd"),
    ],
)
def test_text(page, body: str, text: str) -> None:
    assert page(body).text == text


def test_blocks(page) -> None:
    found = page("<h3>A</h3><p><b>B</b></p><p><i>C</i></p><p><b>D</b> e</p>").blocks
    assert [(block.kind, block.level, block.bold, block.italic) for block in found] == [
        ("heading", 3, False, False),
        ("paragraph", 0, True, False),
        ("paragraph", 0, False, True),
        ("paragraph", 0, False, False),
    ]


def test_table_cells_at_their_place_in_the_grid(page) -> None:
    found = page("<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td><p>d<p>e</table><table><tr><td>f</table>")
    cells = [(found.block_text(block), block.table, block.row, block.column) for block in found.blocks]
    assert cells == [("a", 0, 0, 0), ("b", 0, 0, 1), ("c", 0, 1, 1), ("d", 0, 1, 2), ("e", 0, 1, 2), ("f", 1, 0, 0)]


@pytest.mark.parametrize(
    ("span", "places"),
    [
        ("colspan='2'", [("a", 0), ("b", 2)]), ("colspan='0'", [("a", 0), ("b", 1)]),
        ("colspan='-3'", [("a", 0), ("b", 1)]), ("colspan=' 2 '", [("a", 0), ("b", 2)]),
        ("colspan='x'", [("a", 0), ("b", 1)]), ("colspan='500'", [("a", 0), ("b", 100)]),
    ],
)  # fmt: skip
def test_merged_cells_say_how_far_they_reach(page, span: str, places: list[tuple[str, int]]) -> None:
    found = page(f"<table><tr><td {span}>a<td>b</table>")
    assert [(found.block_text(block), block.column) for block in found.blocks] == places


def test_a_table_in_a_cell_is_a_table_of_its_own(page) -> None:
    found = page("<table><tr><td>out<table><tr><td>in</table>after<td><b>next</b></table>")
    assert [(found.block_text(block), block.table, block.row, block.column, block.bold) for block in found.blocks] == [
        ("out", 0, 0, 0, False), ("in", 1, 0, 0, False), ("after", 0, 0, 0, False), ("next", 0, 0, 1, True)
    ]  # fmt: skip


def test_head_cells_are_bold_and_parts_of_tables_are_rows(page) -> None:
    found = page("<table><thead><tr><th>a</thead><tbody><tr><td>b</tbody><tfoot><tr><td>c</tfoot></table>")
    assert [(block.row, block.bold) for block in found.blocks] == [(0, True), (1, False), (2, False)]


def test_notes_without_a_mark_of_their_own_take_their_place(page) -> None:
    found = page("<p>a<sup>1</sup> b<sup>2</sup></p><ol><li id='fn-1'>One.<li id='fn-2'><p>Two.<p>More.</ol>")
    assert [(note.mark, note.text, note.start) for note in found.notes] == [("1", "One.", 1), ("2", "Two. More.", 3)]


def test_pieces_say_in_which_line_their_element_begins(page) -> None:
    found = page("\n<p>one</p>\n\n<p>two <b>three</b></p>")
    assert [(found.text[piece.start : piece.end], piece.paragraph) for piece in found.pieces] == [
        ("one", 1), ("two ", 3), ("three", 3)
    ]  # fmt: skip


def test_footnotes(page) -> None:
    note = "<ol><li id='fn1'><p>A/71/40. <a href='#r1'>↩</a></p></li></ol>"
    found = page("<p>Said<sup><a href='#fn1'>1</a></sup>, done.</p>" + note)
    assert found.text == "Said, done."
    assert [(note.mark, note.text, note.start) for note in found.notes] == [("1", "A/71/40.", 4)]


def test_page_without_text(page) -> None:
    with pytest.raises(ReadError, match="holds no text"):
        page("<script>x</script>")
