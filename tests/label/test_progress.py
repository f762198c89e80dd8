"""What a run tells while it goes on."""

from __future__ import annotations

import io
import re

import pytest

from treatygrade.label.job import Failure
from treatygrade.label.progress import Bar, Lines

FAILURE = Failure("a[b].md", "read", "an empty file", "save it again")


class Clock:
    """Three seconds pass at each look."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 3.0
        return self.now


def test_plain_lines_come_now_and_then_with_rate_and_time_left() -> None:
    stream = io.StringIO()
    lines = Lines(stream, Clock())
    lines.start(100)
    for _ in range(8):
        lines.step()
    assert stream.getvalue().splitlines() == [
        "treatygrade: 4 of 100 files, 0.3 a second, 4:48 left",
        "treatygrade: 8 of 100 files, 0.3 a second, 4:36 left",
    ]


@pytest.mark.parametrize("kind", [Lines, Bar])
def test_a_failure_is_told_at_once_with_what_to_do(kind: type[Lines]) -> None:
    stream = io.StringIO()
    lines = kind(stream)
    lines.start(2)
    lines.fail(FAILURE)
    lines.step()
    if isinstance(lines, Bar):
        lines.stop()
    told = re.sub(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", "", stream.getvalue())
    assert "treatygrade: a[b].md: an empty file\n  save it again\n" in told
