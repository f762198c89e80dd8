"""A draft as Word leaves it: split runs, tracked changes, a link, a table, somebody's comment."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    document = Document()
    document.add_heading("Paragraph 16: FICTIONAL policy", 2)  # paragraph 0
    paragraph = document.add_paragraph("The Committee ")  # paragraph 1
    paragraph.add_run("welcomes").bold = True
    paragraph.add_run(" the plan.")
    tracked = document.add_paragraph("It regrets ")  # paragraph 2: runs 0, 1 (inserted), 2 (deleted), 3
    for tag, text in (("ins", "deeply "), ("del", "somewhat ")):
        leaf = "delText" if tag == "del" else "t"
        tracked._p.append(
            parse_xml(
                f'<w:{tag} {nsdecls("w")} w:id="90" w:author="Drafter" w:date="2026-01-01T00:00:00Z">'
                f'<w:r><w:{leaf} xml:space="preserve">{text}</w:{leaf}></w:r></w:{tag}>'
            )
        )
    tracked.add_run("the delay.")
    document.add_table(1, 2).cell(0, 1).text = "In a cell."  # paragraphs 3 and 4
    last = document.add_paragraph("Last words.")  # paragraph 5
    document.add_comment(last.runs, text="Is this right?", author="Colleague", initials="C")
    path = tmp_path / "draft.docx"
    document.save(str(path))
    return path
