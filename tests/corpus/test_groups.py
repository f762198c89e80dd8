"""Near-duplicates keep States together; splits follow from names and years alone."""

from __future__ import annotations

from itertools import combinations

import pytest

from treatygrade.corpus.groups import groups, jaccard, near_duplicates, shingles
from treatygrade.corpus.splits import SPLITS, by_state, by_year
from treatygrade.corpus.texts import digest, normalise

WORDS = [f"word{number}" for number in range(40)]
TEXT = " ".join(WORDS)
NEAR = " ".join([*WORDS[:-4], "another", "end", "to", "it"])
HALF = " ".join([*WORDS[:20], *(f"other{number}" for number in range(20))])
FAR = " ".join(f"far{number}" for number in range(40))


@pytest.mark.parametrize(
    ("texts", "labels", "expected"),
    [
        ([TEXT, TEXT], "AB", {"A": "A", "B": "A"}),
        ([TEXT, NEAR], "AB", {"A": "A", "B": "A"}),
        ([TEXT, TEXT.upper()], "AB", {"A": "A", "B": "A"}),
        ([TEXT, HALF], "AB", {"A": "A", "B": "B"}),
        ([TEXT, FAR], "AB", {"A": "A", "B": "B"}),
        (["No reply.", "No reply!"], "AB", {"A": "A", "B": "A"}),
        (["", ""], "AB", {"A": "A", "B": "B"}),
        ([TEXT, FAR, NEAR, FAR], "CBAC", {"A": "A", "B": "A", "C": "A"}),
        ([], "", {}),
    ],
)
def test_groups(texts: list[str], labels: str, expected: dict[str, str]) -> None:
    assert groups(texts, labels) == expected


def test_every_pair_above_the_threshold_is_found() -> None:
    # Texts that differ in ever more words: a plain comparison of all pairs says which are alike.
    texts = [" ".join([*WORDS[: 40 - cut], *(f"own{cut}-{number}" for number in range(cut))]) for cut in range(40)]
    sets = shingles(texts, 5)
    alike = {(i, j) for i, j in combinations(range(len(texts)), 2) if jaccard(sets[i], sets[j]) >= 0.5}
    assert set(near_duplicates(texts, range(len(texts)))) == alike
    assert 10 < len(alike) < 100


def test_copies_of_one_label_are_no_pairs() -> None:
    assert list(near_duplicates([TEXT, NEAR, TEXT], "AAA")) == []


@pytest.mark.parametrize(
    ("year", "split"), [(2013, "train"), (2019, "train"), (2020, "validation"), (2022, "test"), (2026, "test")]
)
def test_by_year(year: int, split: str) -> None:
    assert by_year(year) == split


def test_the_state_split_has_about_the_shares_asked_for() -> None:
    placed = list(by_state(f"state {number}" for number in range(2000)).values())
    assert [placed.count(split) / 2000 for split in SPLITS] == pytest.approx([0.7, 0.15, 0.15], abs=0.03)


def test_a_state_stays_where_it_is_when_others_are_added() -> None:
    few = by_state(f"state {number}" for number in range(50))
    many = by_state(f"state {number}" for number in range(500))
    assert few.items() <= many.items()


@pytest.mark.parametrize(("count", "splits"), [(1, 1), (2, 2), (3, 3), (4, 3), (9, 3)])
def test_no_split_is_empty_where_there_are_groups_enough(count: int, splits: int) -> None:
    assert len(set(by_state(str(number) for number in range(count)).values())) == splits


@pytest.mark.parametrize(
    ("one", "other"),
    [("Same-sex couples", "samesex  couples"), ("“Views” – article 12", '"views" article 12'), ("ﬁnal", "FINAL")],
)
def test_copies_of_one_text_have_one_digest(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)
    assert digest(one) == digest(other)


def test_other_words_have_another_digest() -> None:
    assert digest("implemented") != digest("not implemented")
