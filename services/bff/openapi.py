"""The committed contract: `python -m services.bff.openapi` writes it, a test compares it, the page has its types."""

import json
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from services.bff.live.schemas import AlertEvent, LedgerEvent, Ping
from services.bff.problems.problem import MEDIA_TYPE, Problem
from services.bff.problems.sentences import load_sentences
from services.bff.voice.schemas import DraftsEvent, ProblemEvent, VoiceEnd, VoiceStart, WordsEvent

FILE = Path(__file__).with_name("openapi.json")
REFERENCE = "#/components/schemas/{model}"
OPEN = frozenset({"sign_up", "sign_in", "get_health"})
"""Operations that need no session; tests hold that there are no others."""

UNROUTED = (Problem, LedgerEvent, AlertEvent, Ping, VoiceStart, VoiceEnd, WordsEvent, DraftsEvent, ProblemEvent)
"""What no route names: problems, and what goes over the stream and over the voice line."""

COMMON = {400: "Not readable", 422: "A field breaks its rule", 429: "Too often", 500: "Internal fault", 503: "Not now"}
SIGNED_IN = {401: "Not signed in", 403: "Not allowed", 404: "Not found", 409: "Refused as things stand"}
WRITES = {413: "Too large"}


def contract(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document: FastAPI's, with problems for errors, the stream's events, and the session's security."""
    document = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    models = [(model, "serialization") for model in UNROUTED]
    schemas.update(models_json_schema(models, ref_template=REFERENCE)[1]["$defs"])  # type: ignore[arg-type]  # literals
    schemas["Problem"]["properties"]["reason"]["enum"] = sorted(load_sentences())
    document["components"]["schemas"] = dict(sorted(schemas.items()))
    document["components"]["securitySchemes"] = {
        "session": {"type": "apiKey", "in": "cookie", "name": "__Host-heo"},
        "csrf": {"type": "apiKey", "in": "header", "name": "X-CSRF-Token"},
    }
    for path in document["paths"].values():
        for method, operation in path.items():
            _complete(method, operation)
    return document


def _complete(method: str, operation: dict[str, Any]) -> None:
    is_write = method not in ("get", "head")
    is_open = operation["operationId"] in OPEN
    errors = COMMON | ({} if is_open else SIGNED_IN) | (WRITES if is_write else {})
    if operation["operationId"] in ("sign_up", "sign_in"):
        errors |= {401: "Refused", 403: "Foreign origin", 409: "Taken"}
    responses = {status: said for status, said in operation["responses"].items() if status != "422"}
    for status, description in errors.items():
        if str(status) not in responses:
            responses[str(status)] = {
                "description": description,
                "content": {MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(model="Problem")}}},
            }
    operation["responses"] = dict(sorted(responses.items()))
    operation["security"] = [] if is_open else [{"session": [], "csrf": []} if is_write else {"session": []}]


def rendered(document: dict[str, Any]) -> str:
    """The document as it is committed."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the contract beside this file."""
    from services.bff.app import build_app
    from services.bff.problems.handlers import load_problems

    FILE.write_text(rendered(build_app(load_problems()).openapi()), encoding="utf-8")


if __name__ == "__main__":
    main()
