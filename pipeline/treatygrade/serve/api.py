"""The JSON API, its description, and the check that the server is well."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field, field_validator

from treatygrade.page import stylesheet as shared_style
from treatygrade.schemes import names
from treatygrade.serve.advisor import document_of
from treatygrade.serve.pages import page, whole

router = APIRouter()


def _schemes(field: dict[str, Any]) -> None:
    """The schemes that there are, told in the description and checked when one is asked for."""
    field["enum"] = ["", *names()]


class Question(BaseModel):
    """One evaluation to suggest a grade for."""

    text: Annotated[str, Field(description="The evaluation, without its tag.", examples=["The Committee regrets …"])]
    scheme: Annotated[
        str,
        Field(description="A grading scheme; empty: any grade A–F.", json_schema_extra=_schemes),
    ] = ""
    language: Annotated[str, Field(description="Empty: as the text tells.", pattern="^(en|fr|es)?$")] = ""
    recommendation: Annotated[str, Field(description="The recommendation, for closer precedents.")] = ""

    @field_validator("*")
    @classmethod
    def _is_text(cls, value: str) -> str:
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise ValueError("holds half of a character (a lone surrogate)")
        return value


class Fault(BaseModel):
    """What is wrong with a request, and what to do."""

    error: str
    hint: str


_FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"model": Fault, "description": "A request that makes no sense"},
    422: {"model": Fault, "description": "A text or draft that cannot be read, or has no evaluation"},
}


@router.get("/healthz", tags=["server"], summary="The server is up and has its model")
def health(request: Request) -> dict[str, str]:
    return {"status": "ok", "model": request.app.state.parts.advisor.name}


@router.post("/api/unit", tags=["suggest"], summary="Suggest a grade for one evaluation", responses=_FAULTS)
def unit(request: Request, question: Question) -> JSONResponse:
    """Ranked grades with probabilities, the 90% set, reasons by sentence and phrase, requests, precedents."""
    advisor = request.app.state.parts.advisor
    return JSONResponse(advisor.unit(question.text, question.scheme, question.language, question.recommendation))


@router.post("/api/document", tags=["suggest"], summary="Check a draft", responses=_FAULTS)
def document(request: Request, file: UploadFile, scheme: str = "") -> JSONResponse:
    """The certain findings of a draft, its header line as it should read, and a suggestion for each unit."""
    advisor = request.app.state.parts.advisor
    return JSONResponse(advisor.draft(document_of(whole(file.filename or ""), file.file.read()), scheme).to_dict())


@router.get("/api", include_in_schema=False)
def description(request: Request) -> HTMLResponse:
    """The OpenAPI description as a page, made here: viewers from other hosts are not loaded."""
    return page(request, "api.html", api=request.app.openapi())


@router.get("/static/page.css", include_in_schema=False)
def stylesheet() -> Response:
    """The style that all pages of treatygrade share, those of reports included."""
    return Response(shared_style(), media_type="text/css")
