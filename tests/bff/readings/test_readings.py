"""Photos in, readings out: every way in which the same thing comes again, and what is kept when somebody is away."""

import asyncio
from typing import Any
from uuid import UUID

import pytest
from heo.ledger.v1.draft_service_pb2 import FinishReadingRequest

from services.bff.evidence.model import MOST_FILE_BYTES
from services.mesh.ids import new_id
from tests.bff.world import Browser, World

pytestmark = pytest.mark.asyncio(loop_scope="module")

JPEG = b"\xff\xd8\xff\xe0"


def photo() -> bytes:
    """Bytes that begin like a JPEG, unlike any sent before."""
    return JPEG + new_id().bytes * 4


def fields(count: int, request_id: str = "") -> dict[str, Any]:
    return {"request_id": request_id or str(new_id()), "evidence_ids": [str(new_id()) for _ in range(count)]}


async def sent(lan: Browser, *files: bytes, **given: Any) -> tuple[int, Any]:
    """(status, answer) of an upload."""
    form = given or fields(len(files))
    answer = await lan.upload(lan.home("/readings"), form, [("files", content) for content in files])
    return answer.status_code, answer.json()


async def draft_of(lan: Browser, reading_id: str) -> Any:
    """The draft that waits for the reading; None when it is not among those that wait."""
    drafts = (await lan.ok("GET", lan.home("/drafts")))["drafts"]
    return next((draft for draft in drafts if draft["draft_id"] == reading_id), None)


async def test_photos_of_one_bill_are_queued_and_their_draft_waits(heo: World, lan: Browser) -> None:
    form = fields(2)
    status, reading = await sent(lan, photo(), photo(), **form)
    assert (status, reading["reading_id"], reading["stage"]) == (201, form["request_id"], "queued")
    assert [page["evidence_id"] for page in reading["pages"]] == form["evidence_ids"]
    assert [page["media_type"] for page in reading["pages"]] == ["image/jpeg"] * 2
    draft = await draft_of(lan, reading["reading_id"])
    assert (draft["state"], draft["source"]) == ("reading", "bill")
    assert (draft["evidence_ids"], draft["reading_id"]) == (form["evidence_ids"], form["request_id"])
    assert heo.behind.fakes.reading.contexts[-1].today == "2026-11-20"
    listed = await lan.ok("GET", lan.home("/readings"))
    assert listed == {"readings": [reading], "next_page_token": ""}


async def test_what_was_found_is_shown_with_its_boxes(heo: World, lan: Browser) -> None:
    _, reading = await sent(lan, photo())
    heo.behind.fakes.reading.end(lan.household_id, reading["reading_id"])
    (bill,) = (await lan.ok("GET", lan.home(f"/readings/{reading['reading_id']}")))["bills"]
    assert (bill["kind"], bill["verified"], bill["draft_id"]) == ("bill", True, reading["reading_id"])
    assert bill["pieces"][0]["field"] == "total"
    assert bill["pieces"][0]["amount"] == {"amount": 45_000, "currency": "VND"}
    assert bill["lines"][0]["box"]["left"] == 0.1
    assert bill["lines"][0]["unit_price"] is None
    assert (await lan.ok("GET", lan.home("/readings")))["readings"][0]["bills"] == []
    assert (await lan.ok("GET", lan.home("/readings"), params={"unfinished_only": True}))["readings"] == []


async def test_the_same_request_again_is_the_same_reading(heo: World, lan: Browser) -> None:
    content, form = photo(), fields(1)
    first = await sent(lan, content, **form)
    assert await sent(lan, content, **form) == first
    status, problem = await sent(lan, photo(), **form)
    assert (status, problem["reason"]) == (409, "REQUEST_ID_REUSED")
    status, problem = await sent(lan, content, photo(), **fields(2, form["request_id"]))
    assert (status, problem["reason"]) == (409, "REQUEST_ID_REUSED")
    evidence = await lan.send("GET", lan.home(f"/evidence/{form['evidence_ids'][0]}"))
    assert evidence.content == content


async def test_the_same_file_again_is_not_read_again(heo: World, lan: Browser) -> None:
    content = photo()
    _, first = await sent(lan, content)
    starts = heo.behind.fakes.reading.starts
    assert await sent(lan, content) == (200, first)
    assert heo.behind.fakes.reading.starts == starts
    other = heo.browser()
    await other.sign_up()
    await other.found()
    status, elsewhere = await sent(other, content)
    assert (status, elsewhere["reading_id"] == first["reading_id"]) == (201, False)
    await other.close()


async def test_two_taps_at_once_are_one_reading(heo: World, lan: Browser) -> None:
    content = photo()
    answers = await asyncio.gather(*(sent(lan, content) for _ in range(6)))
    assert sorted(status for status, _ in answers) == [200] * 5 + [201]
    assert len({reading["reading_id"] for _, reading in answers}) == 1
    drafts = (await lan.ok("GET", lan.home("/drafts")))["drafts"]
    assert [draft["draft_id"] for draft in drafts] == [answers[0][1]["reading_id"]]
    form = fields(1)
    again = await asyncio.gather(*(sent(lan, photo_of(form), **form) for _ in range(4)))
    assert again.count(again[0]) == 4
    assert again[0][0] == 201


def photo_of(form: dict[str, Any]) -> bytes:
    return JPEG + str(form["request_id"]).encode()


async def test_a_reading_that_ai_no_longer_knows_is_handed_over_again(heo: World, lan: Browser) -> None:
    _, reading = await sent(lan, photo())
    del heo.behind.fakes.reading.started[lan.household_id, reading["reading_id"]]
    path = lan.home(f"/readings/{reading['reading_id']}")
    assert (await lan.ok("GET", path))["stage"] == "queued"
    assert (lan.household_id, reading["reading_id"]) in heo.behind.fakes.reading.started


