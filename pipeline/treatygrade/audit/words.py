"""An audit in words, for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any


def lines(report: dict[str, Any]) -> Iterator[str]:
    """Each finding with its place and quotations, the thresholds if they were compared, and the count."""
    for finding in report["findings"]:
        yield f"{finding['severity']}: {finding['code']}: {finding['file']}: {finding['state']}, {finding['place']}"
        yield f"    {finding['message']}"
        yield from (f"    “{quotation}”" for quotation in finding["quotations"])
    if report["thresholds"]:
        yield from _thresholds(report["thresholds"])
    yield in_short(report)


def in_short(report: dict[str, Any]) -> str:
    """How much was audited, and how much was found."""
    severities = Counter(finding["severity"] for finding in report["findings"])
    told = f"{severities['error']} certain, {severities['hint']} worth a look"
    found = f"{_count(len(report['findings']), 'finding')} ({told})" if report["findings"] else "no findings"
    return f"{found} in {_count(report['units'], 'unit')} of {_count(report['files'], 'file')}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _thresholds(found: dict[str, Any]) -> Iterator[str]:
    yield "Thresholds given the text, in log-odds of a better grade than the model's (95% interval):"
    for group in found["groups"]:
        name = f"{group['committee']} {group['year'] or ''}".strip()
        shifts = ", ".join(f"{cut} {_shift(shift)}" for cut, shift in group["shifts"].items())
        yield f"    {name}: {shifts} ({group['units']} units, {group['states']} States)"
    if not found["groups"]:
        yield "    no committee with ten units of three States that can be compared"
    yield from (f"    left out: {number} {why}" for why, number in found["left_out"].items())
    yield f"    {found['warning']}"


def _shift(shift: dict[str, Any]) -> str:
    if shift["estimate"] is None:
        return "not bounded"
    return f"{shift['estimate']:+.2f} ({shift['low']:+.2f} to {shift['high']:+.2f})"
