"""Templates, and forms that were sent from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.datastructures import FormData, UploadFile

from treatygrade.errors import UsageError
from treatygrade.schemes import load, names
from treatygrade.serve import views
from treatygrade.serve.security import CSRF, csrf_fits, csrf_token


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("treatygrade.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    schemes: Callable[[], list[tuple[str, str]]] = lambda: [(name, load(name).title) for name in names()]  # noqa: E731
    environment.globals |= {"views": views, "schemes": schemes}
    return environment


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Render a template; the browser gets the token that its forms repeat."""
    token = csrf_token(request.cookies)
    text = _templates().get_template(template).render(csrf=token, path=request.url.path, **values)
    response = HTMLResponse(text, status)
    if request.cookies.get(CSRF) != token:
        response.set_cookie(CSRF, token, httponly=True, samesite="strict")
    return response


def whole(text: str) -> str:
    """The text with "?" for each half of a character: neither a database nor a page can hold one."""
    return text.encode("utf-8", "replace").decode()


class Form:
    """A form as sent: fields stripped, within the limits, and from a page of ours.

    Raises:
        UsageError: the token does not fit, or a field is too long.
    """

    def __init__(self, data: FormData, request: Request) -> None:
        self._data = data
        self._limits = request.app.state.parts.settings.limits
        if not csrf_fits(request.cookies, self.text("csrf")):
            raise UsageError(
                "this form does not belong to the page that is open in your browser; nothing was recorded",
                hint="go back, copy what you wrote, reload the page and send it again",
            )

    def text(self, name: str, *, limit: str = "field_characters") -> str:
        value = self._data.get(name, "")
        if not isinstance(value, str):
            raise UsageError(f"{name} is not a text")
        if len(value) > self._limits[limit]:
            raise UsageError(f"{name} has more than {self._limits[limit]:,} characters", hint="shorten it")
        # Browsers send \r\n; NUL is not storable in PostgreSQL.
        return whole(value).replace("\r\n", "\n").replace("\0", "").strip()

    def number(self, name: str) -> int:
        value = self.text(name)
        if not value.isdecimal() or len(value) > 9:
            raise UsageError(f"{name} is not a number")
        return int(value)

    async def file(self, name: str) -> tuple[str, bytes] | None:
        """Name and content of an uploaded file; None where none was chosen."""
        value = self._data.get(name)
        if not isinstance(value, UploadFile) or not value.filename:
            return None
        return whole(value.filename), await value.read()


async def form_of(request: Request) -> Form:
    """The form of a request; larger files and fields than the limits are refused."""
    limits = request.app.state.parts.settings.limits
    data = await request.form(max_files=2, max_fields=20, max_part_size=limits["upload_bytes"])
    return Form(data, request)
