"""Documents of any content, what must hold of the rows found in them, and changes that no row may notice."""

from __future__ import annotations

import random
import re
from itertools import combinations
from textwrap import wrap
from typing import Any

from hypothesis import strategies as st

from tests.segment.committees import made, worded
from tests.segment.reports import END, HEADER, PARAGRAPH, report_text
from treatygrade.columns import UNIT_COLUMNS
from treatygrade.errors import SegmentError
from treatygrade.read.document import Block, Document
from treatygrade.segment import segment

FRAGMENTS = [
    *HEADER.format(followup="10 and 20", grades="10 [B] and 20 [C]").split("\n\n"),
    *PARAGRAPH.format(number="10", evaluation="[B]: (a)").split("\n\n"),
    *PARAGRAPH.format(number="20", evaluation="The State party has done little.").split("\n\n"),
    *END.split("\n\n"),
    "[C]", "(b): [A]", "[B] [C]: (a)–(c)", "The Committee considers that the recommendation has been implemented.",
    "Follow-up question", "Paragraph 20 (c): Title", "Annex", "(c)", "[", "]", "10 [", "Excellency,", "¿", "İ [b] ﬁ",
    "[B]: Paragraph 10 (a) and (b)", "[C]: (c)", "[D]", "Évaluation du Comité", "Evaluación del Comité",
    "Paragraphe 12 : Liberté", "Párrafo 14: Libertad", "Committee's previous evaluation", "Accept, Excellency,",
    "The information on paragraph 10 is evaluated as B.", "1. Freedonia", "2. Ruritania",
]  # fmt: skip
BASES = [
    report_text("[B]: (a) and (b)\n\nThe State party has amended its law.\n\n[C]: (c)\n\nNo statistics."),
    report_text("[A]\n\nThe law is in force.", "[B] [C]: (a)–(c)\n\nSome judges were trained.", grades="10 [A]"),
    report_text("The Committee considers that the recommendation has been partially implemented.", "[D]", "[E]\n\nNo."),
    *(made(name, language, "tag after the text") for name in ("cmw", "cat") for language in ("en", "fr", "es")),
    *(worded(name, "en", "before the text") for name in ("cedaw", "cescr")),
]  # fmt: skip


def _anything(lines: list[str]) -> list[str]:
    return [line.replace("\n", " ").strip() or "-" for line in lines]


LINE = st.one_of(st.sampled_from(FRAGMENTS), st.text(min_size=1, max_size=40))
LINES = st.lists(LINE, min_size=1, max_size=40).map(_anything)


@st.composite
def edited(draw: st.DrawFn) -> list[str]:
    """The lines of a report in which up to eight lines are lost, added, repeated, moved or run together."""
    lines = [line for line in draw(st.sampled_from(BASES)).split("\n") if line.strip()]
    # A line of one language is no text of another: what a header says in English is no header in French.
    added = LINE if "State party" in " ".join(lines) else st.sampled_from(list(lines))
    for _ in range(draw(st.integers(0, 8))):
        place = draw(st.integers(0, len(lines) - 1))
        edit = draw(st.sampled_from(("drop", "add", "repeat", "move", "join", "cut")))
        if edit == "drop" and len(lines) > 1:
            del lines[place]
        elif edit == "add":
            lines.insert(place, draw(added))
        elif edit == "repeat":
            lines[place:place] = lines[place : place + draw(st.integers(1, 12))]
        elif edit == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(place))
        elif edit == "join" and place:
            lines[place - 1 : place + 1] = [f"{lines[place - 1]} {lines[place]}"]
        elif edit == "cut":
            lines[place] = lines[place][: draw(st.integers(0, len(lines[place])))]
    return _anything(lines)


SYMBOL = re.compile(r"\b[A-Z]{3,5}/C/(?![\w./]*/CO/)[\w./]*\w")
TAG = re.compile(r"\[ ?[A-F][12]? ?\]")


