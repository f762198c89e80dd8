"""The JSON API, asked whatever its own description allows and much that it does not."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI

pytest.importorskip("schemathesis", reason="schemathesis is not installed")

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    status_code_conformance,
)

HOST = {"host": "127.0.0.1"}
CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, negative_data_rejection)


OPERATIONS = ("POST /api/unit", "POST /api/document")


def test_every_operation_is_asked(app: FastAPI) -> None:
    described = {f"{method.upper()} {path}" for path, entry in app.openapi()["paths"].items() for method in entry}
    assert described == {*OPERATIONS, "GET /healthz"}  # which takes nothing that could be wrong


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_any_request_is_answered_as_the_description_says(app: FastAPI, operation: str, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers=HOST)
    method, path = operation.split()
    statuses: set[int] = set()

    @settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        answer = case.call(headers=HOST)
        statuses.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    ask()
    assert (200 in statuses) == (operation == "POST /api/unit" and mode is GenerationMode.POSITIVE)
