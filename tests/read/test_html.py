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


def test_footnotes(page) -> None:
    note = "<ol><li id='fn1'><p>A/71/40. <a href='#r1'>↩</a></p></li></ol>"
    found = page("<p>Said<sup><a href='#fn1'>1</a></sup>, done.</p>" + note)
    assert found.text == "Said, done."
    assert [(note.mark, note.text, note.start) for note in found.notes] == [("1", "A/71/40.", 4)]


def test_page_without_text(page) -> None:
    with pytest.raises(ReadError, match="holds no text"):
        page("<script>x</script>")
