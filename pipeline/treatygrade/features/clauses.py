"""Clauses of an evaluation: the stance that is taken, and towards what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from treatygrade.features.words import MARKS, Word
from treatygrade.resources import config


@dataclass(frozen=True, slots=True)
class Rules:
    """``configs/concepts/clauses.yaml``: ``roles`` maps concepts to what they stand for."""

    stances: frozenset[str]
    openers: frozenset[str]
    roles: dict[str, str]
    lookahead: int


@cache
def rules() -> Rules:
    """The rules, read once a process."""
    data: dict[str, Any] = config("concepts", "clauses.yaml")
    return Rules(
        stances=frozenset(data["stances"]),
        openers=frozenset(data["openers"]),
        roles={concept: role for role, concepts in data["roles"].items() for concept in concepts},
        lookahead=data["lookahead"],
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """A run of words that have a concept, none twice in a row.

    ``stance`` is one of the stances, "party" where the State party acts, or "other". ``conceded`` marks
    "while welcoming …". ``roles`` are what the words after the stance stand for, none twice in a row.
    """

    words: tuple[Word, ...]
    stance: str
    conceded: bool
    roles: tuple[str, ...]

    @property
    def start(self) -> int:
        """Offset of the first word."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after the last word."""
        return self.words[-1].end


def clauses(sentence: list[Word], turns: frozenset[str]) -> Iterator[Clause]:
    """The clauses of a sentence. A new one begins at "however", and at an opener after a mark."""
    opens = rules().openers
    run: list[Word] = []
    marked = False
    for word in sentence:
        if word.text in MARKS:
            marked = True
            continue
        if run and (word.text in turns or (marked and word.concept in opens)):
            yield _clause(run)
            run = []
        # "…, it also regrets": a few words may stand between the mark and the opener.
        marked = marked and word.concept in ("", "more")
        if word.concept and not (run and run[-1].concept == word.concept):
            run.append(word)
    if run:
        yield _clause(run)


def _clause(run: list[Word]) -> Clause:
    known = rules()
    concepts = [word.concept for word in run]
    at = next((i for i, concept in enumerate(concepts[: known.lookahead]) if concept in known.stances), -1)
    stance = concepts[at] if at >= 0 else "party" if "party" in concepts[:3] else "other"
    roles: list[str] = []
    for concept in concepts[at + 1 :]:
        role = known.roles.get(concept)
        if role and (not roles or roles[-1] != role):
            roles.append(role)
    return Clause(tuple(run), stance, "while" in concepts[:2], tuple(roles))
