"""Every regular expression of the project, and strings made to be slow for each.

A call of ``re`` whose pattern is written out is read from the source; one whose pattern is put together (from
``configs/``, mostly) is recorded while the functions that compile it run. ``collect()`` refuses to leave one out.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pipeline" / "treatygrade"
ANCHORED = {"match", "fullmatch"}
# Looked for in a few characters alone, so that their square does not matter.
WITHIN = {"segment/marks.py:_SCOPE_AT_END"}  # 60 characters before a grade
VERBS = {
    f"re.{verb}" for verb in ["compile", "match", "search", "fullmatch", "findall", "finditer", "sub", "subn", "split"]
}
PLAIN = (*' aA1.,()[-\n\té_*"#', "a ", "A ", "1 ", "(a) ", "1. ", ". ", "x, ")


@dataclass(frozen=True, order=True)
class Expression:
    """One regular expression, where it is compiled and with which function of ``re``."""

    place: str
    verb: str
    flags: int
    pattern: str
    binary: bool = False
    anchored: bool = False
    """Only ever matched at one place (``match``, ``fullmatch``), so that looking for it need not be fast."""

    def compiled(self) -> re.Pattern[Any]:
        return re.compile(self.pattern.encode("latin-1") if self.binary else self.pattern, self.flags)


def calls() -> dict[str, ast.Call]:
    """Calls of ``re`` in the package, by ``file:line``."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in VERBS:
                found[f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"] = node
    return found


def collect() -> list[Expression]:
    """All expressions; an AssertionError names the calls that none of ``RUN`` reaches."""
    output = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.recording"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    recorded = {Expression(**entry) for entry in json.loads(output)}
    reached = {expression.place for expression in recorded}
    missed = []
    for place, call in calls().items():
        verb, first = ast.unparse(call.func).removeprefix("re."), call.args[0]
        written_out = isinstance(first, ast.Constant) and (verb != "compile" or not (call.args[1:] or call.keywords))
        if place not in reached and written_out:
            pattern = ast.literal_eval(first)
            binary = isinstance(pattern, bytes)
            recorded.add(Expression(place, verb, 0, pattern.decode("latin-1") if binary else pattern, binary))
        elif place not in reached:
            missed.append(place)
    anchored = _anchored()
    assert not missed, f"not compiled by anything in tests/fuzz/recording.py: {missed}"
    return sorted(replace(one, anchored=one.verb in ANCHORED or one.place in anchored) for one in recorded)


def _anchored() -> set[str]:
    """Places of patterns with a name of their own that is used for ``match`` and ``fullmatch`` alone."""
    found = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        named = {
            node.targets[0].id: node.value.lineno
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
            if isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "re.compile"
        }
        uses = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)]
        matched = [
            node.value.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in ANCHORED
        ]
        file = path.relative_to(PACKAGE).as_posix()
        for name, line in named.items():
            only_matched = name.startswith("_") and uses.count(name) == matched.count(name) > 0
            if only_matched or f"{file}:{name}" in WITHIN:
                found.add(f"{file}:{line}")
    return found


def attacks(expression: Expression) -> list[tuple[str, str]]:
    """Pairs (before, pump): what leads into a repetition of the pattern and what it repeats, and plain repetitions."""
    tree = parser.parse(expression.compiled().pattern, expression.flags)
    found: dict[tuple[str, str], None] = {("", char): None for char in PLAIN}
    before = ""
    for part in _walk(tree, ""):
        found[part] = None
    whole = _samples(tree)[0]
    if whole:
        found["", whole] = None
        found["", whole + " "] = None
        for before, pump in list(found):
            if before:
                found["", before + pump * 2] = None
    return list(found)


