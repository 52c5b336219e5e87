"""What goes wrong, as RFC 9457 says it: one schema, one exception."""

from pydantic import Field

from services.bff.wire.schema import Answer

MEDIA_TYPE = "application/problem+json"


class FieldProblem(Answer):
    """A field that breaks its rule."""

    field: str = Field(description="path in the request, e.g. content.splits.0.amount")
    message: str


class Problem(Answer):
    """An error. `reason` is for programs; `detail` is a sentence in the request's language that says what to do."""

    type: str = Field(examples=["urn:heo:problem:version-stale"])
    title: str
    status: int
    detail: str
    detail_vi: str
    detail_en: str
    reason: str = Field(examples=["VERSION_STALE"])
    trace_id: str
    errors: list[FieldProblem] | None = None


class Refusal(Exception):  # noqa: N818 — a refusal is an answer of the domain, not a fault
    """Ends a request with a problem. `reason` is a key of sentences.toml."""

    def __init__(self, reason: str, errors: list[FieldProblem] | None = None, retry_after_s: int | None = None) -> None:
        """Refuse for `reason`; `errors` name fields, `retry_after_s` says when it may work again."""
        super().__init__(reason)
        self.reason = reason
        self.errors = errors
        self.retry_after_s = retry_after_s
