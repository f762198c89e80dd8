"""The client's manners, without a network: what is asked again, when, what is not, and where a redirect may lead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from treatygrade.corpus.client import Client, FetchError, Manners, NotThere, _retry_after, manners
from treatygrade.corpus.fetch import Service, symbols

HOME = "https://documents.example"
URL = f"{HOME}/api/symbol/access?s=CCPR/C/900/2"
Answer = httpx.Response | Exception


def whole(_: bytes) -> str:
    return ""


def client_of(answers: list[Answer], **changes: float) -> tuple[Client, list[float], list[str], list[httpx.URL]]:
    """A client whose server gives these answers in turn; with its pauses, what it said, and what it asked for."""
    turn: Iterator[Answer] = iter(answers)
    asked: list[httpx.URL] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url)
        given = next(turn)
        if isinstance(given, Exception):
            raise given
        return given

    rules = manners(**({"seconds_between": 0.0, "backoff": 2.0, "attempts": 4, "timeout": 60.0} | changes))
    rules = Manners(**{name: getattr(rules, name) for name in Manners.__slots__} | {"hosts": ("documents.example",)})
    pauses: list[float] = []
    said: list[str] = []
    http = httpx.Client(transport=httpx.MockTransport(answer))
    return Client(http, rules, sleep=pauses.append, say=said.append), pauses, said, asked


def status(code: int, **headers: str) -> httpx.Response:
    return httpx.Response(code, headers={name.replace("_", "-"): value for name, value in headers.items()})


OK = httpx.Response(200, content=b"words")


def test_the_wait_doubles_and_is_told() -> None:
    client, pauses, said, asked = client_of([status(500), status(502), status(503), OK])
    assert client.get(URL, whole) == b"words"
    assert pauses == [2.0, 4.0, 8.0]
    assert said == [
        "the server answers 500 Internal Server Error; trying again in 2 s",
        "the server answers 502 Bad Gateway; trying again in 4 s",
        "the server answers 503 Service Unavailable; trying again in 8 s",
    ]
    assert len(asked) == 4


@pytest.mark.parametrize("attempts", [1, 2, 5])
def test_it_gives_up_after_the_last_attempt_without_waiting_for_another(attempts: int) -> None:
    client, pauses, _, asked = client_of([status(500)] * 9, attempts=attempts)
    with pytest.raises(FetchError, match=rf"attempt {attempts}, the last") as raised:
        client.get(URL, whole)
    assert (len(asked), len(pauses)) == (attempts, attempts - 1)
    assert "run the same command again later" in raised.value.hint
    assert raised.value.file == URL


@pytest.mark.parametrize(
    ("after", "pause"), [("7", 7.0), ("1", 2.0), ("0", 2.0), ("", 2.0), ("soon", 2.0), ("120", 120.0), ("-5", 2.0)]
)
def test_a_server_may_ask_for_longer_and_not_for_less(after: str, pause: float) -> None:
    client, pauses, _, _ = client_of([status(429, Retry_After=after), OK])
    client.get(URL, whole)
    assert pauses == [pause]


def test_a_wait_beyond_all_patience_is_refused_at_once() -> None:
    client, pauses, _, asked = client_of([status(503, Retry_After="121"), OK])
    with pytest.raises(FetchError, match="asks to wait 121 s"):
        client.get(URL, whole)
    assert (pauses, len(asked)) == ([], 1)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("0", 0), ("17", 17), ("", None), ("x", None), ("1.5", None), ("-1", None), ("Fri, 31 Dec 1999 23:59:59 GMT", 0)],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert _retry_after(value) == seconds


@pytest.mark.parametrize("usegmt", [True, False])
def test_retry_after_a_date(usegmt: bool) -> None:
    moment = datetime.now(UTC) + timedelta(seconds=90)
    assert _retry_after(format_datetime(moment, usegmt=usegmt)) == pytest.approx(90, abs=5)


@pytest.mark.parametrize("code", [204, 404, 410])
def test_what_is_not_there_is_not_asked_for_again(code: int) -> None:
    client, pauses, _, asked = client_of([status(code)])
    with pytest.raises(NotThere, match=str(code)):
        client.get(URL, whole)
    assert (pauses, len(asked)) == ([], 1)


@pytest.mark.parametrize("code", [300, 304, 400, 401, 402, 403, 405, 407, 451])
def test_a_refusal_is_final_and_names_the_address(code: int) -> None:
    client, pauses, _, asked = client_of([status(code)])
    with pytest.raises(FetchError, match=str(code)) as raised:
        client.get(URL, whole)
    assert not isinstance(raised.value, NotThere)
    assert (pauses, len(asked)) == ([], 1)
    assert raised.value.file.startswith(HOME)
    assert "browser" in raised.value.hint


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (httpx.ConnectError("refused"), "no connection: refused"),
        (httpx.ConnectTimeout("slow"), "no answer within 60 s"),
        (httpx.ReadTimeout("slow"), "no answer within 60 s"),
        (httpx.RemoteProtocolError("peer closed"), "the answer broke off: peer closed"),
        (httpx.ReadError("reset"), "no connection: reset"),
    ],
)
def test_trouble_on_the_way_is_tried_again(error: Exception, message: str) -> None:
    client, _, said, _ = client_of([error, OK])
    assert client.get(URL, whole) == b"words"
    assert said == [f"{message}; trying again in 2 s"]
    client, *_ = client_of([error] * 4)
    with pytest.raises(FetchError, match=r"attempt 4, the last"):
        client.get(URL, whole)


def test_a_damaged_document_is_asked_for_again() -> None:
    client, _, said, _ = client_of([httpx.Response(200, content=b"half"), OK])
    assert client.get(URL, lambda body: "" if body == b"words" else "cut off") == b"words"
    assert said == ["cut off; trying again in 2 s"]


@pytest.mark.parametrize("size", [10, 11])
def test_a_document_has_a_largest_size(size: int) -> None:
    client, *_ = client_of([httpx.Response(200, content=b"x" * size)], largest=10)
    if size == 10:
        assert client.get(URL, whole) == b"x" * 10
        return
    with pytest.raises(FetchError, match="larger than 10 bytes") as raised:
        client.get(URL, whole)
    assert "--largest" in raised.value.hint


@pytest.mark.parametrize(
    ("location", "leads"),
    [
        ("/other", f"{HOME}/other"),
        ("https://documents.example/other?x=1", f"{HOME}/other?x=1"),
        ("../up", f"{HOME}/api/up"),
        ("//documents.example/other", f"{HOME}/other"),
        ("http://documents.example/other", ""),
        ("https://documents.example:8443/other", ""),
        ("https://documents.example.elsewhere.example/", ""),
        ("https://documents.example@elsewhere.example/", ""),
        ("https://elsewhere.example/documents.example", ""),
        ("//elsewhere.example/", ""),
        ("ftp://documents.example/", ""),
        ("file:///etc/passwd", ""),
    ],
)
def test_a_redirect_stays_with_the_hosts_and_the_scheme(location: str, leads: str) -> None:
    client, _, _, asked = client_of([status(302, Location=location), OK])
    if leads:
        assert client.get(URL, whole) == b"words"
        assert str(asked[1]) == leads
        return
    with pytest.raises(FetchError, match="refused to follow a redirect") as raised:
        client.get(URL, whole)
    assert len(asked) == 1
    assert "corpus add" in raised.value.hint


@pytest.mark.parametrize(
    "location", ["javascript:alert(1)", "https://documents.example:port/", "x" * 70_000, "http://["]
)
def test_a_redirect_to_what_is_no_address_is_an_error(location: str) -> None:
    client, _, _, asked = client_of([status(302, Location=location)] * 4)
    with pytest.raises(FetchError):
        client.get(URL, whole)
    assert {str(url) for url in asked} == {URL}


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(("times", "reached"), [(5, True), (6, False)])
def test_a_circle_ends(code: int, times: int, reached: bool) -> None:
    client, _, _, asked = client_of([*[status(code, Location=URL)] * times, OK])
    if reached:
        assert client.get(URL, whole) == b"words"
    else:
        with pytest.raises(FetchError, match="more than 5 redirects"):
            client.get(URL, whole)
    assert len(asked) == 6


def test_each_request_keeps_the_pace_also_after_a_redirect() -> None:
    client, pauses, _, _ = client_of([status(302, Location="/b"), OK, OK], seconds_between=600)
    client.get(URL, whole)
    client.get(URL, whole)
    assert pauses == [pytest.approx(600, abs=5)] * 2


def test_the_defaults_are_the_configurations_and_only_what_is_named_changes() -> None:
    given = manners()
    assert (given.attempts, given.seconds_between, given.timeout, given.longest_wait) == (4, 2.0, 60, 120)
    assert given.largest == 50 * 2**20
    assert manners(attempts=None, timeout=None) == given
    assert manners(attempts=9).attempts == 9
    with pytest.raises(TypeError):
        manners(nonsense=1)


# What is asked for


@pytest.mark.parametrize(("first", "last"), [(None, None), (None, 2013), (2024, None), (2018, 2018)])
def test_symbols_are_those_of_the_committee_each_once(first: int | None, last: int | None) -> None:
    found = symbols("CCPR", first, last)
    assert len(found) == len(set(found)) >= 1
    assert all(symbol.startswith("CCPR/C/") for symbol in found)


def test_years_are_inclusive() -> None:
    everything = symbols("ccpr")
    early, late = symbols("ccpr", last=2018), symbols("ccpr", first=2019)
    assert not set(early) & set(late)
    assert set(early) | set(late) <= set(everything)
    assert set(symbols("ccpr", 2018, 2018)) <= set(early)


def test_the_organisations_own_service_is_asked_where_no_other_is_named() -> None:
    service = Service()
    assert list(service.addresses("CCPR/C/120/2")) == ["docx", "pdf", "doc"]
    assert "documents.un.org" in service.manners(manners()).hosts
    other = Service(base_url="http://127.0.0.1:8000/below")
    assert other.manners(manners()).hosts == ("127.0.0.1:8000",)
    assert list(Service(formats=("pdf",)).addresses("X")) == ["pdf"]


@pytest.mark.parametrize("symbol", ["A/B 1", "A&t=exe", "A#x", "A?l=xx", "É/1", "a%2Fb"])
def test_a_symbol_is_one_value_of_the_address(symbol: str) -> None:
    for form, address in Service("fr").addresses(symbol).items():
        assert dict(httpx.URL(address).params) == {"s": symbol, "l": "fr", "t": form}
