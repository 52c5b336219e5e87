"""What a household keeps: its owner says it, and no means gone."""

from uuid import UUID

import pytest

from services.mesh.ids import new_id
from services.mesh.objects import training_folder
from tests.bff.world import Browser, World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def changed(lan: Browser, **changes: object) -> object:
    return await lan.ok("PATCH", lan.home("/keeping"), {"request_id": str(new_id()), **changes})


async def test_nothing_is_learned_from_unless_somebody_says_so(lan: Browser) -> None:
    assert await lan.ok("GET", lan.home("/keeping")) == {
        "voice_days": 30, "voice_training": False, "bill_training": False,
    }  # fmt: skip


async def test_each_choice_is_changed_alone(lan: Browser) -> None:
    await changed(lan, voice_days=7)
    answer = await changed(lan, bill_training=True)
    assert answer == {"voice_days": 7, "voice_training": False, "bill_training": True}
    assert await lan.ok("GET", lan.home("/keeping")) == answer


async def test_saying_no_deletes_what_was_put_aside_and_nothing_else(heo: World, lan: Browser) -> None:
    await changed(lan, voice_training=True, bill_training=True)
    voice, bills = (f"{training_folder(UUID(lan.household_id), what)}/x" for what in ("voice", "bills"))
    for key in (voice, bills):
        await heo.objects.put(key, b"x")
    await changed(lan, voice_training=False)
    left = [found.key async for found in heo.objects.listed(f"households/{lan.household_id}/training")]
    assert left == [bills]


@pytest.mark.parametrize("wrong", [{"voice_days": -1}, {"voice_days": 3651}, {"voice_days": "7"}, {"days": 1}])
async def test_what_makes_no_sense_is_refused(lan: Browser, wrong: dict[str, object]) -> None:
    answer = await lan.send("PATCH", lan.home("/keeping"), {"request_id": str(new_id()), **wrong})
    assert (answer.status_code, answer.json()["reason"]) == (422, "INVALID_ARGUMENT")
