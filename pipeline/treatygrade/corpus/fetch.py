"""Published reports by symbol, from the organisation's document service, into the user's store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from treatygrade.corpus.client import Client, FetchError, Manners, NotThere
from treatygrade.corpus.kinds import damage, kind
from treatygrade.corpus.store import Store
from treatygrade.errors import UsageError
from treatygrade.resources import config, resource
from treatygrade.tables import read_rows


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of one symbol: ``path`` of the report, or ``error``. ``known``: it was there already."""

    symbol: str
    path: Path | None = None
    known: bool = False
    error: FetchError | None = None


def symbols(committee: str, first: int | None = None, last: int | None = None) -> list[str]:
    """Symbols of the manifest by committee and year, in its order.

    Raises:
        UsageError: the manifest knows none.
    """
    rows = read_rows(resource("corpus", "manifest.csv"))
    found = dict.fromkeys(
        row["symbol"]
        for row in rows
        if row["committee"] == committee.lower() and row["symbol"] and _within(row["year"], first, last)
    )
    if not found:
        known = ", ".join(sorted({row["committee"] for row in rows if row["symbol"]}))
        raise UsageError(
            f"the manifest lists no report of {committee!r} in those years",
            hint=f"committees listed: {known}; or give the symbols themselves",
        )
    return list(found)


def _within(year: int | None, first: int | None, last: int | None) -> bool:
    if year is None:
        return first is None and last is None
    return (first is None or year >= first) and (last is None or year <= last)


@dataclass(frozen=True, slots=True)
class Service:
    """The document service: ``base_url`` None is the organisation's own; ``formats`` in the order to try.

    Raises:
        UsageError: a language or a format that no document has.
    """

    language: str = "en"
    formats: tuple[str, ...] = ()
    base_url: str | None = None

    def __post_init__(self) -> None:
        known = config("corpus.yaml")["fetch"]["formats"]
        if unknown := [form for form in self.formats if form not in known]:
            raise UsageError(f"no format {', '.join(unknown)}", hint=f"the formats are {', '.join(known)}")
        if not re.fullmatch("[a-z]{2}", self.language):
            raise UsageError(f"no language {self.language!r}", hint="give two letters: en, fr, es, ar, ru or zh")

    def addresses(self, symbol: str) -> dict[str, str]:
        """Where each format of a report is."""
        import httpx

        rules = config("corpus.yaml")["fetch"]
        place = httpx.URL(self.base_url or rules["base_url"]).join(rules["path"])
        return {
            form: str(place.copy_merge_params({"s": symbol, "l": self.language, "t": form}))
            for form in self.formats or rules["formats"]
        }

    def manners(self, manners: Manners) -> Manners:
        """The manners with the host of ``base_url`` as the only one, where one is given.

        Raises:
            UsageError: it is no http or https address.
        """
        import httpx

        if self.base_url is None:
            return manners
        try:
            url = httpx.URL(self.base_url)
        except httpx.InvalidURL:
            url = httpx.URL("")
        if url.scheme not in ("http", "https") or not url.host:
            raise UsageError(f"not an address: {self.base_url!r}", hint="give it as https://host")
        return replace(manners, hosts=(url.netloc.decode(),))


def fetch(wanted: Iterable[str], store: Store, client: Client, service: Service) -> Iterator[Fetched]:
    """Fetch each symbol that the store lacks, one after the other; a failure does not stop the others."""
    for symbol in dict.fromkeys(wanted):
        known = store.find(symbol, service.language)
        if known is not None:
            yield Fetched(symbol, known, known=True)
            continue
        try:
            yield Fetched(symbol, _fetch(symbol, store, client, service))
        except FetchError as error:
            yield Fetched(symbol, error=error)


def _fetch(symbol: str, store: Store, client: Client, service: Service) -> Path:
    reasons = []
    for form, url in service.addresses(symbol).items():
        try:
            body = client.get(url, damage)
            _check(body, form)
        except NotThere as error:
            reasons.append(f"{form}: {error.message}")
            continue
        return store.put(body, symbol=symbol, language=service.language, suffix=form, source=url)
    raise FetchError(
        f"not to be had ({'; '.join(reasons)})",
        file=symbol,
        hint="check symbol and language; letters are in the treaty-body database: save them and use `corpus add`",
    )


def _check(body: bytes, form: str) -> None:
    found = kind(body)
    if found == "html":
        raise NotThere("a web page came instead of the document")
    if found != form:
        raise NotThere(f"{'empty' if not body else f'not a {form} file'}{f' but {found}' if found else ''}")
