"""The fuzz run itself: it counts, goes on after a failure, tells it, and stops in time."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import strategies as st

from tests.fuzz import run
from tests.fuzz.patterns import Expression


def test_files_and_reports_are_tried_until_the_time_is_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 3)
    monkeypatch.setattr(run, "old_word", lambda _: b"")  # LibreOffice takes seconds
    tried: Counter[str] = Counter()
    failures: list[str] = []
    run.files(time.monotonic() + 2, tried, failures, tmp_path)
    run.reports(time.monotonic() + 2, tried, failures, tmp_path)
    assert not failures
    assert tried["files refused"] + tried["files read"] >= 3
    assert tried["documents"] >= 3


def test_each_failure_is_told_and_the_run_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    def fails(number: int) -> None:
        assert number < 8, "too much"
        if number % 2:
            raise ValueError("odd")

    failures: list[str] = []
    run._rounds(time.monotonic() + 1, failures, (fails, st.integers(0, 9)))
    told = capsys.readouterr().err
    for reason in ("AssertionError: too much", "ValueError: odd"):
        assert any(failure.startswith(reason) for failure in failures)
        assert reason in told


def test_a_slow_pattern_is_told_once() -> None:
    tried: Counter[str] = Counter()
    failures: list[str] = []
    slow, fast = Expression("slow", "compile", 0, r"\s+$"), Expression("fast", "compile", 0, r"\d{1,3}")
    cases = [(slow, "", " "), (slow, "", "\t"), (fast, "", "1")]
    run.patterns(cases, time.monotonic() + 60, tried, failures)
    assert [failure[:5] for failure in failures] == ["slow:"]
    assert tried["strings of 1000000 characters"] == 1
