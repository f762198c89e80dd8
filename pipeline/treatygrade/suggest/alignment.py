"""The way back from masked text, which the model sees, to the text as it was drafted."""

from __future__ import annotations

_PROBE = 16
"""Letters that must agree for the text to be taken up again behind a part that was masked."""


def align(masked: str, text: str) -> list[int]:
    """For each offset of ``masked``, and its end, the offset in ``text`` that the character came from.

    ``masked`` is ``text`` with some stretches, spaces and marks taken out (see ``schemes.mask``).
    Only letters and digits are compared; what lies between them goes with the one before.

    >>> align("She left.", "She  was sad. She left.")[:3]
    [14, 15, 16]
    """
    kept = [i for i, character in enumerate(masked) if character.isalnum()]
    known = [i for i, character in enumerate(text) if character.isalnum()]
    if not known:
        return [0] * (len(masked) + 1)
    short, long = ("".join(source[i] for i in places) for source, places in ((masked, kept), (text, known)))
    matched = _match(short, long)
    result: list[int] = []
    following = 0
    for offset in range(len(masked) + 1):
        if following < len(kept) and kept[following] == offset:
            result.append(known[matched[following]])
            following += 1
        else:
            result.append(known[matched[following - 1]] + 1 if following else 0)
    return result


def _match(short: str, long: str) -> list[int]:
    """The positions in ``long`` of the characters of ``short``: long runs, in order."""
    matched: list[int] = []
    at = 0
    for i, character in enumerate(short):
        if at >= len(long) or long[at] != character:
            probe = short[i : i + _PROBE]
            found = long.find(probe, at)
            at = found if found >= 0 else min(at, len(long) - 1)
            # The run may have begun before the place where the two were seen to differ.
            back = 1
            while back <= i and at - back >= 0 and long[at - back] == short[i - back]:
                if matched[i - back] == at - back:
                    break
                matched[i - back] = at - back
                back += 1
        matched.append(at)
        at += 1
    return matched
