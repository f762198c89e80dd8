"""No text of a published document is in the repository: nothing repeats so many of its words in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from tests.release.test_strangers import ROOT, tracked
from treatygrade.tables import read_rows

# Names of conventions, principles and manuals alone are more than twenty words long, and everybody writes them.
RUN = 24
PROSE = re.compile(r"^(?:\W|\(?\w{1,3}\))*(?:The|It|While|With|As|In|On|No|A|According|Although|However)\b.{80,}", re.M)
Words = tuple[str, ...]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def runs(text: str, length: int = RUN) -> Iterator[Words]:
    found = words(text)
    return zip(*(found[start:] for start in range(length)), strict=False)


@pytest.fixture(scope="module")
def published(shared: Path) -> set[Words]:
    """Runs of words of the evaluations, and of what the reports say in sentences."""
    units = [str(row["text"]) for row in read_rows(shared / "real" / "units" / "ccpr.jsonl")]
    reports = chain((shared / "seed").rglob("*.md"), (shared / "real").rglob("*.md"), (shared / "real").rglob("*.txt"))
    told = chain.from_iterable(PROSE.findall(path.read_text("utf-8", errors="replace")) for path in reports)
    return {run for text in chain(units, told) for run in runs(text)}


@pytest.mark.shared
def test_no_file_holds_words_of_a_published_document(published: set[Words]) -> None:
    assert len(published) > 50_000
    for path in tracked():
        copied = published.intersection(runs(path.read_text("utf-8", errors="replace")))
        assert not copied, f"{path.relative_to(ROOT)}: {' '.join(min(copied))}"


@pytest.mark.shared
def test_a_copied_text_is_found(shared: Path, published: set[Words]) -> None:
    text = max((str(row["text"]) for row in read_rows(shared / "real" / "units" / "ccpr.jsonl")), key=len)
    wrapped = "> " + text.upper().replace(" ", "\n> ")
    assert published.intersection(runs(wrapped))
    assert not published.intersection(runs(" ".join(reversed(text.split()))))