def document(lines: list[str], *, kinds: bool = False) -> Document:
    """A document with one block for each line; with ``kinds`` some are headings and some cells of tables."""
    blocks, start = [], 0
    for count, line in enumerate(lines):
        form: dict[str, Any] = {}
        if kinds and len(line) % 5 == 0:
            form = {"kind": "heading", "level": 1 + len(line) % 3}
        elif kinds and len(line) % 7 == 0:
            form = {"kind": "cell", "table": 0, "row": count // 3, "column": count % 3}
        blocks.append(Block(start, start + len(line), **form))
        start += len(line) + 1
    return Document("anything.txt", "txt", "\n".join(lines), tuple(blocks))


def units(whole: Document) -> list[dict[str, Any]]:
    """The rows of a document, earlier rounds included; none where it is refused."""
    try:
        reports = segment(whole, rounds="all")
    except SegmentError as error:
        if not error.hint:
            raise AssertionError("a refusal says what to do") from error
        return []
    assert reports, "nothing found is a refusal"
    return [unit for report in reports for unit in report.units(whole.name)]


def hold_together(whole: Document, rows: list[dict[str, Any]]) -> None:
    """What is true of the rows of any document."""
    for row in rows:
        assert tuple(row) == UNIT_COLUMNS
        assert (row["start"] is None) == (row["end"] is None)
        assert bool(row["grade"]) == bool(row["grade_raw"])
        if row["start"] is not None:
            assert whole.text[row["start"] : row["end"]] == row["text"] == row["text"].strip() != ""
        assert not TAG.search(row["text"]), "the tag is the label: no text may hold it"
    current = [row for row in rows if row["start"] is not None and row["round"] == max(r["round"] for r in rows)]
    for one, other in combinations(current, 2):
        if one["start"] < other["end"] and other["start"] < one["end"]:
            assert (one["start"], one["end"]) == (other["start"], other["end"]), (one["text"], other["text"])
            assert "shared_text" in one["flags"]
            assert "shared_text" in other["flags"]


def changed(text: str, chance: random.Random, kinds: frozenset[str]) -> str:
    """A Markdown report as another hand would have kept it: nothing that it says is changed."""
    if "quotes" in kinds:
        text = text.translate(str.maketrans("’‘“”", "''\"\"")) if chance.random() < 0.5 else text.replace("'", "’")
    paragraphs = text.split("\n\n")
    symbol = SYMBOL.search(text[:200])  # a letter has none of its own
    if "furniture" in kinds and symbol:
        for page, place in enumerate(sorted(chance.sample(range(3, len(paragraphs)), 4), reverse=True)):
            paragraphs[place:place] = [symbol[0], f"{5 - page}", "GE.24-06307 (E)"][: chance.randint(2, 3)]
    if "wrapping" in kinds:
        width = chance.randint(60, 100)
        paragraphs = [p if _fixed(p) else _wrapped(p, width) for p in paragraphs]
    text = "\n\n".join(paragraphs)
    if "spaces" in kinds:
        odd = ("  ", "\xa0", "\u2009", "\u202f")
        text = re.sub(r"(?<=[a-z,]) (?=[a-z])", lambda _: chance.choice(odd) if chance.random() < 0.1 else " ", text)
    return text


def _wrapped(paragraph: str, width: int) -> str:
    """Wrapped, but for what Markdown would take for an item of a list at the beginning of a line ("2022. No")."""
    lines = wrap(paragraph, width, break_long_words=False, break_on_hyphens=False)
    return re.sub(r"\n(?=\d+[.)](?:\s|$)|[-*+#>|])", " ", "\n".join(lines))


def _fixed(paragraph: str) -> bool:
    """Whether the line ends of a paragraph have a meaning: tables, lists, several lines."""
    return "\n" in paragraph or paragraph.startswith(("#", "|", ">", "- ", "* "))


SAID = (
    "state", "symbol", "co_symbol", "reply_symbol", "committee", "scheme", "session", "year", "language", "round",
    "paragraph", "scope", "title", "recommendation", "reply", "stakeholders", "text", "grade_raw", "header_grades",
    "verdict", "previous", "flags",
)  # fmt: skip


def said(row: dict[str, Any]) -> tuple[str, ...]:
    """What a row says, whatever its quotes and spaces, and wherever its report is kept."""
    plain = str.maketrans("’‘“”", "''\"\"")
    return tuple(" ".join(str(row[name]).translate(plain).split()) for name in SAID)
