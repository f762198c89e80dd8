"""Symbols of United Nations documents: what they are of, and which State and committee they name."""

from __future__ import annotations

import re
from functools import cache

COMMITTEES = {
    "CCPR": "ccpr", "CMW": "cmw", "CED": "ced", "CAT": "cat", "CEDAW": "cedaw", "CERD": "cerd",
    "E/C.12": "cescr", "CRPD": "crpd", "CRC": "crc",
}  # fmt: skip

SYMBOL = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, COMMITTEES))})/(?:C?[A-Z0-9][\w.-]*)(?:/[A-Z0-9][\w-]*(?:\.\d+)?)++"
)
_OBSERVATIONS = re.compile(r"/(?:CO|OAI)/")
_REPLY = re.compile(r"/F(?:CO|AI)/|/(?:CO|OAI)/[^/]+/Add\.\d+$|/CO/.{0,60}/Add\.")
_OWN = re.compile(r"^[A-Z.0-9]+(?:/[A-Z.0-9]+)?/\d+/\d+(?:/(?:Add|Rev|Corr)\.\d+)*$|/F(?:CO|AI)/[^/]+/Add\.\d+")
_ADDENDUM = re.compile(r"/Add\.(\d{1,2})$")
_STATE = re.compile(r"/([A-Z]{3}(?:-[A-Z]{3})?)/")


def symbols(text: str) -> list[tuple[int, str]]:
    """All symbols of a text with their offsets, in order."""
    return [(match.start(), match[0].rstrip(".-")) for match in SYMBOL.finditer(text)]


def is_observations(symbol: str) -> bool:
    """Whether it is that of concluding observations (or of those on additional information, OAI)."""
    return bool(_OBSERVATIONS.search(symbol)) and "/Add." not in symbol


def is_reply(symbol: str) -> bool:
    """Whether it is that of a State's follow-up reply: ``…/FCO/n``, ``…/FAI/n`` or, before 2019, ``…/CO/n/Add.n``."""
    return bool(_REPLY.search(symbol))


def is_own(symbol: str) -> bool:
    """Whether a follow-up report may bear it: ``CCPR/C/120/2``, ``CCPR/C/129/2/Add.2``, ``CMW/C/XYZ/FCO/1/Add.1``."""
    return bool(_OWN.search(symbol))


def committee(symbol: str) -> str:
    """The committee's short name; "" for a symbol of another body."""
    return next((name for prefix, name in COMMITTEES.items() if symbol.startswith(prefix + "/")), "")


def iso3(symbol: str) -> str:
    """The code of the State that a symbol names; "" where it names none."""
    match = _STATE.search(symbol)
    return match[1] if match else ""


def reply_round(symbol: str) -> int:
    """The round that a reply's symbol tells: ``/CO/6/Add.2`` is a second reply, and so is ``/FCO/3/Add.1``; else 1."""
    match = _ADDENDUM.search(symbol)
    if match is None:
        return 1
    return int(match[1]) + 1 if re.search(r"/F(?:CO|AI)/", symbol) else int(match[1])


@cache
def country_name(code: str) -> str:
    """The short English name of a State by its ISO 3166 code; "" for a code that is not assigned."""
    import pycountry

    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return ""
    name: str = getattr(country, "common_name", country.name)
    return name.partition(",")[0]


@cache
def country_code(name: str) -> str:
    """The ISO 3166 code of a State by an English name; "" where the name is not known."""
    import pycountry

    try:
        code: str = pycountry.countries.lookup(name.removeprefix("The ").removeprefix("the ")).alpha_3
    except LookupError:
        return ""
    return code
