"""Whatever is sent to whatever operation, the answer is never a fault of ours.

Requests are generated from the contract, half of them breaking it, and sent by the signed-in owner of a household with
something in it, to the real ledger, ai and notifier. Ids in the path are the household's own, so that requests get past
the first "not found". Seeded and bounded: the same requests every time.
"""

import asyncio
import json
import re
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core import NotSet

from services.bff.app import build_app
from services.bff.openapi import OPEN
from services.bff.problems.handlers import load_problems
from tests.bff.access_cases import CASES
from tests.bff.world import ORIGIN, Browser, World

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    # The product runs beside the generator, in this very process, and spreads its reconnections by chance.
    pytest.mark.filterwarnings("ignore:Do not use the `random` module inside strategies"),
]

EXAMPLES = 12
"""Of each operation, keeping the contract and breaking it."""

SENT_ELSEWHERE = {"watch_household", "sign_out", "get_health"}
"""A stream that does not end, and what would end the session."""

SCHEMA = schemathesis.openapi.from_dict(build_app(load_problems()).openapi())
OPERATIONS: dict[str, Any] = {
    found.ok().definition.raw["operationId"]: found.ok()  # type: ignore[union-attr]  # a broken contract fails here
    for found in SCHEMA.get_all_operations()
}
BEGINNINGS = {"files": b"\xff\xd8\xff", "clip": b"OggS"}
QUIET = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


async def own_ids(operation: str, lan: Browser) -> dict[str, str]:
    """Values for the path's parameters that lead to things that are there."""
    template = OPERATIONS[operation].path
    if operation in OPEN or "{" not in template:
        return {}
    request = await CASES[operation](lan)
    pattern = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template)
    found = re.fullmatch(pattern, "/api/v1" + request.path)
    assert found is not None
    return found.groupdict()


async def send(lan: Browser, case: Any, path: str) -> Any:
    """Send the case with the person's cookie and token."""
    sent: dict[str, Any] = {"params": {key: value for key, value in (case.query or {}).items() if value is not None}}
    headers = {"Origin": ORIGIN, "X-CSRF-Token": lan.csrf}
    if case.media_type == "multipart/form-data":
        form = form_of(case.body)
        headers |= form.pop("headers", {})
        return await lan.http.request(case.method, ORIGIN + path, headers=headers, **sent, **form)
    headers["Content-Type"] = "application/json"
    if not isinstance(case.body, NotSet):
        sent["content"] = case.body if isinstance(case.body, bytes) else json.dumps(case.body, default=repr)
    return await lan.http.request(case.method, ORIGIN + path, headers=headers, **sent)


def form_of(body: Any) -> dict[str, Any]:
    """A generated body as a form. Files begin as what they are taken for, or nothing would ever look at the rest."""
    if not isinstance(body, dict):
        content = body if isinstance(body, bytes) else json.dumps(body, default=repr).encode()
        return {"content": content, "headers": {"Content-Type": "multipart/form-data; boundary=x"}}
    fields: dict[str, Any] = {}
    files: list[tuple[str, Any]] = []
    for name, value in body.items():
        values = value if isinstance(value, list) else [value]
        if name in BEGINNINGS:
            files += [(name, ("x", BEGINNINGS[name] + repr(part).encode())) for part in values]
        else:
            fields[name] = [part if isinstance(part, str) else json.dumps(part, default=repr) for part in values]
    return {"data": fields, "files": files}


@pytest.mark.parametrize("operation", sorted(OPERATIONS.keys() - SENT_ELSEWHERE))
async def test_no_request_makes_us_fail(heo: World, lan: Browser, operation: str) -> None:
    ids = await own_ids(operation, lan)
    loop = asyncio.get_running_loop()
    described = OPERATIONS[operation]
    path = described.path.format(**ids)
    cases = st.one_of(*(described.as_strategy(generation_mode=mode) for mode in GenerationMode))
    statuses: list[int] = []

    @seed(20261120)
    @QUIET
    @given(cases)
    def sends(case: Any) -> None:
        answer = asyncio.run_coroutine_threadsafe(send(lan, case, path), loop).result(60)
        statuses.append(answer.status_code)
        assert answer.status_code < 500, f"{case.method} {path} {case.query} {case.body!r}: {answer.text}"
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json"

    await asyncio.to_thread(sends)
    assert len(statuses) >= EXAMPLES


async def test_every_operation_is_sent_something() -> None:
    assert OPERATIONS.keys() == CASES.keys() | OPEN
