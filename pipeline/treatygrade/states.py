"""States by their ISO 3166-1 alpha-3 code."""

from __future__ import annotations

from functools import cache

_KOSOVO = "XKX"  # user-assigned, and in wide use for a real territory


@cache
def fictional(iso3: str) -> bool:
    """Whether a code belongs to an invented State, which is marked FICTIONAL wherever it is shown.

    Our specimens take codes that begin with Q, X or Z (in ISO 3166-1 most of these are left to users) and that no
    State has or had.
    """
    import pycountry

    if iso3[:1] not in ("Q", "X", "Z") or iso3 == _KOSOVO:
        return False
    return not (pycountry.countries.get(alpha_3=iso3) or pycountry.historic_countries.get(alpha_3=iso3))


def marked(state: str, iso3: str) -> str:
    """A State's name for people, with the mark where it is invented."""
    name = state or iso3
    return f"{name} (FICTIONAL)" if fictional(iso3) else name
