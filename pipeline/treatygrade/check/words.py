"""A check in words, for the terminal: what is certain first, then the suggestions."""

from __future__ import annotations

from collections.abc import Iterator

from treatygrade.check.checking import Check
from treatygrade.suggest.words import lines as suggestion_lines
from treatygrade.suggest.words import one_line


def lines(result: Check) -> Iterator[str]:
    """The lines, in order; an empty one between the parts."""
    count = len(result.findings)
    yield f"{result.name}: {count or 'no'} certain finding{'' if count == 1 else 's'}"
    for finding in result.findings:
        yield f"  {finding.place}: {finding.message} ({finding.code})"
        yield from (f"    “{one_line(quotation)}”" for quotation in finding.quotations)
    for header in result.headers:
        if header.body:
            yield ""
            wanted = "the header line should read" if header.reads else "without a header line; one would read"
            yield ": ".join(filter(None, [header.state, wanted]))
            yield f"  {header.should_read}"
            if header.reads:
                same = ", which says the same" if header.right else ""
                yield "  as it does" if header.reads == header.should_read else f"  it reads: {header.reads}{same}"
    for suggestion in result.suggestions:
        yield ""
        yield from suggestion_lines(suggestion)
    notes = dict.fromkeys(s.precedents_note for s in result.suggestions if s.precedents_note and s.unit.get("text"))
    yield from ("", *notes) if notes else ()
