"""Numbers that a list prints by itself: "(a)", "(iv)", "3."."""

from __future__ import annotations


def letters(value: int) -> str:
    """1 → a, 26 → z, 27 → aa, 28 → bb, as Word counts."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if 0 < value <= 26 * 20 else str(value)


def roman(value: int) -> str:
    """4 → iv."""
    if not 0 < value < 4000:
        return str(value)
    out = ""
    for size, digits in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        count, value = divmod(value, size)
        out += digits * count
    return out
