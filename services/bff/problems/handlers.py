"""Every failure of a request becomes a problem: refusals, the framework's own errors, and what nobody foresaw."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from services.bff.problems.problem import MEDIA_TYPE, FieldProblem, Problem, Refusal
from services.bff.problems.sentences import Sentence, load_sentences
from services.mesh.telemetry import current_trace_id

MOST_FIELDS = 20
BY_STATUS = {400: "MALFORMED", 404: "NOT_FOUND", 405: "METHOD_NOT_ALLOWED", 413: "TOO_LARGE"}


class Problems:
    """Builds problem answers in the language of the request."""

    def __init__(self, sentences: Mapping[str, Sentence]) -> None:
        """Say `sentences`."""
        self._sentences = sentences

    def of(self, request: HTTPConnection, refusal: Refusal) -> Problem:
        """The problem to tell `request` for `refusal`; a reason without a sentence is shown as INTERNAL."""
        reason = refusal.reason if refusal.reason in self._sentences else "INTERNAL"
        said = self._sentences[reason]
        return Problem(
            type=f"urn:heo:problem:{reason.lower().replace('_', '-')}",
            title=said.title,
            status=said.status,
            detail=said.en if prefers_english(request.headers.get("accept-language", "")) else said.vi,
            detail_vi=said.vi,
            detail_en=said.en,
            reason=reason,
            trace_id=current_trace_id(),
            errors=refusal.errors,
        )

    def answer(self, request: Request, refusal: Refusal, headers: Mapping[str, str] | None = None) -> Response:
        """The answer to `request` for `refusal`."""
        problem = self.of(request, refusal)
        sent = {**(headers or {}), "Cache-Control": "no-store"}
        if refusal.retry_after_s is not None:
            sent["Retry-After"] = str(refusal.retry_after_s)
        body = problem.model_dump_json(exclude_none=True)
        return Response(body, problem.status, sent, MEDIA_TYPE)

    def install(self, app: FastAPI) -> None:
        """Answer all failures of `app`."""

        async def refused(request: Request, error: Refusal) -> Response:
            return self.answer(request, error)

        async def invalid(request: Request, error: RequestValidationError) -> Response:
            unreadable = any(found["type"] == "json_invalid" for found in error.errors())
            reason = "MALFORMED" if unreadable else "INVALID_ARGUMENT"
            return self.answer(request, Refusal(reason, field_problems(error.errors())))

        async def http(request: Request, error: HTTPException) -> Response:
            return self.answer(request, Refusal(BY_STATUS.get(error.status_code, "INTERNAL")), error.headers)

        app.add_exception_handler(Refusal, refused)  # type: ignore[arg-type]  # starlette types handlers by Exception
        app.add_exception_handler(RequestValidationError, invalid)  # type: ignore[arg-type]  # as above
        app.add_exception_handler(HTTPException, http)  # type: ignore[arg-type]  # as above


def load_problems() -> Problems:
    """Problems with the sentences of the data file."""
    return Problems(load_sentences())


def prefers_english(accept_language: str) -> bool:
    """Whether English comes before Vietnamese in an Accept-Language header; Vietnamese when neither is named."""
    weights = {"vi": 0.0, "en": 0.0}
    for part in accept_language.split(","):
        tag, _, parameters = part.strip().partition(";")
        language = tag.strip().lower().split("-")[0]
        if language in weights:
            weights[language] = max(weights[language], _weight(parameters))
    return weights["en"] > weights["vi"]


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def field_problems(errors: Sequence[Any]) -> list[FieldProblem]:
    """Pydantic's errors as paths and rules. What was sent is not repeated."""
    return [FieldProblem(field=_path(found["loc"]), message=found["msg"]) for found in errors[:MOST_FIELDS]]


def wrong_fields(wrong: ValidationError, where: str) -> Refusal:
    """The refusal for what somebody sent `where` ("body", "message") and that breaks the rules of its schema."""
    errors: list[Any] = [{**found, "loc": (where, *found["loc"])} for found in wrong.errors()]
    return Refusal("INVALID_ARGUMENT", field_problems(errors))


def _path(location: Sequence[str | int]) -> str:
    return ".".join(str(part) for part in location[1:]) or str(location[0])
