"""Tables drawn with characters, in text and in Markdown: the same cells in both."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.read import read

HEAD = "CCPR/C/900/2\n\nReport on follow-up\n\n"
GRID = """
+-------------------+------------------------+
| Paragraph 8:      | The law was amended,   |
| liberty           | and judges trained.    |
|                   |                        |
|                   | [B]                    |
+===================+========================+
| Paragraph 9:      | (a) No law;            |
| equality          | (b) No data.           |
+-------------------+------------------------+
"""
MERGED = """
+-------------------+------------------------+
| Paragraph 8: a title over both columns     |
+-------------------+------------------------+
| The reply         | Nothing was done.      |
+-------------------+------------------------+
"""
SIMPLE = """
  Paragraph   Grade
  ----------- ---------------------------
  10 (a)      Partially implemented
  23          Not implemented
"""
BARE = """
  -------- ------
  10       [B]
  23       [C]
  -------- ------
"""
MULTILINE = """
  ------------------------------------------
  Follow-up            8, 22 and 34
  paragraphs:
  -------------------- ---------------------
  Follow-up reply:     CCPR/C/FRD/FCO/3, 3
                       May 2022

  Evaluation:          8 [C] and 22 [B]
  ------------------------------------------
"""
SINGLE = """
  ------------------------
  Follow-up paragraphs: 8
  ------------------------
  The reply came late, on
  3 May 2022

  Evaluation: 8 [C]
  ------------------------
"""
TABLES = {
    "a grid": (
        GRID,
        [
            (0, 0, "Paragraph 8: liberty"), (0, 1, "The law was amended, and judges trained."), (0, 1, "[B]"),
            (1, 0, "Paragraph 9: equality"), (1, 1, "(a) No law;"), (1, 1, "(b) No data."),
        ],
    ),
    "merged cells": (
        MERGED,
        [(0, 0, "Paragraph 8: a title over both columns"), (1, 0, "The reply"), (1, 1, "Nothing was done.")],
    ),
    "columns under a head": (
        SIMPLE,
        [
            (0, 0, "Paragraph"), (0, 1, "Grade"), (1, 0, "10 (a)"), (1, 1, "Partially implemented"),
            (2, 0, "23"), (2, 1, "Not implemented"),
        ],
    ),
    "columns without a head": (BARE, [(0, 0, "10"), (0, 1, "[B]"), (1, 0, "23"), (1, 1, "[C]")]),
    "rows of several lines": (
        MULTILINE,
        [
            (0, 0, "Follow-up paragraphs:"), (0, 1, "8, 22 and 34"), (1, 0, "Follow-up reply:"),
            (1, 1, "CCPR/C/FRD/FCO/3, 3 May 2022"), (2, 0, "Evaluation:"), (2, 1, "8 [C] and 22 [B]"),
        ],
    ),
    "one column": (
        SINGLE,
        [(0, 0, "Follow-up paragraphs: 8"), (1, 0, "The reply came late, on 3 May 2022"), (2, 0, "Evaluation: 8 [C]")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("suffix", ["txt", "md"])
def test_drawn_tables(name: str, suffix: str, tmp_path: Path) -> None:
    table, expected = TABLES[name]
    path = tmp_path / f"report.{suffix}"
    path.write_text(f"{HEAD}{table}\nThe text goes on.\n", encoding="utf-8")
    document = read(path)
    cells = [(b.row, b.column, document.block_text(b)) for b in document.blocks if b.kind == "cell"]
    assert cells == expected
    assert document.text.endswith("The text goes on.")


def test_the_way_back_from_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(HEAD + GRID, encoding="utf-8")
    document = read(path)
    piece = document.origin(document.text.index("judges"))
    assert piece is not None
    assert (HEAD + GRID).split("\n")[piece.paragraph][piece.offset :].startswith("and judges")


@pytest.mark.parametrize("text", ["A title\n-------\n\nText.", "Not a rule -- ---- here.\n\nText.", "----\n\nText."])
def test_rules_that_make_no_table(text: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(HEAD + text, encoding="utf-8")
    assert not any(block.kind == "cell" for block in read(path).blocks)
