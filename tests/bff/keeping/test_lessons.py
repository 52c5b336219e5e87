"""Learning with use: only what was confirmed, only where it is allowed, and never what a person had to correct."""

import json
from typing import Any
from uuid import UUID

import pytest
from heo.ledger.v1.draft_service_pb2 import FinishReadingRequest, NewDraft
from heo.ledger.v1.transaction_pb2 import Source
from heo.type.v1 import draft_pb2

from services.mesh.ids import new_id
from services.mesh.objects import page_key, training_folder
from tests.bff.world import Browser, World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def allowed(lan: Browser, **what: bool) -> None:
    await lan.ok("PATCH", lan.home("/keeping"), {"request_id": str(new_id()), **what})


async def put_aside(heo: World, lan: Browser, what: str) -> dict[str, bytes]:
    """Name → bytes of what lies there to be learned from."""
    folder = training_folder(lan.household_id, what)
    keys = [found.key async for found in heo.objects.listed(folder)]
    return {key.removeprefix(f"{folder}/"): await heo.objects.get(key) for key in keys}


async def spoken(lan: Browser, text: str) -> Any:
    clip = [("clip", b"OggS" + text.encode())]
    return (await lan.upload(lan.home("/voice/clips"), {"request_id": str(new_id())}, clip)).json()


async def confirm(lan: Browser, *drafts: Any) -> None:
    ids = [draft["draft_id"] for draft in drafts]
    await lan.ok("POST", lan.home("/drafts/confirm"), {"request_id": str(new_id()), "draft_ids": ids})


async def test_nothing_is_put_aside_without_a_yes(heo: World, lan: Browser) -> None:
    await allowed(lan, bill_training=True)
    await confirm(lan, *(await spoken(lan, "ăn phở 45k"))["drafts"])
    assert await put_aside(heo, lan, "voice") == {}


async def test_a_confirmed_clip_is_put_aside_with_its_words(heo: World, lan: Browser) -> None:
    await allowed(lan, voice_training=True)
    event = await spoken(lan, "ăn phở 45k")
    assert await put_aside(heo, lan, "voice") == {}
    await confirm(lan, *event["drafts"])
    found = await put_aside(heo, lan, "voice")
    lesson, audio = event["evidence_id"], f"heo-{event['evidence_id']}.ogg"
    label = json.loads(found.pop(f"{lesson}/label.json"))
    assert label == {"text": "ăn phở 45k", "media_type": "audio/ogg", "audio": audio}
    assert found == {f"{lesson}/{audio}": b"OggS" + "ăn phở 45k".encode()}
    await lan.ok("DELETE", lan.home(f"/evidence/{lesson}"), params={"request_id": str(new_id())})
    assert await put_aside(heo, lan, "voice") == {}


async def test_what_was_corrected_teaches_nothing(heo: World, lan: Browser) -> None:
    await allowed(lan, voice_training=True)
    (draft,) = (await spoken(lan, "ăn phở 45k"))["drafts"]
    content = {**draft["content"], "amount": {"amount": 54_000, "currency": "VND"}}
    body = {"request_id": str(new_id()), "version": 1, "content": content}
    await lan.ok("PATCH", lan.home(f"/drafts/{draft['draft_id']}"), body)
    await confirm(lan, draft)
    assert await put_aside(heo, lan, "voice") == {}


async def test_a_clip_that_was_deleted_meanwhile_is_no_fault(heo: World, lan: Browser) -> None:
    await allowed(lan, voice_training=True)
    event = await spoken(lan, "ăn phở 45k")
    await lan.ok("DELETE", lan.home(f"/evidence/{event['evidence_id']}"), params={"request_id": str(new_id())})
    await confirm(lan, *event["drafts"])
    assert await put_aside(heo, lan, "voice") == {}


async def test_a_confirmed_bill_is_put_aside_with_what_was_read(heo: World, lan: Browser) -> None:
    await allowed(lan, bill_training=True)
    reading_id = str(new_id())
    form = {"request_id": reading_id, "evidence_ids": [str(new_id())]}
    await lan.upload(lan.home("/readings"), form, [("files", b"\xff\xd8\xff" + new_id().bytes)])
    heo.behind.fakes.reading.end(lan.household_id, reading_id)
    await heo.objects.put(page_key(lan.household_id, reading_id, 0), b"upright")
    content = draft_pb2.DraftContent(
        kind=draft_pb2.TRANSACTION_KIND_EXPENSE,
        valid_date="2026-11-20",
        account_id=await lan.account("cash"),
        category_id=await lan.account("food.eating_out"),
    )
    content.amount.minor_units, content.amount.commodity = 45_000, "VND"
    read = NewDraft(draft_id=reading_id, content=content, source=Source.SOURCE_BILL)
    request = FinishReadingRequest(
        household_id=lan.household_id, request_id=str(new_id()), draft_id=reading_id, drafts=[read]
    )
    metadata = heo.behind.identities.metadata("ledger", None, UUID(lan.household_id), 4, "ai")
    await heo.parts.ledger.drafts.FinishReading(request, timeout=10, metadata=metadata)
    await confirm(lan, {"draft_id": reading_id})
    found = await put_aside(heo, lan, "bills")
    label = json.loads(found.pop(f"{reading_id}/label.json"))
    assert found == {f"{reading_id}/0.jpg": b"upright"}
    assert label["pages"] == ["0.jpg"]
    assert label["bills"][0]["lines"][0]["name"] == "Phở bò"
    await lan.ok("DELETE", lan.home(f"/evidence/{form['evidence_ids'][0]}"), params={"request_id": str(new_id())})
    left = [found.key async for found in heo.objects.listed(f"households/{lan.household_id}")]
    assert left == []
