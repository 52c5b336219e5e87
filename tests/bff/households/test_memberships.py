"""A membership is believed for a minute at most, and not that long when it is known to have changed."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from services.mesh.clock import FixedClock
from services.mesh.ids import new_id
from services.mesh.testing.identity import Identities
from services.mesh.testing.plugin import MakeDatabase
from tests.bff.conftest import NOON
from tests.bff.world import PACKAGES, Browser, World, world


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
async def own(make_database: MakeDatabase, clock: FixedClock, tmp_path: Path) -> AsyncIterator[World]:
    """A product of one's own, in which time passes."""
    async with world(make_database(PACKAGES), Identities(clock), clock, tmp_path) as started:
        yield started


async def joined(lan: Browser, minh: Browser, role: str) -> str:
    """Minh joins Lan's household; the id of the membership."""
    invitation = {"request_id": str(new_id()), "name": "Minh", "role": role}
    code = (await lan.ok("POST", lan.home("/invitations"), invitation))["code"]
    joining = {"request_id": str(new_id()), "code": code, "name": "Minh"}
    member = (await minh.ok("POST", "/invitations/accept", joining))["member"]
    minh.household_id = lan.household_id
    return str(member["member_id"])


async def test_roles_come_and_go(own: World, clock: FixedClock) -> None:
    lan, minh = own.browser(), own.browser()
    await lan.sign_up()
    await lan.found()
    await minh.sign_up()
    assert (await minh.send("GET", lan.home())).status_code == 404
    member_id = await joined(lan, minh, "viewer")
    await minh.ok("GET", minh.home())
    jar = {"request_id": str(new_id()), "name": "Tết"}
    refused = await minh.send("POST", minh.home("/jars"), jar)
    assert (refused.status_code, refused.json()["reason"]) == (403, "PERMISSION_DENIED")
    path = lan.home(f"/members/{member_id}")
    await lan.ok("PATCH", path, {"request_id": str(new_id()), "role": "editor"})
    await minh.ok("POST", minh.home("/jars"), jar)
    await lan.ok("DELETE", path, params={"request_id": str(new_id())})
    assert (await minh.send("GET", minh.home())).json()["reason"] == "HOUSEHOLD_NOT_FOUND"


async def test_a_belief_ends_with_the_ledger_away(own: World, clock: FixedClock) -> None:
    lan = own.browser()
    await lan.sign_up()
    await lan.found()
    await lan.ok("GET", lan.home())
    await own.behind.stops["ledger"]()
    answer = await lan.send("GET", lan.home("/alerts"))
    assert answer.status_code == 200
    clock.advance(timedelta(seconds=61))
    answer = await lan.send("GET", lan.home("/alerts"))
    assert (answer.status_code, answer.json()["reason"]) == (503, "LEDGER_UNAVAILABLE")
    assert answer.headers["retry-after"]
