"""Where a unit goes: by its State, so that no State is on two sides, or by the year of the report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from treatygrade.resources import config

SPLITS = ("train", "validation", "test")


def by_state(groups: Iterable[str]) -> dict[str, str]:
    """The split of each group of States.

    It follows from the group's name, so that a State stays where it is when others are added. Only a
    split that would be empty takes a group from the largest one; with fewer groups than splits it stays empty.
    """
    shares: dict[str, float] = config("corpus.yaml")["splits"]["state"]
    places = {group: _place(group) for group in sorted(set(groups))}
    placed = {group: _split(place, shares) for group, place in places.items()}
    for split in reversed(SPLITS):
        held = list(placed.values())
        largest = max(SPLITS, key=held.count)
        if split not in held and held.count(largest) > 1:
            moved = max((group for group in placed if placed[group] == largest), key=places.__getitem__)
            placed[moved] = split
    return placed


def by_year(year: int) -> str:
    """The split of a year: the past trains, the most recent years test."""
    first: dict[str, int] = config("corpus.yaml")["splits"]["year"]
    return "test" if year >= first["test"] else "validation" if year >= first["validation"] else "train"


def _split(place: float, shares: dict[str, float]) -> str:
    for split in SPLITS[:-1]:
        place -= shares[split]
        if place < 0:
            return split
    return SPLITS[-1]


def _place(name: str) -> float:
    """A number in [0, 1) that looks random and depends on the name alone."""
    salt: str = config("corpus.yaml")["splits"]["salt"]
    return int.from_bytes(hashlib.sha256(f"{salt}:{name}".encode()).digest()[:6], "big") / 2**48