def _walk(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """Each repetition in a parsed pattern, with a sample of what precedes it."""
    for node in tree:
        kind, value = node
        if kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            if value[1] > 3:
                for pump in _samples(value[2], 1):
                    if pump:
                        yield before, pump
            yield from _walk(value[2], before)
        elif kind is code.SUBPATTERN:
            yield from _walk(value[3], before)
        elif kind is code.BRANCH:
            for branch in value[1]:
                yield from _walk(branch, before)
        elif kind is code.ATOMIC_GROUP:
            yield from _walk(value, before)
        elif kind in (code.ASSERT, code.ASSERT_NOT):
            yield from _walk(value[1], before)
        before = before + _samples([node])[0]


def _samples(tree: Any, least: int = 0) -> list[str]:
    """Short strings that a parsed pattern matches (nearly: what it looks at around itself is left out)."""
    samples = [""]
    for kind, value in tree:
        parts = [""]
        if kind is code.LITERAL:
            parts = [chr(value)]
        elif kind is code.NOT_LITERAL:
            parts = [next(char for char in PLAIN if ord(char[0]) != value)]
        elif kind is code.ANY:
            parts = ["a", " "]
        elif kind is code.IN:
            parts = _members(value)
        elif kind is code.SUBPATTERN:
            parts = _samples(value[3], least)
        elif kind is code.ATOMIC_GROUP:
            parts = _samples(value, least)
        elif kind is code.BRANCH:
            parts = [sample for branch in value[1][:4] for sample in _samples(branch, least)]
        elif kind in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            parts = [sample * max(value[0], least) for sample in _samples(value[2], least)]
        elif kind is code.ASSERT and value[0] < 0:
            parts = _samples(value[1])
        samples = [one + other for one in samples for other in parts][:4]
    return samples


def _members(members: Any) -> list[str]:
    """A few characters of a class, of different kinds."""
    negated = bool(members) and members[0][0] is code.NEGATE
    char_class = re.compile(_as_class(members))
    own = [chr(value) for kind, value in members if kind is code.LITERAL] if not negated else []
    candidates = [*own[:2], *(char for char in PLAIN if len(char) == 1), *own[2:], *map(chr, range(33, 0x2FF))]
    return [char for char in dict.fromkeys(candidates) if char_class.fullmatch(char)][:3] or [""]


def _as_class(members: Any) -> str:
    categories = {
        code.CATEGORY_DIGIT: r"\d", code.CATEGORY_NOT_DIGIT: r"\D", code.CATEGORY_SPACE: r"\s",
        code.CATEGORY_NOT_SPACE: r"\S", code.CATEGORY_WORD: r"\w", code.CATEGORY_NOT_WORD: r"\W",
    }  # fmt: skip
    parts = []
    for kind, value in members:
        if kind is code.NEGATE:
            parts.append("^")
        elif kind is code.LITERAL:
            parts.append(re.escape(chr(value)))
        elif kind is code.RANGE:
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        else:
            parts.append(categories[value])
    return f"[{''.join(parts)}]"


def seconds(expression: Expression, before: str, pump: str, length: int) -> float:
    """Processor time to look for a pattern all through a hostile string, and to match it at the start."""
    text: Any = before + pump * (length // len(pump)) + "\x00"
    if expression.binary:
        text = text.encode("latin-1", errors="replace")
    pattern = expression.compiled()
    start = time.process_time()
    if not expression.anchored:
        for _ in pattern.finditer(text):
            pass
    pattern.match(text)
    pattern.fullmatch(text)
    return time.process_time() - start


def grows(expression: Expression, before: str, pump: str, length: int, times: int = 4) -> float:
    """By what factor the time per character grows from a length to ``times`` that length; 1 where it is linear.

    Noise only ever adds: what looks like growth is measured again, and the least of the long and the most of the
    short times count.
    """
    short = seconds(expression, before, pump, length)
    long = seconds(expression, before, pump, length * times)
    for _ in range(5):
        if long < 2e-3 or long < 2 * times * short:
            break
        short = max(short, seconds(expression, before, pump, length))
        long = min(long, seconds(expression, before, pump, length * times))
    return long / max(short, 5e-4) / times


def gathers(expression: Expression) -> bool:
    """Whether a group is repeated without end: ``re`` then keeps a place to come back to for each time."""
    return _gathers(parser.parse(expression.compiled().pattern, expression.flags))


def _gathers(tree: Any) -> bool:
    for kind, value in tree:
        endless = kind in (code.MAX_REPEAT, code.MIN_REPEAT) and value[1] is code.MAXREPEAT
        if endless and (len(value[2]) > 1 or value[2][0][0] in (code.SUBPATTERN, code.BRANCH)):
            return True
        inner = value[1] if kind is code.BRANCH else [value] if kind is code.ATOMIC_GROUP else value
        if isinstance(inner, (tuple, list)) and any(isinstance(p, parser.SubPattern) and _gathers(p) for p in inner):
            return True
    return False


def memory(expression: Expression, before: str, pump: str, length: int) -> float:
    """Bytes for each character that looking for a pattern takes at most. Deterministic, unlike the time."""
    text = before + pump * (length // len(pump)) + "\x00"
    pattern = expression.compiled()
    tracemalloc.start(1)
    try:
        for _ in pattern.finditer(text):
            pass
        pattern.match(text)
        pattern.fullmatch(text)
        return tracemalloc.get_traced_memory()[1] / length
    finally:
        tracemalloc.stop()
