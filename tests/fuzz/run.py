"""``make fuzz``: hostile strings, files and reports for FUZZ_SECONDS; what was tried goes into bench/results/fuzz.json.

    python -m tests.fuzz.run [FILE]

A third of the time goes to regular expressions (10,000 to 1,000,000 characters), a third to bytes given to the
readers, a third to damaged and rewritten reports. Every failure is to become a test.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

from tests.fuzz.documents import LINES, changed, document, edited, hold_together, said, units
from tests.fuzz.files import any_bytes, damaged, damaged_once, old_word, suffixes
from tests.fuzz.patterns import Expression, attacks, collect, grows
from treatygrade.errors import TreatygradeError
from treatygrade.read import read
from treatygrade.segment import segment

ROOT = Path(__file__).parents[2]
SPECIMENS = sorted((ROOT / "corpus" / "specimens").glob("*/*.md"))
GROWTH = 2.5  # of the time per character in a string of four times the length
BATCH = 200  # examples of one round of hypothesis
SLOW = 0.1  # of the time for files: old Word files
COMMIT = ["git", "-C", str(ROOT), "describe", "--always", "--abbrev=12", "--dirty=+"]
EVERY = list(HealthCheck)
LONGEST = 120  # seconds after which a file counts as one that hangs


Case = tuple[Expression, str, str]


def patterns(cases: list[Case], until: float, tried: Counter[str], failures: list[str]) -> None:
    """Each expression with each of its attacks in any order, the sizes growing while there is time."""
    random.shuffle(cases)
    slow: set[Expression] = set()  # not tried with longer strings: each would take minutes
    for length in (10_000, 100_000, 1_000_000):
        for expression, before, pump in cases:
            if time.monotonic() > until:
                return
            if expression in slow:
                continue
            tried[f"strings of {length} characters"] += 1
            if grows(expression, before, pump, length // 4) > GROWTH:
                slow.add(expression)
                failures.append(f"{expression.place}: {expression.pattern[:200]!r} with {before!r} and {pump!r}")
                print(failures[-1], file=sys.stderr, flush=True)


def files(until: float, tried: Counter[str], failures: list[str], folder: Path) -> None:
    """Any bytes, and damaged files of every format, under any name: a Document or a TreatygradeError."""

    def example(data: bytes, suffix: str) -> None:
        path = folder / f"file{suffix}"
        path.write_bytes(data)
        start = time.monotonic()
        try:
            segment(read(path))
        except TreatygradeError:
            tried["files refused"] += 1
        else:
            tried["files read"] += 1
        assert time.monotonic() - start < LONGEST, "hangs"

    begun = time.monotonic()
    _rounds(
        begun + (until - begun) * (1 - SLOW),
        failures,
        (example, any_bytes(), suffixes()),
        (example, damaged(), suffixes()),
    )
    if data := old_word(folder):  # each takes LibreOffice seconds
        _rounds(until, failures, (example, damaged_once(data), st.just(".doc")), batch=5)


def reports(until: float, tried: Counter[str], failures: list[str], folder: Path) -> None:
    """Documents of any lines, damaged reports, and specimens kept in another way."""

    def example(lines: list[str], kinds: bool) -> None:
        tried["documents"] += 1
        whole = document(lines, kinds=kinds)
        hold_together(whole, units(whole))

    def other(number: int, specimen: Path) -> None:
        tried["specimens rewritten"] += 1
        path = folder / "other.md"
        kinds = frozenset({"quotes", "furniture", "wrapping", "spaces"})
        path.write_text(changed(specimen.read_text("utf-8"), random.Random(number), kinds), encoding="utf-8")
        before, after = ([said(u) for r in segment(read(p)) for u in r.units("x")] for p in (specimen, path))
        assert before == after, f"{specimen.name} with {number}"

    _rounds(
        until, failures, (example, LINES, st.booleans()), (example, edited(), st.booleans()),
        (other, st.integers(0, 10**6), st.sampled_from(SPECIMENS)),
    )  # fmt: skip


def _rounds(until: float, failures: list[str], *tests: tuple[Any, ...], batch: int = 0) -> None:
    """Examples of each test in turn, (function, strategies…), with another seed each round."""
    count = 0
    while time.monotonic() < until:
        for function, *strategies in tests:
            count += 1
            options = settings(max_examples=batch or BATCH, deadline=None, suppress_health_check=EVERY, database=None)
            try:
                seed(count)(options(given(*strategies)(function)))()
            except HypothesisException:
                raise
            except Exception as error:  # a bug, whatever it is: the run goes on to find the next
                for one in error.exceptions if isinstance(error, ExceptionGroup) else [error]:
                    notes = "\n".join(getattr(one, "__notes__", ()))
                    failures.append(f"{type(one).__name__}: {one}"[:1000] + "\n" + notes[:2000])
                    print(failures[-1], file=sys.stderr, flush=True)
            if time.monotonic() > until:
                return


def main() -> int:
    seconds = float(os.environ.get("FUZZ_SECONDS", "1800"))
    cases = [(expression, *attack) for expression in collect() for attack in attacks(expression)]
    begin = time.monotonic()
    tried: Counter[str] = Counter()
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        patterns(cases, begin + seconds / 3, tried, failures)
        files(begin + seconds * 2 / 3, tried, failures, Path(name))
        reports(begin + seconds, tried, failures, Path(name))
    commit = subprocess.run(COMMIT, capture_output=True, text=True, check=False).stdout.strip()
    result = {
        "command": "make fuzz", "date": time.strftime("%Y-%m-%d", time.gmtime()), "commit": commit,
        "seconds": round(time.monotonic() - begin), "tried": dict(tried), "inputs": tried.total(),
        "failures": list(dict.fromkeys(failures)),
    }  # fmt: skip
    text = json.dumps(result, indent=1, ensure_ascii=False) + "\n"
    print(text)
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