async def test_a_bill_that_was_put_away_comes_back_when_it_is_sent_again(heo: World, lan: Browser) -> None:
    content = photo()
    _, first = await sent(lan, content)
    body = {"request_id": str(new_id()), "draft_ids": [first["reading_id"]]}
    await lan.ok("POST", lan.home("/drafts/discard"), body)
    assert await draft_of(lan, first["reading_id"]) is None
    assert await sent(lan, content) == (200, first)
    assert await draft_of(lan, first["reading_id"]) is not None


async def test_with_ai_away_nothing_is_lost_and_it_goes_on_when_somebody_looks(heo: World, lan: Browser) -> None:
    fake = heo.behind.fakes.reading
    fake.is_down = True
    try:
        status, reading = await sent(lan, photo())
        assert (status, reading["stage"]) == (201, "queued")
        assert (await draft_of(lan, reading["reading_id"]))["state"] == "reading"
        away = await lan.send("GET", lan.home("/readings"))
        assert (away.status_code, away.json()["reason"]) == (503, "ENGINE_UNAVAILABLE")
    finally:
        fake.is_down = False
    listed = (await lan.ok("GET", lan.home("/readings")))["readings"]
    assert [item["reading_id"] for item in listed] == [reading["reading_id"]]
    assert (lan.household_id, reading["reading_id"]) in fake.started


async def test_a_failed_reading_may_be_tried_again(heo: World, lan: Browser) -> None:
    form = fields(1)
    _, reading = await sent(lan, photo(), **form)
    path = lan.home(f"/readings/{reading['reading_id']}/retry")
    body = {"request_id": str(new_id())}
    assert (await lan.ok("POST", path, body))["reading_id"] == reading["reading_id"]
    heo.behind.fakes.reading.end(lan.household_id, reading["reading_id"], failure="TIMED_OUT")
    await finished(heo, lan, reading["reading_id"], "TIMED_OUT")
    assert (await draft_of(lan, reading["reading_id"]))["failure"] == "TIMED_OUT"
    again = await lan.ok("POST", path, body)
    assert (again["reading_id"], again["stage"]) == (body["request_id"], "queued")
    assert [page["evidence_id"] for page in again["pages"]] == form["evidence_ids"]
    assert await lan.ok("POST", path, body) == again
    assert await draft_of(lan, reading["reading_id"]) is None
    assert (await draft_of(lan, again["reading_id"]))["state"] == "reading"


async def finished(heo: World, lan: Browser, reading_id: str, failure: str) -> None:
    """End a reading in the ledger, as ai does."""
    metadata = heo.behind.identities.metadata("ledger", None, UUID(lan.household_id), 4, "ai")
    request = FinishReadingRequest(
        household_id=lan.household_id, request_id=str(new_id()), draft_id=reading_id, failure=failure
    )
    await heo.parts.ledger.drafts.FinishReading(request, timeout=10, metadata=metadata)


@pytest.mark.parametrize(
    ("files", "form", "status", "reason"),
    [
        ([b"hello"], fields(1), 415, "NOT_A_PICTURE"),
        ([b""], fields(1), 415, "NOT_A_PICTURE"),
        ([b"<svg onload='x()'>"], fields(1), 415, "NOT_A_PICTURE"),
        ([b"GIF89a" + b"x" * 40], fields(1), 415, "NOT_A_PICTURE"),
        ([], fields(1), 422, "INVALID_ARGUMENT"),
        ([JPEG] * 11, fields(11), 422, "INVALID_ARGUMENT"),
        ([JPEG], fields(2), 422, "INVALID_ARGUMENT"),
        ([JPEG], {"request_id": "x", "evidence_ids": ["y"]}, 422, "INVALID_ARGUMENT"),
        ([JPEG], {**fields(1), "more": "x"}, 422, "INVALID_ARGUMENT"),
        ([JPEG + b"x" * MOST_FILE_BYTES], fields(1), 413, "TOO_LARGE"),
        ([JPEG + b"x" * (MOST_FILE_BYTES - 4)] * 4, fields(4), 413, "TOO_LARGE"),
    ],
)
async def test_what_cannot_be_taken_is_refused_before_it_is_decoded(
    lan: Browser, files: list[bytes], form: dict[str, Any], status: int, reason: str
) -> None:
    answer = await lan.upload(lan.home("/readings"), form, [("files", content) for content in files])
    assert (answer.status_code, answer.json()["reason"]) == (status, reason)
    assert (await lan.ok("GET", lan.home("/readings")))["readings"] == []


async def test_a_page_that_was_not_made_is_not_there(lan: Browser) -> None:
    _, reading = await sent(lan, photo())
    answer = await lan.send("GET", lan.home(f"/readings/{reading['reading_id']}/pages/0"))
    assert (answer.status_code, answer.json()["reason"]) == (404, "EVIDENCE_NOT_FOUND")


async def test_the_upright_page_is_shown_as_a_picture(heo: World, lan: Browser) -> None:
    _, reading = await sent(lan, photo())
    await heo.objects.put(f"households/{lan.household_id}/readings/{reading['reading_id']}/0.jpg", JPEG + b"upright")
    answer = await lan.send("GET", lan.home(f"/readings/{reading['reading_id']}/pages/0"))
    assert (answer.content, answer.headers["content-type"]) == (JPEG + b"upright", "image/jpeg")
    assert "sandbox" in answer.headers["content-security-policy"]
