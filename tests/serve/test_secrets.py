"""Secrets: they cannot be guessed, are compared in constant time, and stand on no page, in no header and no message."""

from __future__ import annotations

import hmac
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.serve.forms import send
from treatygrade.errors import TreatygradeError, UsageError
from treatygrade.serve import security
from treatygrade.serve.app import create_app
from treatygrade.serve.settings import Settings

TOKEN = "a-secret-of-many-characters"
QUESTION = {"text": "The Committee regrets that the law was not adopted."}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """A server that other machines reach, with a token."""
    settings = Settings("0.0.0.0", token=TOKEN, db=f"sqlite:///{tmp_path_factory.mktemp('office') / 'r.sqlite'}")
    return create_app(settings)


@pytest.fixture
def visitor(office: FastAPI) -> Iterator[TestClient]:
    """A browser of another machine that has no cookie yet."""
    with TestClient(
        office, base_url="http://office.example", follow_redirects=False, raise_server_exceptions=False
    ) as opened:
        yield opened


def test_the_tokens_of_forms_cannot_be_guessed() -> None:
    tokens = [security.csrf_token({}) for _ in range(500)]
    assert len(set(tokens)) == 500
    assert all(re.fullmatch(r"[\w-]{32}", token) for token in tokens)  # 24 bytes
    counts = Counter("".join(tokens))
    bits = -sum(n / 16_000 * math.log2(n / 16_000) for n in counts.values())
    assert bits > 5.95  # of 6 a character, as chance gives it


@pytest.mark.parametrize("cookies", [{}, {"treatygrade_csrf": ""}, {"other": "x"}])
@pytest.mark.parametrize("given", ["", "x"])
def test_a_form_without_a_cookie_fits_nothing(cookies: dict[str, str], given: str) -> None:
    assert not security.csrf_fits(cookies, given)


def test_secrets_are_compared_in_constant_time(visitor: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def watch(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return real(one, other)

    real = hmac.compare_digest
    monkeypatch.setattr(security.hmac, "compare_digest", watch)
    visitor.get("/?token=guess", headers={"authorization": "Bearer guess", "cookie": f"{security.COOKIE}=guess"})
    assert [other for _, other in compared] == [TOKEN.encode()] * 3
    compared.clear()
    security.csrf_fits({security.CSRF: "page"}, "form")
    assert compared == [(b"form", b"page")]


@pytest.mark.parametrize(
    ("cookie", "status"),
    [
        (f"treatygrade_token={TOKEN}", 200),
        (f'prefs={{"a":1}}; treatygrade_token={TOKEN}', 200),
        (f"a b=c; treatygrade_token={TOKEN}", 200),
        (f"[x]=1; novalue; treatygrade_token={TOKEN}", 200),
        (f"treatygrade_token=;treatygrade_tokens={TOKEN}", 401),
        (f"Treatygrade_Token={TOKEN}", 401),
        (f"x=treatygrade_token={TOKEN}", 401),
        (f"treatygrade_token={TOKEN}x", 401),
        (f"treatygrade_token={TOKEN[:-1]}", 401),
        ('treatygrade_token="\\377"', 401),
        ("", 401),
    ],
)
def test_a_cookie_counts_whatever_stands_beside_it(visitor: TestClient, cookie: str, status: int) -> None:
    """Cookies are shared by all servers of a machine, whatever their port."""
    assert visitor.get("/", headers={"cookie": cookie}).status_code == status


@pytest.mark.parametrize(
    ("authorization", "status"),
    [(f"Bearer {TOKEN}", 200), (TOKEN, 200), (f"Basic {TOKEN}", 401), (f"bearer{TOKEN}", 401), ("Bearer ", 401),
     (f"Bearer {TOKEN} ", 200), (f"Bearer {TOKEN.upper()}", 401), ("Bearer \xff\xfe", 401)],
)  # fmt: skip
def test_a_program_names_the_token_itself(visitor: TestClient, authorization: str, status: int) -> None:
    answer = visitor.get("/openapi.json", headers={"authorization": authorization.strip().encode("latin-1")})
    assert answer.status_code == status


@pytest.mark.parametrize(
    "query",
    ["", "token=", "token=guess", f"Token={TOKEN}", "token=%ed%a0%80", "token=%00", f"token={TOKEN}%00", "token",
     "&&=&", f"token=x&token={TOKEN}", f"x;token={TOKEN}", "token=" + "x" * 10_000],
    ids=lambda query: query[:24],
)  # fmt: skip
def test_no_other_address_opens_the_page(visitor: TestClient, query: str) -> None:
    answer = visitor.get(f"/review?{query}")
    assert answer.status_code == 401
    assert TOKEN not in answer.text
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/", "/healthz/", "/healthz/x", "/Healthz", "/draft", "/api/unit", "/review/1/purge"])
def test_the_token_in_an_address_is_for_looking_only(visitor: TestClient, method: str, path: str) -> None:
    assert visitor.request(method, f"{path}?token={TOKEN}").status_code == 401


def test_a_page_names_the_token_nowhere(visitor: TestClient) -> None:
    visitor.get(f"/?token={TOKEN}")
    for path in ("/", "/review", "/api", "/openapi.json", "/nowhere", f"/nowhere?token={TOKEN}"):
        answer = visitor.get(path)
        assert TOKEN not in answer.text
        assert TOKEN not in str(answer.headers)


@pytest.mark.parametrize(
    "token", ["geheimer-schlüssel-1234", "sixteen\ncharacters", "a-secret-of-many-chars\n", "\0" * 20]
)
def test_a_token_that_no_header_carries_is_refused_at_the_start(token: str) -> None:
    with pytest.raises(UsageError, match="no header carries"):
        Settings("0.0.0.0", token=token)


@pytest.mark.parametrize(
    ("db", "shown"),
    [("postgresql://me:hidden@127.0.0.1:1/none", "127.0.0.1"),
     ("postgresql://127.0.0.1:1/none?password=hidden", "none")],
)  # fmt: skip
def test_no_password_of_a_database_is_told(app: FastAPI, db: str, shown: str) -> None:
    with pytest.raises(TreatygradeError) as raised:
        create_app(Settings(keep=True, db=db))
    assert shown in str(raised.value)
    assert "hidden" not in str(raised.value)


def test_the_page_names_the_database_without_its_secrets(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    told = replace(app.state.parts.settings, db="postgresql://me:hidden@host/name?sslpassword=hidden")
    assert app.state.parts.store  # open, as before any visit
    monkeypatch.setattr(app.state.parts, "settings", told)
    page = TestClient(app, base_url="http://127.0.0.1").get("/review").text
    assert "<code>host/name</code>" in page
    assert "hidden" not in page.replace('type="hidden"', "")


def test_a_form_of_one_browser_is_nothing_in_another(app: FastAPI) -> None:
    mine, theirs = (TestClient(app, base_url="http://127.0.0.1") for _ in range(2))
    token = re.search(r'name="csrf" value="([^"]+)"', theirs.get("/").text)
    assert token is not None
    mine.get("/")
    assert mine.post("/draft", data={"csrf": token[1], **QUESTION}).status_code == 400
    assert send(mine, "/draft", **QUESTION).status_code == 200
