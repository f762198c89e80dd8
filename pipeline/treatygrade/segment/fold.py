"""Text as it is compared: lower case, plain quotes and dashes, no accents, and of the same length."""

from __future__ import annotations

import re
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

# Letters of other alphabets that look like those of a grade; a keyboard or a text recognition puts them there.
_ALIKE = {**dict(zip("АВСЕΑΒΕ", "ABCEABE", strict=True)), **{chr(0xFF21 + n): "ABCDEF"[n] for n in range(6)}}
_ALIKE_ALONE = re.compile(rf"\b[{''.join(_ALIKE)}](?=[12]?\b)")
_BRACKETS = str.maketrans("［］", "[]")


def plain_letters(text: str) -> str:
    """``text`` with Latin letters for those that only look like a grade, where they stand alone: "[С]" in Cyrillic.

    >>> plain_letters("16 [\u0421]") == "16 [C]"
    True
    """
    if not any(char in text for char in "［］" + "".join(_ALIKE)):
        return text
    return _ALIKE_ALONE.sub(lambda match: _ALIKE[match[0]], text.translate(_BRACKETS))


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
