"""What the layouts in ``configs/layouts`` say, made ready for matching in one language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from treatygrade.resources import config, resource
from treatygrade.schemes import load
from treatygrade.segment.fold import fold
from treatygrade.segment.report import Language
from treatygrade.segment.scopes import SCOPE

LANGUAGES: tuple[Language, ...] = ("en", "fr", "es")
ROLES = (
    "observations", "followup", "received", "recommendation", "reply", "stakeholders", "previous",
    "evaluation", "overview", "annex", "skip", "end",
)  # fmt: skip
HEAD = 3  # letters by which labels are looked up

# What may stand between a label and what it announces. A label that runs straight into a capital is read as one
# only where the phrase is too long to begin a sentence by chance.
_TAIL = (
    r"(?P<scope>(?: (?:on|of|for|concerning|regarding|sur|sobre))? ?{scope})?(?P<note> ?\([^()]{{0,90}}\))?\d{{0,2}} ?"
    r"(?P<end>:|\.(?= |$)|[-](?= )|$|(?=\[)|(?P<open>(?= )))"
)

# The name of a State in running text: words with a capital, small ones between them, an explanation in brackets.
_WORD = r"(?:St\.|[A-ZÀ-ÖØ-Þ](?:[^\W\d_]|['’-])*+(?!/))"
_LINKED = rf"(?: (?:of|and|the|de|del|du|des|la|les|et|y|e))* (?:[dl]['’])?{_WORD}"
_NAME = rf"{_WORD}(?:{_LINKED})*+(?: \([A-Z][^()/\d]{{2,40}}\))?"


@dataclass(frozen=True)
class Vocabulary:
    """One language of all layouts. ``labels`` are keyed by their first ``HEAD`` letters."""

    language: Language
    labels: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]
    openers: dict[str, re.Pattern[str]]
    referring: re.Pattern[str]
    heading: re.Pattern[str]
    tail_heading: re.Pattern[str]
    numbered: re.Pattern[str]
    reference: re.Pattern[str]
    paragraph_column: re.Pattern[str]
    grade_column: re.Pattern[str]
    states: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    name: re.Pattern[str]
    no_state: re.Pattern[str]
    graded_states: re.Pattern[str]
    session: re.Pattern[str]
    ordinals: dict[str, int]
    joining: frozenset[str]
    adopted: re.Pattern[str]
    not_adopted: re.Pattern[str]
    assessed: re.Pattern[str]
    by_reference: re.Pattern[str]
    graded: re.Pattern[str]
    named_grade: re.Pattern[str]
    linking: re.Pattern[str]
    whole: re.Pattern[str]
    prose_grade: re.Pattern[str]
    respectively: re.Pattern[str]
    quoting: frozenset[str]
    salutation: re.Pattern[str]
    kinds: tuple[tuple[re.Pattern[str], str, str], ...]


@cache
def layouts() -> dict[str, dict[str, Any]]:
    """All layout files, merged by language. A new file adds its words; nothing is said twice."""
    merged: dict[str, dict[str, Any]] = {}
    for path in sorted(resource("configs", "layouts").glob("*.yaml")):
        _merge(merged, config("layouts", path.name))
    return merged


def _merge(into: dict[str, Any], more: dict[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict):
            _merge(into.setdefault(key, {}), value)
        elif isinstance(value, list):
            into[key] = [*into.get(key, []), *value]
        else:
            into[key] = value


@cache
def function_words() -> dict[Language, frozenset[str]]:
    """The words that tell the languages apart."""
    return {language: frozenset(layouts()[language]["function_words"]) for language in LANGUAGES}


@cache
def vocabulary(language: Language) -> Vocabulary:
    """The words of all layouts in one language, compiled once a process."""
    words = layouts()[language]
    number = r"(?P<number>\d{1,3}(?: (?:and|et|y) \d{1,3}(?![\d(]))?)"
    paragraph = "|".join(words["paragraph"])
    scope = f"(?P<scope>{SCOPE})?"
    numbered = "|".join(words["numbered"])
    reference = rf"(?:(?:{paragraph})s? ?|{numbered}){number} ?{scope}"
    of = f"(?: (?:{'|'.join(words['of_observations'])}))?"
    labels: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    tail = _TAIL.format(scope=rf"(?:(?:(?:{paragraph})s? ?)?(?:\d{{1,3}} ?)?{SCOPE}|(?:(?:{paragraph})s? ?)?\d{{1,3}})")
    for role in ROLES:
        for phrase in words["labels"].get(role, ()):
            pattern = re.compile(rf"(?P<phrase>{fold(phrase)}){tail}")
            for head in _heads(fold(phrase)):
                labels.setdefault(head, []).append((role, pattern))
    place = rf"\d{{1,3}}(?: ?{SCOPE})?"
    openers = {
        role: re.compile("|".join(phrases).replace("{scope}", place)) for role, phrases in words["openers"].items()
    }
    referring = [phrase for phrase in words["openers"]["recommendation"] if "{scope}" in phrase]
    grade = r"(?P<grade>[\[(]?[a-f][12]?[\])]?)(?!\w)"
    return Vocabulary(
        language=language,
        labels={head: tuple(entries) for head, entries in labels.items()},
        openers=openers,
        referring=re.compile("|".join(referring).replace("{scope}", place)),
        heading=re.compile(
            rf"(?:(?:\d{{1,2}}|[ivx]{{1,4}}|[a-z])\. )?(?:{paragraph})s? ?{number} ?{scope}{of}"
            r"(?P<sep>(?P<tags>(?: ?\[ ?[a-f][12]? ?\]){0,4}) ?[:.-] ?| (?=\()|$)"
        ),
        tail_heading=re.compile(
            rf"(?: ?[-:,] ?| ?\()(?:{paragraph})s? ?{number} ?{scope}{of}\)?(?= ?(?::|\d{{1,3}}\.$|$))"
        ),
        numbered=re.compile(rf"(?P<named>{numbered})?(?P<number>\d{{1,3}})(?!\d) ?{scope}(?: ?[.:-] ?|$)"),
        reference=re.compile(reference),
        paragraph_column=re.compile(rf"(?:{paragraph})s?"),
        grade_column=re.compile(rf"(?:{'|'.join(words['grade'])})s?"),
        states=tuple(_framed(phrase) for phrase in map(fold, words["state"])),
        name=re.compile(rf"(?:{'|'.join(words['articles'])})?(?P<name>{'|'.join([*words['names'], _NAME])})"),
        no_state=re.compile("|".join(words["no_state"])),
        graded_states=re.compile("|".join(words["graded_states"]).replace("{}", r"\[ ?[a-f][12]? ?\]")),
        session=re.compile(rf" (?:{'|'.join(words['session'])})\b(?:\s?\((?P<dates>[^()]{{0,60}})\))?"),
        ordinals=words["ordinals"],
        joining=frozenset(words["joining"]),
        adopted=re.compile("|".join(words["adopted"])),
        not_adopted=re.compile("|".join(words["not_adopted"])),
        assessed=re.compile("|".join(words["assessed"])),
        by_reference=re.compile("|".join(words["by_reference"])),
        graded=re.compile("|".join(words["graded"]).replace("{}", grade)),
        named_grade=re.compile(
            rf"(?:{'|'.join(words['grade'])})(?: ?: ?| )(?P<grade>[a-f][12]?(?= ?(?:$|[:.;(-]))|(?=\[))"
        ),
        linking=re.compile(rf"(?:{'|'.join(words['linking'])})(?: (?:the|les|los|las|el))? ?(?:l')?"),
        whole=re.compile(rf"\(?(?:{'|'.join(words['whole'])})\)?(?= ?(?:[:.-]|$))"),
        prose_grade=re.compile(f"{reference} {'|'.join(words['prose_grade'])}".replace("{}", grade)),
        respectively=re.compile("|".join(words["respectively"])),
        quoting=frozenset(words["quoting"]),
        salutation=re.compile("|".join(words["salutation"])),
        kinds=tuple((re.compile(kind["says"]), kind["is"], kind["hint"]) for kind in words["kinds"]),
    )


def _framed(phrase: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, _, after = phrase.partition("{}")
    return re.compile(before), re.compile(after)


def _heads(phrase: str) -> set[str]:
    """The letters with which a phrase may begin, so that most labels need not be tried at all.

    >>> sorted(_heads("(?:first|second) reply")), sorted(_heads("(?:summary of )?information"))
    (['fir', 'sec'], ['inf', 'sum'])
    """
    if not phrase.startswith("(?:"):
        return {phrase[:HEAD]}
    depth, cuts = 0, [2]
    for place, char in enumerate(phrase):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 1:
            cuts.append(place)
        if depth == 0:
            cuts.append(place)
            break
    rest = phrase[cuts[-1] + 1 :]
    optional = rest.startswith("?")
    rest = rest.removeprefix("?")
    choices = {head for a, b in pairwise(cuts) for head in _heads(phrase[a + 1 : b] + rest)}
    return choices | _heads(rest) if optional else choices


def grade_words(scheme: str, language: str) -> str:
    """A scheme's words for its grades as alternatives of a pattern for folded text; "" where it has letters alone."""
    return "|".join(re.escape(fold(word)) for word in load(scheme).printed(language) if len(word) > 2)
