"""Each step of the ladders, amounts and reaches, on clauses made by hand."""

from __future__ import annotations

import pytest

from treatygrade.features.amounts import amounts
from treatygrade.features.clauses import Clause, clauses
from treatygrade.features.discourse import blame, discourse, praise, request
from treatygrade.features.extract import count
from treatygrade.features.lexicon import lexicon
from treatygrade.features.words import Word, words

PLACE = (Word("x", 0, 1, "x"),)


def clause(said: str) -> Clause:
    """A clause from ``stance>role>role``; "~" for one that is conceded."""
    stance, *roles = said.split(">")
    return Clause(PLACE, stance.rstrip("~"), stance.endswith("~"), tuple(roles))


@pytest.mark.parametrize(
    ("said", "good", "bad", "asked"),
    [
        ("welcome>act", 5, 0, 0),
        ("note>act", 4, 0, 0),
        ("welcome>information>act", 3, 0, 0),
        ("note>information>act", 2, 0, 0),
        ("welcome>information", 2, 0, 0),
        ("welcome>plan>act", 2, 0, 0),
        ("note>plan>act", 1, 0, 0),
        ("note>open>act", 1, 0, 0),
        ("note>detail>act", 4, 0, 0),  # what is no head of what was done is passed over
        ("welcome", 2, 0, 0),
        ("note", 1, 0, 0),
        ("note>nothing>act", 0, 2, 0),
        ("note>against", 0, 4, 0),
        ("welcome>act>against", 5, 0, 0),
        ("regret", 0, 3, 0),
        ("regret>act", 0, 3, 0),
        ("regret>nothing>act", 0, 4, 0),
        ("regret>open>act", 0, 4, 0),
        ("regret>nothing>information", 0, 2, 0),
        ("concern>act>nothing>information", 0, 2, 0),
        ("regret>act>information>against", 0, 5, 0),
        ("regret>act>information>plan>against", 0, 3, 0),
        ("party>against", 0, 5, 0),
        ("party>nothing", 0, 3, 0),
        ("party>act>plan>information>nothing", 0, 2, 0),
        ("party>act>plan>detail>nothing", 0, 0, 0),
        ("other>act", 0, 0, 0),
        ("reiterate>nothing>act", 0, 0, 0),
        ("request>information", 0, 0, 1),
        ("should>act", 0, 0, 1),
        ("request>information>newness", 0, 0, 2),
        ("regret>newness", 0, 3, 0),
    ],
)
def test_ladders(said: str, good: int, bad: int, asked: int) -> None:
    assert (praise(clause(said)), blame(clause(said)), request(clause(said))) == (good, bad, asked)


@pytest.mark.parametrize(
    ("said", "sentences", "wanted"),
    [
        ("welcome>information>act", 1, {"good 1", "bad 0", "share 4"}),
        ("welcome>plan", 1, {"good 0", "half 1", "share 2"}),
        ("note>information", 1, {"good 0", "half 1", "share 2"}),
        ("regret>nothing>information", 1, {"good 0", "half 0", "bad 1", "share 0"}),
        ("party>nothing", 1, {"bad 1"}),
        ("welcome>plan regret>act", 2, {"half 1", "bad 1", "share 1", "cmw good 0 bad 1"}),
        ("welcome>act welcome>act welcome>act regret>act", 4, {"good 3", "bad 1", "share 3", "long 3"}),
        ("reiterate request>information should", 6, {"again 1", "asked 1", "share none", "long 6 again 1", "long 4"}),
        ("reiterate reiterate", 7, {"again 2", "long 6 again 2", "cmw share none again 1"}),
    ],
)
def test_amounts(said: str, sentences: int, wanted: set[str]) -> None:
    found = set(amounts([clause(one) for one in said.split()], sentences, "cmw"))
    assert wanted - found == set()
    assert len([name for name in found if name.startswith("share")]) == 1


@pytest.mark.parametrize(
    ("said", "present", "absent"),
    [
        ("regret>nothing>act>against", ["regret: nothing>act", "regret:: nothing>act>against"], ["regret: nothing"]),
        ("note~>act", ["note~: act", "note:: act", "note has act", "order note~"], ["note: act", "note~ has act"]),
        ("note>act>plan>act", ["note has act", "note has plan"], []),
        (
            "welcome note regret request reiterate should",
            ["order welcome note regret request reiterate", "cmw order welcome note regret request", "stances 5"],
            ["order welcome note regret request", "stances 6"],
        ),
        ("regret regret note note", ["order regret note", "stances 2"], []),
        ("note note~", ["order note note~"], []),
        ("welcome>act note>plan", ["best 5", "best 5 worst 0", "cmw best 5"], ["best 1"]),
        ("regret>nothing>act party>against", ["worst 5", "worst 5 again 0", "cmw worst 5 again 0"], ["worst 4"]),
        ("reiterate request>newness", ["again 1", "asked 2", "best 0 asked 2 again 1"], ["again 0"]),
    ],
)
def test_discourse(said: str, present: list[str], absent: list[str]) -> None:
    found = [name for name, _, _ in discourse([clause(one) for one in said.split()], "cmw")]
    assert [name for name in present if name not in found] == []
    assert [name for name in absent if name in found] == []
    assert found.count("note has act") <= 1


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("The Committee regrets delays while it works.", ["regret"]),  # conceded only where it opens
        ("While it regrets delays, the Committee notes acts.", ["regret~", "note"]),
        ("It notes the act, further regrets delays.", ["note", "regret"]),
        ("It notes the act, which Chad drafted, regrets delays.", ["note", "regret"]),
        ("It notes the act, which was adopted, as planned, and regrets delays.", ["note", "regret"]),
        ("It notes acts and regrets delays.", ["note"]),  # no mark before it
        ("It notes acts however late.", ["note", "other"]),
        ("Laws of the Government were adopted.", ["party"]),
        ("Laws and policies on courts of the Government.", ["other"]),  # too far from the beginning
        ("Laws, policies, courts, training, cases, victims it regretted.", ["other"]),
        ("Laws, policies, courts, training regretted.", ["regret"]),
    ],
)
def test_where_clauses_begin_and_what_stance_they_take(text: str, stances: list[str]) -> None:
    found = [one for sentence in words(text) for one in clauses(sentence, lexicon("en").turns)]
    assert [one.stance + "~" * one.conceded for one in found] == stances


@pytest.mark.parametrize(
    ("text", "block", "pairs"),
    [
        (
            "Prisons courts schools roads.",
            "k",
            {"prison courts", "prison school", "courts school", "courts roads", "school roads"},
        ),
        ("Laws policies courts training.", "w", {"laws policies", "policies courts", "courts training"}),
    ],
)
def test_how_far_pairs_reach(text: str, block: str, pairs: set[str]) -> None:
    assert {name[2:] for name in count(text) if name.startswith(f"{block}:") and " " in name} == pairs


def test_how_far_concepts_reach() -> None:
    found = {name[2:] for name in count("Laws policies courts training cases.") if name.startswith("c:law")}
    assert found == {"law", "law>policy", "law>body", "law>training", "law>policy>body"}
    heads = {name for name in count("Laws policies courts training cases.") if " " in name and name.startswith("c:")}
    assert heads == {"c:opens law>policy>body", "c:first law>policy", "c:last law>policy"}


def test_links_at_the_end_of_a_sentence_stay() -> None:
    (sentence,) = words("It thanks Chad and the")
    assert [word.text for word in sentence] == ["it", "thanks", "", "and", "the"]
