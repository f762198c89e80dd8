"""Markdown: what is markup goes, what only looks like markup stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.read import read


@pytest.fixture
def text(tmp_path: Path):
    def of(markdown: str) -> str:
        path = tmp_path / "report.md"
        path.write_text(markdown, encoding="utf-8")
        return read(path).text

    return of


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[C]: Paragraph 16 (a) and (b)", "[C]: Paragraph 16 (a) and (b)"),
        ("- [C]: Paragraph 16", "[C]: Paragraph 16"),
        ("[B]", "[B]"),
        ("**[B]**", "[B]"),
        ("*[B]*", "[B]"),
        ("***[B]*** : par. 20 a)", "[B] : par. 20 a)"),
        ("[C](a), (c) and (d)", "[C](a), (c) and (d)"),
        ("13[E][C]", "13[E][C]"),
        ("paragraphs 8**[C]** and 22**\\[B\\]\\[C\\]**", "paragraphs 8[C] and 22[B][C]"),
        ("\\(a\\)--\\(c\\) of the 36^e^ session", "(a)–(c) of the 36e session"),
        ("a [word]{.underline} and", "a word and"),
        ("see [CMW/C/AZE/CO/3](#), para. 4", "see CMW/C/AZE/CO/3, para. 4"),
        ("its previous recommendations,<sup>1</sup> and", "its previous recommendations, and"),
        ("la 36<sup>e</sup> session", "la 36e session"),
        ("4 m<sup>2</sup> per person", "4 m2 per person"),
        ("    (a) indented", "(a) indented"),
        ("14. The State party\n15. should", "14. The State party\n15. should"),
        ("one line\nand its end", "one line and its end"),
        ("soft\u00adhyphen, ﬁnal\u00a0word", "softhyphen, final word"),
    ],
)
def test_text(text, markdown: str, expected: str) -> None:
    assert text(markdown) == expected


def test_seed_reads_whole(shared: Path) -> None:
    document = read(next((shared / "seed").glob("*.md")))
    assert document.text.count("[C]: Paragraph") == 4
    assert "**" not in document.text
    for block in document.blocks:
        assert document.block_text(block).strip() == document.block_text(block) != ""
