"""Forms with files: parsed after the sender is known, spooled to the disk, weighed before anybody looks inside."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from fastapi import Request, UploadFile
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData
from starlette.datastructures import UploadFile as ParsedFile

from services.bff.problems.handlers import wrong_fields
from services.bff.problems.problem import FieldProblem, Refusal

B = TypeVar("B", bound=BaseModel)

MOST_FIELDS = 20
MOST_FIELD_BYTES = 4096


def form_of(schema: type[BaseModel], files: str, most: int) -> dict[str, Any]:
    """The OpenAPI request body: the fields of `schema` (flat, lists repeat their name) and at most `most` files."""
    described = schema.model_json_schema(ref_template="#/components/schemas/{model}")
    file = {"type": "string", "format": "binary"}
    described["properties"][files] = (
        file if most == 1 else {"type": "array", "items": file, "minItems": 1, "maxItems": most}
    )
    described["required"] = [*described.get("required", []), files]
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": described}}}}


@asynccontextmanager
async def parsed(
    request: Request, schema: type[B], files: str, most: int
) -> AsyncIterator[tuple[B, Sequence[UploadFile]]]:
    """The fields of a form, and its files for as long as the block runs.

    Refusal INVALID_ARGUMENT with the fields that are wrong; what is no form at all is the framework's 400.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        raise Refusal("INVALID_ARGUMENT", [FieldProblem(field="body", message="multipart/form-data is expected")])
    async with request.form(max_files=most + 1, max_fields=MOST_FIELDS, max_part_size=MOST_FIELD_BYTES) as form:
        found = [part for part in form.getlist(files) if isinstance(part, ParsedFile)]
        if not 1 <= len(found) <= most or len(found) < len(form.getlist(files)):
            raise Refusal("INVALID_ARGUMENT", [FieldProblem(field=files, message=f"1 to {most} files are expected")])
        yield _fields(form, schema, files), found  # type: ignore[misc]  # FastAPI's is the same class under its name


def _fields(form: FormData, schema: type[B], files: str) -> B:
    values: dict[str, object] = {}
    for name in form:
        if name == files:
            continue
        given = [part for part in form.getlist(name) if isinstance(part, str)]
        is_list = "list" in str(schema.model_fields[name].annotation) if name in schema.model_fields else False
        values[name] = given if is_list or len(given) != 1 else given[0]
    try:
        return schema.model_validate(values)
    except ValidationError as wrong:
        raise wrong_fields(wrong, "body") from wrong
