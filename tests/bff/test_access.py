"""Nobody gets anything without signing in, and nobody gets anything of another household.

Every operation of the contract has a case; a new one without a case fails here. Each case is sent
without a session, by a stranger for the household and for the stranger's own, and then, the very same request, by the
rightful member: it must then succeed.
"""

import re
from dataclasses import replace

import pytest

from services.bff.app import build_app
from services.bff.openapi import OPEN
from services.bff.problems.handlers import load_problems
from tests.bff.access_cases import CASES
from tests.bff.access_steps import Request
from tests.bff.world import Browser, World

ABOUT_ONESELF = {
    "update_user", "change_password", "get_session", "sign_out", "create_household", "accept_invitation",
}  # fmt: skip
"""Operations about nobody's household but the caller's own."""

NOT_THERE = {
    "NOT_FOUND", "ACCOUNT_NOT_FOUND", "JAR_NOT_FOUND", "DRAFT_NOT_FOUND", "TRANSACTION_NOT_FOUND", "PLAN_NOT_FOUND",
    "MEMBER_NOT_FOUND", "INVITATION_INVALID", "EVIDENCE_NOT_FOUND", "READING_NOT_FOUND",
}  # fmt: skip
"""How a thing of another household looks from one's own: as if there were no such thing."""

pytestmark = pytest.mark.asyncio(loop_scope="module")


def operations() -> dict[str, str]:
    """Operation id → path."""
    paths = build_app(load_problems()).openapi()["paths"]
    return {operation["operationId"]: path for path, methods in paths.items() for operation in methods.values()}


async def answered(browser: Browser, request: Request) -> tuple[int, str]:
    """(status, reason) of `request`; of a stream, its status alone."""
    if request.stream:
        return await browser.opens(request.path)
    if request.files:
        answer = await browser.upload(request.path, request.form, request.files)
    else:
        answer = await browser.send(request.method, request.path, request.json, params=request.params)
    problem = answer.headers["content-type"].startswith("application/problem+json") if answer.content else False
    return answer.status_code, answer.json()["reason"] if problem else ""


async def test_every_operation_has_a_case() -> None:
    assert operations().keys() - OPEN == CASES.keys()


NAMES_A_THING_IN_ITS_BODY = {"confirm_drafts", "discard_drafts", "mark_alerts_read"}


@pytest.mark.parametrize("operation", sorted(CASES))
async def test_only_the_rightful_member_is_served(heo: World, lan: Browser, operation: str) -> None:
    request = await CASES[operation](lan)
    nobody, stranger = heo.browser(), heo.browser()
    assert await answered(nobody, request) == (401, "UNAUTHENTICATED")
    await stranger.sign_up()
    await stranger.found()
    path = operations()[operation]
    if operation not in ABOUT_ONESELF:
        assert "{household_id}" in path
        assert await answered(stranger, request) == (404, "HOUSEHOLD_NOT_FOUND")
    if re.search(r"\{household_id\}.*\{\w+_id\}", path) or operation in NAMES_A_THING_IN_ITS_BODY:
        own = replace(request, path=request.path.replace(lan.household_id, stranger.household_id))
        status, reason = await answered(stranger, own)
        assert (status, reason in NOT_THERE) == (404, True), reason
    status, reason = await answered(lan, request)
    assert 200 <= status < 300, reason
    await nobody.close()
    await stranger.close()
