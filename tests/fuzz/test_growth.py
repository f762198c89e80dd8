"""Reading and segmenting take linear time, also of texts that are nothing but what each looks for."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from treatygrade.errors import TreatygradeError
from treatygrade.read import read
from treatygrade.segment import segment

LENGTH = 12_000
TIMES = 4
GROWTH = 2.2  # of the time per character; 1 is linear, 4 quadratic
NOTHING = 0.05  # seconds: too little to tell
HEAD = """Concluding observations (33rd session): CMW/C/FRD/CO/3, 1 May 2020

Follow-up paragraphs: 16

Paragraph 16: Title

The State party should act.

Committee's evaluation

"""
ONE_LINE = [
    "a1 b2 c[3] d² ", "a<sup>1</sup> ", "a[^1] ", "*a* **b** ", "[c](d) ", "(a) ", "(a), (b) and (c) ", "[C] ",
    "[C]: 16 (a) ", "The Committee regrets it. ", "“a” ", "CMW/C/FRD/CO/3 ", "GE.26-06307 ", "&amp;", "\\* ", "* ",
    "2020 ", "- ", "ab- c ", "<a href=x>y</a>", "para. 16 ", "`", "_ ", "<!-- a -->",
]  # fmt: skip
LINES = [
    "a-\n", "+---+---+\n", "| a | b |\n", "----- -----\n", "  ------------\n", "> a\n", "- a\n", "1.\n", "16\n",
    "1 Note text here.\n", "¹ Note.\n", "* Adopted by the Committee.\n", "GE.26-06307\n", "CMW/C/FRD/CO/3\n",
    "Freedonia\n", "[C]: 16\n", "(a) Review laws;\n", "Committee's evaluation\n\n", "Paragraph 16: Title\n\n",
    "[B1]: (a) and (b)\n\n", "Follow-up paragraphs: 16\n", "Evaluation: 16 [C], 36 [B]\n",
    "Recommended action: A letter\n", "\f\n", "<p>a\n", "<ul><li>a\n", "<table><tr><td>a</td></tr></table>\n",
]  # fmt: skip


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize("pump", [*ONE_LINE, *LINES])
def test_time_grows_as_the_text_does(pump: str, suffix: str, tmp_path: Path) -> None:
    text = "<html><body>" if suffix == ".html" else HEAD
    paths = [tmp_path / f"{name}{suffix}" for name in ("short", "long")]
    for path, length in zip(paths, (LENGTH, LENGTH * TIMES), strict=True):
        path.write_text(text + pump * (length // len(pump)), encoding="utf-8")
    short, long = map(seconds, paths)
    for _ in range(4):
        if long < NOTHING or long < GROWTH * TIMES * short:
            break
        short, long = max(short, seconds(paths[0])), min(long, seconds(paths[1]))
    assert long < max(NOTHING, GROWTH * TIMES * short), f"{short:.3f} s and {long:.3f} s"


def seconds(path: Path) -> float:
    """Processor time to read and segment, or to refuse."""
    start = time.process_time()
    with suppress(TreatygradeError):
        segment(read(path))
    return time.process_time() - start
