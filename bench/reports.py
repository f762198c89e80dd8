"""Reports for benchmarks: the invented specimens, with replies drawn out to the length of published ones."""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SPECIMENS = Path(__file__).parents[1] / "corpus" / "specimens"
SIZE = 30_000  # bytes: published reports with several paragraphs have about this much text


@dataclass(frozen=True)
class Specimen:
    """A specimen cut where its replies can be drawn out: ``pieces`` are joined by invented paragraphs."""

    name: str
    language: str
    pieces: tuple[str, ...]


def specimens() -> list[Specimen]:
    """All specimens in Markdown that have gold, cut after the first paragraph of each reply."""
    found = []
    for path in sorted(SPECIMENS.glob("*/*.md")):
        gold = json.loads(path.with_name(f"{path.stem}.gold.json").read_text(encoding="utf-8"))
        text = path.read_text(encoding="utf-8")
        cuts = sorted({cut for start in _replies(gold) if (cut := _end_of_paragraph(text, start)) is not None})
        if cuts:
            pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
            found.append(Specimen(path.stem, gold["states"][0]["language"], tuple(pieces)))
    return found


def write_reports(folder: Path, count: int, *, size: int = SIZE, seed: int = 0) -> list[Path]:
    """Write ``count`` different reports of about ``size`` bytes; the same for the same seed."""
    folder.mkdir(parents=True, exist_ok=True)
    choices = specimens()
    prose = {language: _prose(choices, language) for language in {each.language for each in choices}}
    paths = []
    for number in range(count):
        specimen = choices[number % len(choices)]
        path = folder / f"{number:06}_{specimen.name}.md"
        chance = random.Random(f"{seed}/{number}")
        path.write_text(_drawn_out(specimen, prose[specimen.language], size, chance), encoding="utf-8")
        paths.append(path)
    return paths


def _drawn_out(specimen: Specimen, prose: list[str], size: int, chance: random.Random) -> str:
    missing = size - sum(len(piece.encode()) for piece in specimen.pieces)
    gaps: list[list[str]] = [[] for _ in specimen.pieces[1:]]
    while missing > 0:
        paragraph = re.sub(r"\d", lambda _: str(chance.randint(1, 9)), " ".join(chance.sample(prose, 4)))
        chance.choice(gaps).append(paragraph)
        missing -= len(paragraph.encode()) + 2
    text = specimen.pieces[0]
    for gap, piece in zip(gaps, specimen.pieces[1:], strict=True):
        text += "".join(f"\n\n{paragraph}" for paragraph in gap) + piece
    return text


def _prose(choices: list[Specimen], language: str) -> list[str]:
    """Sentences of the language without anything that segmentation could take for a heading, a grade or a symbol."""
    found: dict[str, None] = {}
    for each in choices:
        if each.language == language:
            for sentence in re.split(r"(?<=[.])\s+", "\n".join(each.pieces)):
                if re.fullmatch(r"[A-ZÉÈÀ][^\[\]#*|/:\n]{80,300}\.", sentence) and "omm" not in sentence[:30]:
                    found[sentence] = None
    return list(found)


def _replies(gold: dict[str, Any]) -> list[str]:
    return [str(p["reply_start"]) for state in gold["states"] for p in state["paragraphs"] if p["reply_start"]]


def _end_of_paragraph(text: str, words: str) -> int | None:
    """Where the paragraph that begins with ``words`` ends; None where the Markdown interrupts the words."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    if found is None:
        return None
    end = text.find("\n\n", found.end())
    return len(text) if end < 0 else end
