"""Laws that features obey whatever the text: places, counts, breaks, order, time."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygrade.features.amounts import amounts, step
from treatygrade.features.extract import count, extract
from treatygrade.features.lexicon import LANGUAGES
from treatygrade.features.vocabulary import BLOCKS

WORDS = [
    "The", "Committee", "welcomes", "regrets", "not", "information", "State", "party", "draft", "law", "Chad", "2015",
    "No.", "however", "while", "since", "the", "adoption", "of", "réitère", "loi", "lamenta", "CCPR/C/1", "A", "(b)",
]  # fmt: skip
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8), max_size=5)
TEXTS = st.one_of(
    st.text(max_size=80),
    SENTENCES.map(lambda sentences: " ".join(" ".join(words) + ". " for words in sentences)),
    st.lists(st.sampled_from([*WORDS, ",", ";", ":", ".", "\n", "\n\n", "“", "”", "’"]), max_size=30).map(" ".join),
)


@settings(max_examples=100)
@given(TEXTS, st.sampled_from(["", "cmw", "ccpr-2017"]), st.sampled_from([*LANGUAGES, "xx"]))
def test_every_feature_has_a_block_and_a_place(text: str, scheme: str, language: str) -> None:
    found = extract(text, scheme, language)
    for name, start, end in found:
        assert name[0] in BLOCKS
        assert name[1] == ":"
        assert (start, end) == (-1, -1) or 0 <= start < end <= len(text)
    assert count(text, scheme, language) == Counter(name for name, _, _ in found)
    assert [name for name in count(text, scheme, language) if name[0] in "sl"] == [f"s:{scheme}", f"l:{language}"]


@settings(max_examples=100)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_words_are_lower_case_letters_alone(text: str, language: str) -> None:
    for name in count(text, "", language):
        if name[0] in "wk":
            assert all(
                word == word.lower() and not any(c.isdigit() or c in ".,;:/()" for c in word)
                for word in name[2:].split()
            )


@settings(max_examples=60)
@given(SENTENCES, SENTENCES)
def test_paragraphs_add_up(one: list[list[str]], other: list[list[str]]) -> None:
    """Words, stems and concepts of a text are those of its paragraphs: none reaches over an empty line."""

    def text(sentences: list[list[str]]) -> str:
        return " ".join(" ".join([*words, "was."]) for words in sentences)

    def local(text: str) -> Counter[str]:
        kept = {n: k for n, k in count(text).items() if n[0] in "wkc" and not n.startswith(("c:first", "c:last"))}
        return Counter(kept)

    assert local(f"{text(one)}\n\n{text(other)}") == local(text(one)) + local(text(other))


@pytest.mark.parametrize(
    ("text", "present", "absent"),
    [
        ("The Committee thanks Chad for reports.", ["w:for reports"], ["w:chad", "w:thanks for", "w:thanks reports"]),
        ("It regrets delays, but welcomes the act.", ["w:delays but"], ["w:,"]),
        ("It regrets delays. It welcomes acts.", ["w:regrets delays"], ["w:delays it"]),
        ("It regrets no measures.", ["c:regret>negation", "c:regret>negation>measure"], ["c:negation>regret"]),
        ("It regrets it. It notes it.", ["c:first committee>regret", "c:last committee>note"], ["c:last note"]),
        ("While noting the act, it regrets delays.", ["d:note~: act", "d:regret: open"], ["d:note: act"]),
        ("It welcomes acts. It regrets delays.", ["d:order welcome regret", "d:stances 2"], ["d:order welcome"]),
        ("It welcomes acts. It welcomes laws.", ["d:order welcome", "d:stances 1"], ["d:order welcome welcome"]),
        ("", ["d:best 0", "d:worst 0", "q:share none", "q:long 0"], ["q:long 1", "d:best 1"]),
    ],
)  # fmt: skip
def test_features_of_a_text(text: str, present: list[str], absent: list[str]) -> None:
    found = count(text, "cmw")
    assert [name for name in present if name not in found] == []
    assert [name for name in absent if name in found] == []


def test_whole_text_features_are_also_given_for_the_scheme() -> None:
    found = count("It welcomes the act.", "cmw")
    for name in ("d:cmw best 5", "d:cmw worst 0", "d:cmw again 0", "d:cmw order welcome", "q:cmw good 1 bad 0"):
        assert name in found
    assert not any("cmw" in name for name in count("It welcomes the act.", "ced"))


@pytest.mark.parametrize(("amount", "steps"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (10**9, 4)])
def test_amounts_go_in_steps(amount: int, steps: int) -> None:
    assert step(amount) == steps


def test_no_clause_at_all() -> None:
    assert set(amounts([], 0, "cmw")) >= {"good 0", "bad 0", "share none", "cmw share none again 0", "long 0 again 0"}


def test_the_order_of_features_does_not_hang_on_hashes() -> None:
    program = (
        "from treatygrade.features.extract import extract; print(extract('The Committee regrets the law. It asks.'))"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", program], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert b"w:regrets" in printed[0]


@pytest.mark.parametrize("piece", ["It regrets the lack of information. ", "a ", ",", "1 ", "not ", "New ", "’"])
def test_time_grows_with_the_length_alone(piece: str) -> None:
    """CPU time of 50,000 characters is at most 60 times that of 5,000: 10 if it is linear, 100 if quadratic."""

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        gc.collect()
        gc.disable()
        begin = time.process_time()
        count(text)
        took = time.process_time() - begin
        gc.enable()
        return took

    few, many = (min(seconds(length) for _ in range(2)) for length in (5_000, 50_000))
    assert many < 60 * max(few, 1e-3)
