"""How a server is set up; one object, made by the command, read by every part of the page."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from treatygrade.errors import UsageError
from treatygrade.resources import config


@dataclass(frozen=True, slots=True)
class Settings:
    """``token`` is needed for an address that other machines can reach. ``keep`` stores drafts.

    ``units`` is a table of graded units for precedents, in place of which ``demo`` takes invented ones;
    ``db`` is where reviews are kept.

    Raises:
        UsageError: an address of other machines without a token, a token that is easily guessed, or one that no header
            carries.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str = ""
    keep: bool = False
    db: str = "sqlite:///treatygrade-reviews.sqlite"
    model: Path | None = None
    units: Path | None = None
    demo: bool = False

    def __post_init__(self) -> None:
        if self.token and len(self.token) < 16:
            raise UsageError("the token is too short", hint="give at least 16 characters that nobody can guess")
        if not (self.token.isascii() and self.token.isprintable()):
            raise UsageError("the token has characters that no header carries", hint="give printable ASCII characters")
        if self.units and self.demo:
            raise UsageError("--units and --demo exclude each other")
        if not self.token and not is_loopback(self.host):
            raise UsageError(
                f"{self.host} can be reached from other machines",
                hint="give `--token SECRET`, or leave --host out to serve this machine only",
            )

    @property
    def limits(self) -> dict[str, Any]:
        """The section ``serve`` of ``configs/limits.yaml``."""
        found: dict[str, Any] = config("limits.yaml")["serve"]
        return found


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
