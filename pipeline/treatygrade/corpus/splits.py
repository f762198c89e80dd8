"""Where a unit goes: by its State, so that no State is on two sides, or by the year of the report."""

from __future__ import annotations

import hashlib

from treatygrade.resources import config

SPLITS = ("train", "validation", "test")


def by_state(group: str) -> str:
    """The split of a group of States. It follows from the group's name, whatever else the corpus holds."""
    shares: dict[str, float] = config("corpus.yaml")["splits"]["state"]
    salt: str = config("corpus.yaml")["splits"]["salt"]
    # A number in [0, 1) that looks random and depends on the name alone.
    place = int.from_bytes(hashlib.sha256(f"{salt}:{group}".encode()).digest()[:6], "big") / 2**48
    for split in SPLITS:
        place -= shares[split]
        if place < 0:
            return split
    return SPLITS[-1]


def by_year(year: int) -> str:
    """The split of a year: the past trains, the most recent years test."""
    first: dict[str, int] = config("corpus.yaml")["splits"]["year"]
    return "test" if year >= first["test"] else "validation" if year >= first["validation"] else "train"
