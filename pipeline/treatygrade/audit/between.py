"""Between reports: evaluations that say nearly the same and have different grades."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

Row = dict[str, Any]

ALIKE = 0.8
"""Jaccard similarity of word triples from which two evaluations count as nearly identical."""

SHORTEST = 25
"""Words below which an evaluation is too short for its likeness to mean anything."""

_WORD = re.compile(r"\w+")


def alike_but_graded_apart(rows: Sequence[Row]) -> list[tuple[Row, Row, float]]:
    """Pairs of unit rows of one scheme whose texts are nearly identical and whose grades differ.

    Candidates come from MinHash (Broder 1997; 128 permutations, locality-sensitive hashing), and
    their similarity is then computed exactly. Texts that two grades share are left out.
    """
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=ALIKE - 0.1, num_perm=128)
    triples: dict[int, frozenset[str]] = {}
    found = []
    for number, row in enumerate(rows):
        words = [word.casefold() for word in _WORD.findall(row.get("text") or "")]
        if len(words) < SHORTEST or not row.get("grade_raw") or "shared_text" in (row.get("flags") or ()):
            continue
        triples[number] = frozenset(" ".join(words[i : i + 3]) for i in range(len(words) - 2))
        sketch = MinHash(num_perm=128, seed=1)
        sketch.update_batch([triple.encode() for triple in sorted(triples[number])])
        for other in sorted(index.query(sketch)):
            same_scheme = rows[other]["scheme"] == row["scheme"]
            if not same_scheme or rows[other]["grade_raw"] == row["grade_raw"]:
                continue
            likeness = len(triples[number] & triples[other]) / len(triples[number] | triples[other])
            if likeness >= ALIKE:
                found.append((rows[other], row, likeness))
        index.insert(number, sketch)
    return found
