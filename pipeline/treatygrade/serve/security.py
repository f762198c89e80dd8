"""What every request passes: size, host, origin and token; and the headers that every answer carries."""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import SplitResult, parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from treatygrade.serve.settings import Settings, is_loopback

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
COOKIE = "treatygrade_token"
CSRF = "treatygrade_csrf"
_DIGITS = 18  # of a length that is worth reading as a number


class Guard:
    """ASGI middleware. Refuses with 400, 401, 403 or 413 before anything reads the request.

    Scripts of other sites can neither read answers (no CORS headers, and a page that rebinds its own
    name to this machine is refused by its ``Host``) nor post forms (``Origin`` must be ours; forms carry
    a token besides, see :func:`csrf_token`).
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})  # nothing here speaks WebSocket
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        await self.app(scope, _limited(receive, self.settings.limits["upload_bytes"]), _with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self.settings.token and not is_loopback(_split(f"//{host}").hostname or ""):
            return PlainTextResponse("This page is served to this machine only.", 400)
        if origin and scope["method"] != "GET" and (_split(origin).netloc or "no host") != host:
            return PlainTextResponse("The request comes from another site.", 403)
        length, limit = headers.get("content-length", "0"), self.settings.limits["upload_bytes"]
        if "transfer-encoding" in headers and "content-length" in headers:
            # A proxy in between may have believed the other one, and take what follows for another's request.
            return PlainTextResponse("The request has two lengths.", 400, {"Connection": "close"})
        if not length.isdecimal() or len(length) > _DIGITS or int(length) > limit:
            return _too_large(limit)
        return self._unauthorised(scope, headers)

    def _unauthorised(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        token = self.settings.token
        if not token or scope["path"] == "/healthz":
            return None
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if _equal(bearer, token) or _equal(_cookie(headers, COOKIE), token):
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if scope["method"] == "GET" and _equal(given, token):
            # The secret leaves the address bar and the history at once.
            # One stroke only: two would name another host.
            answer = RedirectResponse("/" + scope["path"].lstrip("/\\"), 303)
            answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
            return answer
        return PlainTextResponse("Open the address with ?token=… as `treatygrade serve` printed it.", 401)


def csrf_token(cookies: dict[str, str]) -> str:
    """The token of this browser: the one that it has, or a new one. A form repeats what the cookie says."""
    return cookies.get(CSRF) or secrets.token_urlsafe(24)


def csrf_fits(cookies: dict[str, str], given: str) -> bool:
    """Whether a form brings the secret that the cookie holds."""
    return bool(given) and _equal(given, cookies.get(CSRF, ""))


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _split(address: str) -> SplitResult:
    """The parts of an address; none where it is not one (a bracket that does not close)."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _cookie(headers: Headers, name: str) -> str:
    # Other servers of this machine share our cookies: theirs may hold anything, and ours counts all the same.
    return cookie_parser("; ".join(headers.getlist("cookie"))).get(name, "")


def _too_large(limit: int) -> PlainTextResponse:
    return PlainTextResponse(f"More than {limit // 1_000_000} MB; nothing was read.", 413)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return sending


def _limited(receive: Receive, limit: int) -> Receive:
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            # A body that grows beyond the limit without having said so.
            raise HTTPException(413, "the request is too large; nothing was kept of it")
        return message

    return receiving
