"""The reviewers' pages: grade blind, give a reason, then see the suggestion; and settle what was split."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from treatygrade.errors import UsageError
from treatygrade.serve import reviewing
from treatygrade.serve.pages import Form, form_of, page
from treatygrade.serve.store import Stale, ratings, write_ratings
from treatygrade.tables import READERS

router = APIRouter(prefix="/review", include_in_schema=False)
Sent = Annotated[Form, Depends(form_of)]
Number = Annotated[int, Path(ge=1, lt=2**31)]  # what both databases can hold as a key
Person = Annotated[str, Depends(reviewing.reviewer)]


@router.get("")
def projects(request: Request) -> HTMLResponse:
    parts = request.app.state.parts
    where = parts.settings.db.split("@")[-1].split("?")[0]
    return page(request, "projects.html", projects=parts.store.projects(), db=where, tables=", ".join(READERS))


@router.post("")
async def add(request: Request, form: Sent) -> Response:
    parts = request.app.state.parts
    upload = await form.file("file")
    if upload is None:
        raise UsageError("no file was chosen", hint="choose a report, or a table of units")
    project = await run_in_threadpool(reviewing.add_project, parts, form.text("name"), *upload)
    return RedirectResponse(f"/review/{project}", 303)


@router.get("/{project}")
def overview(request: Request, project: Number) -> HTMLResponse:
    parts = request.app.state.parts
    return page(request, "project.html", **reviewing.overview(parts.store, project))


@router.post("/{project}/reviewer")
def begin(project: Number, form: Sent) -> Response:
    return RedirectResponse(f"/review/{project}/as/{quote(reviewing.person(form), safe='')}", 303)


@router.get("/{project}/as/{reviewer}")
def resume(request: Request, project: Number, reviewer: Person) -> Response:
    """Where this reviewer has got to."""
    position = reviewing.next_position(request.app.state.parts.store, project, reviewer)
    return RedirectResponse(f"/review/{project}/as/{quote(reviewer, safe='')}/{position}", 303)


@router.get("/{project}/as/{reviewer}/{position}")
def unit(request: Request, project: Number, reviewer: Person, position: int) -> HTMLResponse:
    values = reviewing.unit_for(request.app.state.parts, project, reviewer, position)
    return page(request, "grade.html", draft=None, error="", **values)


@router.post("/{project}/as/{reviewer}/{position}")
def grade(request: Request, project: Number, reviewer: Person, position: int, form: Sent) -> Response:
    parts = request.app.state.parts
    values = reviewing.unit_for(parts, project, reviewer, position)
    given = {"grade": reviewing.grade(form, values["unit"]), "reason": reviewing.reason(form)}
    try:
        parts.store.respond(values["id"], reviewer, **given, seen=form.number("seen"))
    except Stale as error:
        return page(request, "grade.html", status=409, draft=given, error=str(error), **values)
    return RedirectResponse(request.url.path, 303)


@router.get("/{project}/adjudicate")
def disagreements(request: Request, project: Number) -> HTMLResponse:
    values = reviewing.disagreements(request.app.state.parts.store, project)
    return page(request, "adjudicate.html", draft=None, error="", **values)


@router.post("/{project}/adjudicate/{unit}")
def decide(request: Request, project: Number, unit: Number, form: Sent) -> Response:
    store = request.app.state.parts.store
    content = reviewing.unit_of(store, project, unit)
    given = {"grade": reviewing.grade(form, content), "reason": reviewing.reason(form)}
    who = reviewing.person(form)
    try:
        store.adjudicate(unit, who, **given, seen=form.number("seen"))
    except Stale as error:
        draft: dict[str, Any] = {**given, "unit": unit, "person": who}
        values = reviewing.disagreements(store, project)
        return page(request, "adjudicate.html", status=409, draft=draft, error=str(error), **values)
    return RedirectResponse(f"/review/{project}/adjudicate#unit-{unit}", 303)


@router.get("/{project}/export.csv")
def export(
    request: Request, project: Number, answers: Literal["blind", "final", "all", "adjudicated"] = "blind"
) -> Response:
    store = request.app.state.parts.store
    store.project_name(project)
    name = f"ratings-{project}-{answers}.csv"
    return Response(
        write_ratings(ratings(store, project, answers=answers)),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.post("/{project}/purge")
def purge(request: Request, project: Number, form: Sent) -> Response:
    store = request.app.state.parts.store
    if form.text("confirm") != store.project_name(project):
        raise UsageError("the name does not fit; nothing was deleted", hint="type the project's name to delete it")
    store.purge(project)
    return RedirectResponse("/review", 303)
