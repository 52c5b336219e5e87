"""Whatever goes wrong, the answer is a problem."""

from typing import Any

import pytest

from services.bff.problems.handlers import prefers_english
from services.mesh.ids import new_id
from tests.bff.world import Browser

pytestmark = pytest.mark.asyncio(loop_scope="module")
MEDIA_TYPE = "application/problem+json"


@pytest.mark.parametrize(
    ("header", "english"),
    [
        ("", False), ("vi", False), ("en", True), ("en-US,en;q=0.9", True), ("vi-VN,vi;q=0.9,en;q=0.8", False),
        ("en;q=0.5,vi;q=0.4", True), ("fr", False), ("en;q=nonsense", False), ("*", False),
    ],
)  # fmt: skip
async def test_the_language_follows_the_request(header: str, english: bool) -> None:
    assert prefers_english(header) is english


@pytest.mark.parametrize(
    ("method", "path", "status", "reason"),
    [
        ("GET", "/nothing-here", 404, "NOT_FOUND"),
        ("PUT", "/session", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "/households/not-an-id/accounts", 422, "INVALID_ARGUMENT"),
        ("GET", "/households/00000000-0000-0000-0000-000000000000", 404, "HOUSEHOLD_NOT_FOUND"),
    ],
)
async def test_what_is_not_there_is_a_problem(lan: Browser, method: str, path: str, status: int, reason: str) -> None:
    answer = await lan.send(method, path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, MEDIA_TYPE)
    problem = answer.json()
    assert problem["reason"] == reason
    assert problem["type"] == f"urn:heo:problem:{reason.lower().replace('_', '-')}"
    assert problem["detail"] == problem["detail_vi"]
    assert len(problem["trace_id"]) == 32


async def test_english_is_spoken_when_asked_for(lan: Browser) -> None:
    answer = await lan.send("GET", "/nothing", headers={"Accept-Language": "en"})
    assert answer.json()["detail"] == answer.json()["detail_en"]


@pytest.mark.parametrize(
    ("content", "status", "reason"),
    [
        (b"{", 400, "MALFORMED"),
        (b"\xff\xfe", 400, "MALFORMED"),
        (b"[]", 422, "INVALID_ARGUMENT"),
        (b'{"name": "\\ud800"}', 422, "INVALID_ARGUMENT"),
        (b'{"name": "a\\u0000b"}', 422, "INVALID_ARGUMENT"),
        (b"[" * 100_000, 400, "MALFORMED"),
        (b" " * 300_000, 413, "TOO_LARGE"),
    ],
)
async def test_what_cannot_be_read_is_a_problem(lan: Browser, content: bytes, status: int, reason: str) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await lan.send("POST", lan.home("/jars"), headers=headers, content=content)
    assert (answer.status_code, answer.json()["reason"]) == (status, reason)


async def test_a_body_of_unknown_length_has_the_same_limit(lan: Browser) -> None:
    async def endless() -> Any:
        for _ in range(100):
            yield b" " * 10_000

    answer = await lan.send("POST", lan.home("/jars"), content=endless())
    assert (answer.status_code, answer.json()["reason"]) == (413, "TOO_LARGE")


async def test_fields_are_named_and_values_are_not_repeated(lan: Browser) -> None:
    split = {"amount": {"amount": 1.5, "currency": "VND"}}
    content = {"kind": "expense", "valid_date": "2026-02-30", "splits": [split], "note": "bí mật" * 200}
    answer = await lan.send("POST", lan.home("/transactions"), {"request_id": str(new_id()), "content": content})
    fields = {found["field"] for found in answer.json()["errors"]}
    assert fields == {"content.splits.0.amount.amount", "content.valid_date", "content.note"}
    assert "bí mật" not in answer.text


async def test_a_refusal_of_the_ledger_is_passed_on(lan: Browser) -> None:
    content = {
        "kind": "expense",
        "valid_date": "2026-11-20",
        "account_id": str(new_id()),
        "splits": [{"amount": {"amount": 1, "currency": "VND"}, "category_id": str(new_id())}],
    }
    answer = await lan.send("POST", lan.home("/transactions"), {"request_id": str(new_id()), "content": content})
    assert (answer.status_code, answer.json()["reason"]) == (404, "ACCOUNT_NOT_FOUND")
