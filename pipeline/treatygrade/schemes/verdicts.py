"""Verdict sentences: where an evaluation states its grade in words, and what is left without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from treatygrade.read.sentences import sentences
from treatygrade.schemes.grammar import Grammar, even, grammar, languages
from treatygrade.schemes.scheme import Scheme, load

_ITEMS = re.compile(
    r"(?<![\w.])(?:\(([a-z])\)|([a-z])\))(?:\s?\(?([ivx]+)\))?(?:(\s(?:to|through|à|al?)\s|\s?[–-]\s?)(?=\(?[a-z]\)))?"
)
_ROMAN_ITEM = re.compile(r"(?<![\w.])\(?([ivx]{1,4})\)")
_NEXT_STATE = re.compile(r" (?:and|et|y)(?: que?| qu'| that|,|\b)(?! ?\(?[a-z]\)| items?\b)|[;:]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A grade stated in words at ``text[start:end]``, the clause that mask() takes out.

    ``code`` is the scheme's and ``grade`` its common grade. ``items`` are the items of the
    recommendation that the verdict names; ``limb`` tells that it is about a part which it names in
    other words ("With regard to registration, …").
    """

    start: int
    end: int
    code: str
    grade: str
    items: tuple[str, ...] = ()
    limb: bool = False


@dataclass(frozen=True, slots=True)
class _State:
    start: int
    end: int
    meaning: str
    items: tuple[str, ...]
    limb: bool


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    states: tuple[_State, ...]


def verdicts(text: str, scheme: str, language: str | None = "en") -> list[Verdict]:
    """The verdicts of an evaluation in the words of its scheme, in the order of the text.

    Questions, conditions, aims ("to implement its recommendation"), what others say and what was
    considered in the past are no verdicts. Sentences whose meaning the scheme has no code for are
    left out.

    Raises:
        ConfigError: there is no such scheme.

    >>> [verdict.code for verdict in verdicts("It considers the reply partially satisfactory.", "cerd")]
    ['partially satisfactory']
    """
    return list(_verdicts(text, scheme, language))


# Segmenting one report asks for the same texts again: for the grade, the column and the contradictions.
@lru_cache(maxsize=256)
def _verdicts(text: str, scheme: str, language: str | None) -> tuple[Verdict, ...]:
    known = load(scheme)
    found = []
    for clause in _all_clauses(text, language):
        for state in clause.states:
            if code := _code(known, state.meaning):
                grade = known.common(code)
                found.append(Verdict(clause.start, clause.end, code, grade, state.items, state.limb))
    return tuple(found)


def verdict_of(text: str, scheme: str, language: str | None = "en", scope: str = "") -> str:
    """The common grade that the verdict sentences of a unit state for the whole of it, "" for none.

    ``scope`` is the unit's (``(a)|(b)``). A verdict that names some of its items only, or a part in
    other words, is not the unit's; of several that are, the last one counts.
    """
    unit = [item for item in scope.split("|") if item]
    whole = [verdict for verdict in verdicts(text, scheme, language) if not verdict.limb and _covers(verdict, unit)]
    return whole[-1].grade if whole else ""


def mask(text: str, scheme: str | None = None, language: str | None = None) -> str:
    """The text without its verdicts, on one line of single spaces, with nothing in their place.

    Verdict clauses go first, then the words of the schemes that are left (quoted verdicts, tags of
    earlier rounds, labels). What a ``scheme`` has no code for is no verdict in it and stays: "no information was
    provided on …" is a grade of some schemes and an observation in others. Without a ``language``, or with
    one that has no lexicon, all three lexicons are used.

    Raises:
        ConfigError: there is no such scheme.
    """
    known = load(scheme) if scheme is not None else None
    kept = text
    for name in languages(language):
        position, parts = 0, []
        for clause in _clauses(kept, name):
            if clause.start >= position and (known is None or any(_code(known, s.meaning) for s in clause.states)):
                parts.append(kept[position : clause.start])
                position = clause.end
        kept = "".join(parts) + kept[position:]
        kept = even(kept)
        if grammar(name).hints.search(kept):
            kept = grammar(name).residue.sub("", kept)
        if scheme is not None:
            kept = _labels(scheme, name).sub("", kept)
    return _tidy(kept)


@cache
def _labels(scheme: str, language: str) -> re.Pattern[str]:
    """Labels of a scheme that are an expression by themselves ("no information"), the longest first."""
    every = {label for labels in load(scheme).labels.values() for label in labels.get(language, ()) if " " in label}
    return re.compile("|".join(re.escape(label) for label in sorted(every, key=len, reverse=True)) or "(?!)", re.I)


def _code(scheme: Scheme, meaning: str) -> str | None:
    if meaning in scheme.codes:
        return meaning
    return next((code for code in scheme.codes if meaning in scheme.states[code]), None)


