"""Text as it is compared: lower case, plain quotes and dashes, no accents, and of the same length."""

from __future__ import annotations

import unicodedata

_PLAIN = {
    **dict.fromkeys("’‘ʼ`´′", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("–—‑‐−", "-"),
    "ᵉ": "e",  # "140ᵉ session"
    **dict.fromkeys("\u00a0\u2009\u202f\u2007\u2002\u2003", " "),
    **{
        chr(code): base
        for code in range(0xC0, 0x180)
        if len(chr(code).lower()) == 1 and (base := unicodedata.normalize("NFD", chr(code).lower())[0]).isascii()
    },
}


def fold(text: str) -> str:
    """``text`` folded one character for one, so that an offset means the same in both.

    >>> fold("Évaluation du Comité – l’État")
    'evaluation du comite - l\\'etat'
    """
    folded = text.lower()
    if len(folded) != len(text):  # "İ" is the one letter that grows
        folded = text.replace("İ", "I").lower()
    if folded.isascii():
        return folded
    for char in set(folded).intersection(_PLAIN):
        folded = folded.replace(char, _PLAIN[char])
    return folded
