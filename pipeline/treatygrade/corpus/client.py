"""A polite client for one document at a time: rate limit, retries, size and time limits, no strange hosts."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from treatygrade.errors import TreatygradeError
from treatygrade.resources import config

if TYPE_CHECKING:
    import httpx

_LATER = "run the same command again later: what is already here is kept and not asked for again"


class FetchError(TreatygradeError):
    """A document that could not be fetched."""

    stage = "fetch"


class NotThere(FetchError):
    """The server answers, but not with this document; another format may exist."""


class _Passing(FetchError):
    """Worth another attempt, not before ``wait`` seconds have passed where the server says so."""

    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Manners:
    """How the client behaves; the defaults are in ``configs/corpus.yaml``. Times in seconds, sizes in bytes."""

    hosts: tuple[str, ...]
    redirects: int
    seconds_between: float
    attempts: int
    backoff: float
    longest_wait: float
    timeout: float
    largest: int


def manners(**changes: float | None) -> Manners:
    """The manners of the configuration, with some changed (None changes nothing)."""
    given = config("corpus.yaml")["fetch"]
    values = {name: given[name] for name in Manners.__slots__}
    values |= {name: value for name, value in changes.items() if value is not None}
    return Manners(**{**values, "hosts": tuple(values["hosts"])})


@dataclass(slots=True)
class Client:
    """Fetches bytes. ``sleep`` and ``say`` (told of every wait) may be replaced."""

    http: httpx.Client
    manners: Manners
    sleep: Callable[[float], None] = time.sleep
    say: Callable[[str], object] = str
    _free_at: float = field(default=0.0, init=False)

    def get(self, url: str, damage: Callable[[bytes], str]) -> bytes:
        """The body of ``url``, complete; ``damage`` says what is wrong with one that is not ("" if nothing).

        Raises:
            NotThere: the server has no such document.
            FetchError: refused, too large, or still failing after all attempts.
        """
        wait = self.manners.backoff
        for attempt in range(1, self.manners.attempts + 1):
            try:
                body = self._follow(url)
                if wrong := damage(body):
                    raise _Passing(wrong)
                return body
            except _Passing as error:
                pause = wait if error.wait is None else max(wait, error.wait)
                if pause > self.manners.longest_wait:
                    raise FetchError(
                        f"{error.message} and asks to wait {pause:.0f} s", file=url, hint=_LATER
                    ) from error
                if attempt == self.manners.attempts:
                    raise FetchError(f"{error.message} (attempt {attempt}, the last)", file=url, hint=_LATER) from error
                self.say(f"{error.message}; trying again in {pause:.0f} s")
                self.sleep(pause)
                wait *= 2
        raise AssertionError("attempts is at least 1")

    def _follow(self, url: str) -> bytes:
        """One attempt, through redirects among the allowed hosts."""
        import httpx

        target = httpx.URL(url)
        deadline = time.monotonic() + self.manners.timeout
        for _ in range(self.manners.redirects + 1):
            self._keep_pace()
            body, location = self._once(target, deadline)
            if location is None:
                return body
            onward = target.join(location)
            if onward.scheme != target.scheme or onward.netloc.decode() not in self.manners.hosts:
                raise FetchError(
                    f"refused to follow a redirect to {onward.scheme}://{onward.netloc.decode()}",
                    file=url,
                    hint="only the organisation's own hosts are followed; save the file by hand and use `corpus add`",
                )
            target = onward
        raise FetchError(
            f"more than {self.manners.redirects} redirects", file=url, hint="the address leads in a circle"
        )

    def _keep_pace(self) -> None:
        pause = self._free_at - time.monotonic()
        if pause > 0:
            self.sleep(pause)
        self._free_at = time.monotonic() + self.manners.seconds_between

    def _once(self, url: httpx.URL, deadline: float) -> tuple[bytes, str | None]:
        """Body and, for a redirect, where to. A body that ends before its announced length is an error of httpx."""
        import httpx

        limit = self.manners.timeout
        left = max(deadline - time.monotonic(), 0.001)
        try:
            with self.http.stream("GET", url, timeout=left, follow_redirects=False) as response:
                if response.has_redirect_location:
                    return b"", response.headers["location"]
                _check_status(response)
                body = bytearray()
                for chunk in response.iter_bytes():
                    body += chunk
                    if len(body) > self.manners.largest:
                        raise FetchError(
                            f"larger than {self.manners.largest} bytes", file=str(url), hint="see --largest"
                        )
                    if time.monotonic() > deadline:
                        raise _Passing(f"not complete within {limit:g} s")
                return bytes(body), None
        except httpx.InvalidURL as error:
            raise FetchError(f"a redirect to what is no address: {error}", file=str(url), hint=_LATER) from None
        except httpx.TimeoutException:
            raise _Passing(f"no answer within {limit:g} s") from None
        except httpx.RemoteProtocolError as error:
            raise _Passing(f"the answer broke off: {error}") from None
        except httpx.RequestError as error:
            raise _Passing(f"no connection: {error}") from None


def _check_status(response: httpx.Response) -> None:
    status = f"{response.status_code} {response.reason_phrase}"
    if response.status_code == 429 or response.is_server_error:
        error = _Passing(f"the server answers {status}")
        error.wait = _retry_after(response.headers.get("retry-after", ""))
        raise error
    if response.status_code in (204, 404, 410):
        raise NotThere(f"the server answers {status}")
    if not response.is_success:
        raise FetchError(f"the server answers {status}", file=str(response.url), hint="open the address in a browser")


def _retry_after(value: str) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, section 10.2.3); None if it says nothing usable."""
    if value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