def _covers(verdict: Verdict, unit: list[str]) -> bool:
    if not verdict.items or not unit:
        return not verdict.items
    return all(any(item.startswith(named) for named in verdict.items) for item in unit)


def _all_clauses(text: str, language: str | None) -> Iterator[_Clause]:
    for name in languages(language):
        yield from _clauses(text, name)


def _clauses(text: str, language: str) -> Iterator[_Clause]:
    rules = grammar(language)
    flat = even(text)
    if not rules.hints.search(flat):
        return
    for start, end in sentences(flat, language):
        sentence = flat[start:end]
        if not rules.hints.search(sentence):
            continue
        frame = rules.frame.search(sentence)
        states = _states(sentence, frame, rules)
        if states:
            first, last = _cut(sentence, frame, states, rules)
            yield _Clause(start + first, start + last, tuple(states))


def _states(sentence: str, frame: re.Match[str] | None, rules: Grammar) -> list[_State]:
    """Every state of a sentence, from the most specific rule to the broadest, without overlaps."""
    found: list[tuple[int, int, str]] = []

    def add(meaning: str, match: re.Match[str], since: int) -> None:
        start, end = match.span()
        if any(start < other[1] and other[0] < end for other in found):
            return
        if not rules.reported.search(sentence, since, start):
            found.append((start, end, meaning))

    if match := rules.letter.search(sentence):
        add(match["code"], match, 0)
    if frame is not None:
        for meaning, rule in rules.framed:
            for match in rule.finditer(sentence, frame.end()):
                add(meaning, match, frame.end())
    for meaning, rule in rules.plain:
        for match in rule.finditer(sentence):
            add(meaning, match, 0)
    found.sort()
    return [_place(sentence, index, found, frame, rules) for index in range(len(found))]


def _place(
    sentence: str, index: int, found: list[tuple[int, int, str]], frame: re.Match[str] | None, rules: Grammar
) -> _State:
    """A state with the items that are named around it, or before the frame where none are."""
    start, end, meaning = found[index]
    before = found[index - 1][1] if index else (frame.end() if frame and frame.end() <= start else 0)
    if index and (border := _NEXT_STATE.search(sentence, before, start)):
        before = border.start()
    after = _NEXT_STATE.search(sentence, end)
    near = sentence[before : after.start() if after else len(sentence)]
    head = sentence[: frame.start()] if frame else ""
    is_limb = rules.limb.search(head) is not None
    items = _named(near) or (_named(head) if is_limb else ())
    return _State(start, end, meaning, items, not items and (is_limb or rules.limb.search(near) is not None))


def _named(part: str) -> tuple[str, ...]:
    """The items named in a piece of text, ranges written out: "(a), (c) to (e)"."""
    items: list[str] = []
    until = ""
    for match in _ITEMS.finditer(part):
        letter, inner = match[1] or match[2], match[3]
        if until and until < letter:
            items += [f"({chr(code)})" for code in range(ord(until) + 1, ord(letter))]
        items.append(f"({letter})" + (f"({inner})" if inner else ""))
        until = letter if match[4] else ""
    return tuple(dict.fromkeys(items)) or tuple(f"({match[1]})" for match in _ROMAN_ITEM.finditer(part))


def _cut(sentence: str, frame: re.Match[str] | None, states: list[_State], rules: Grammar) -> tuple[int, int]:
    """The part of a sentence that is verdict: all of it, unless a clause before or after stands by itself."""
    start = 0
    opening = min(frame.start() if frame else len(sentence), states[0].start)
    head = sentence[:opening]
    if (semicolon := head.rfind(";")) > 0:
        start = semicolon
    elif rules.head.match(head) and len(head) > 24:
        start = len(head.rstrip(" ,"))
        for word in (" and", " but", " et", " mais", " y", " e", " pero"):
            if sentence[:start].endswith(word):
                start = len(sentence[: start - len(word)].rstrip(" ,"))
                break
    end = len(sentence)
    if tail := rules.tail.search(sentence, states[-1].end):
        if start:
            end = tail.start()
        else:
            subject = re.match(r"(?:The|Le|El) Com\w+ |It |Il ", sentence)
            start, end = (subject.end() if subject and frame and frame.start() == 0 else 0), tail.end()
    elif start:
        end = len(sentence.rstrip(".!? "))
    return start, end


def _tidy(text: str) -> str:
    text = re.sub(r"[\"“«(\[] ?[\])”»\"]", "", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" (?=[,.;:)](?:\s|$))", "", text)
    return re.sub(r"[,;:](?= ?[,;:.])(?: ?[,;:](?= ?[,;:.]))*+", "", text).strip()
