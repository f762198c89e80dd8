"""The drafter's pages: paste or upload a draft, see what is wrong with it and which grades it reads like."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from treatygrade.errors import TreatygradeError, UsageError
from treatygrade.serve.advisor import Advisor, document_of
from treatygrade.serve.pages import Form, form_of, page
from treatygrade.suggest.sources import holds_report

router = APIRouter(include_in_schema=False)


@router.get("/")
def ask(request: Request) -> HTMLResponse:
    parts = request.app.state.parts
    kept = parts.store.projects("draft") if parts.settings.keep else []
    return page(request, "ask.html", keep=parts.settings.keep, kept=kept)


@router.get("/kept/{project}")
def again(request: Request, project: Annotated[int, Path(ge=1, lt=2**31)]) -> HTMLResponse:
    """The suggestions for a draft as they were given."""
    parts = request.app.state.parts
    if not parts.settings.keep:
        raise TreatygradeError("this server keeps no drafts", hint="start it with --keep")
    name = parts.store.project_name(project, "draft")
    suggestions = list(parts.store.units(project).values())
    return page(request, "draft.html", keep=True, name=name, suggestions=suggestions, findings=[], headers=[])


@router.post("/draft")
async def answer(request: Request, form: Annotated[Form, Depends(form_of)]) -> HTMLResponse:
    """A pasted text is read as Markdown, which plain text is too; one without a header is one evaluation."""
    parts = request.app.state.parts
    upload = await form.file("file")
    text, scheme = form.text("text", limit="paste_characters"), form.text("scheme")
    result = await run_in_threadpool(_look, parts.advisor, upload, text, scheme)
    if parts.settings.keep:
        await run_in_threadpool(_keep, parts, result)
    return page(request, "draft.html", keep=parts.settings.keep, **result)


def _look(advisor: Advisor, upload: tuple[str, bytes] | None, text: str, scheme: str) -> dict[str, Any]:
    if upload is None and not text:
        raise UsageError("the draft is empty", hint="paste its text, or choose a file")
    document = document_of(*upload) if upload else document_of("pasted.md", text.encode())
    if upload is None and not holds_report(document):
        found = advisor.unit(text, scheme)
        return {"name": "Pasted text", "suggestions": [found], "findings": [], "headers": []}
    found_in = advisor.draft(document, scheme)
    return {
        "name": document.name,
        "suggestions": [suggestion.to_dict() for suggestion in found_in.suggestions],
        "findings": found_in.findings,
        "headers": found_in.headers,
    }


def _keep(parts: Any, result: dict[str, Any]) -> None:
    project = parts.store.add_project(result["name"], result["suggestions"], kind="draft")
    for unit, suggestion in zip(parts.store.units(project), result["suggestions"], strict=True):
        parts.store.record_suggestion(unit, parts.advisor.name, suggestion)
