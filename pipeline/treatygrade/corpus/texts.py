"""When two copies hold the same text: letters and digits alone, as hyphens and spaces differ between copies."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_BETWEEN = re.compile(r"[\W_]+")


def normalise(text: str) -> str:
    """Letters and digits of a text, compatibility forms resolved (NFKC), case folded.

    >>> normalise("Same-sex couples, article 12 (a)")
    'samesexcouplesarticle12a'
    """
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text).casefold())


def digest(text: str) -> str:
    """SHA-256 of the normalised text, in hexadecimal digits."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()
