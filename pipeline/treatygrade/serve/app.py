"""The application: routes, templates, error pages, and the guard around all of it."""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from treatygrade.errors import TreatygradeError
from treatygrade.serve import api, drafts, reviews
from treatygrade.serve.advisor import Advisor
from treatygrade.serve.pages import page
from treatygrade.serve.security import HEADERS, Guard
from treatygrade.serve.settings import Settings
from treatygrade.serve.store import Store


class Parts:
    """What the routes share: settings, the advisor, and the store, which is opened when it is first needed."""

    def __init__(self, settings: Settings, advisor: Advisor) -> None:
        self.settings = settings
        self.advisor = advisor

    @cached_property
    def store(self) -> Store:
        return Store(self.settings.db)


def create_app(settings: Settings) -> FastAPI:
    """The server for ``settings``; loads the model and the index.

    Raises:
        TreatygradeError: the model, the units or the database cannot be used.
    """
    app = FastAPI(title="treatygrade", docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    app.state.parts = Parts(settings, Advisor(settings))
    if settings.keep:
        _ = app.state.parts.store
    app.include_router(drafts.router)
    app.include_router(reviews.router)
    app.include_router(api.router)
    app.mount("/static", StaticFiles(directory=Path(str(files("treatygrade.serve") / "static"))), name="static")
    app.add_exception_handler(TreatygradeError, _failed)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(SQLAlchemyError, _unrecorded)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(Guard, settings=settings)
    return app


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, TreatygradeError)
    return _answer(request, 422 if error.exit_code == 1 else 400, str(error), error.hint)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, error.status_code, str(error.detail), "")


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors()]
    return _answer(request, 422, "; ".join(faults), "")


def _unrecorded(request: Request, _error: Exception) -> Response:
    hint = "nothing was recorded: go back, and send it again when the database answers"
    return _answer(request, 503, "the database does not answer", hint)


def _broken(request: Request, _error: Exception) -> Response:
    """What nobody foresaw: the server's terminal tells it in full, the page nothing of the inside."""
    hint = "the terminal in which it runs says more; go back: what you wrote should still be in the form"
    answer = _answer(request, 500, "a fault in treatygrade itself", hint)
    answer.headers.update(HEADERS)  # this answer does not pass the guard
    return answer


def _answer(request: Request, status: int, message: str, hint: str) -> Response:
    if request.url.path.startswith("/api/"):
        content: dict[str, Any] = {"error": message, "hint": hint}
        return JSONResponse(content, status)
    response: HTMLResponse = page(request, "error.html", status=status, message=message, hint=hint)
    return response
