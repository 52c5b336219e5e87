"""Photos to the real reader: a bill becomes a draft that a tap posts, and what is no bill is said to be none."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import cv2
import numpy as np
import pytest
import pytest_asyncio

from services.mesh.clock import FixedClock
from services.mesh.ids import new_id
from services.mesh.testing.identity import Identities
from services.mesh.testing.plugin import MakeDatabase
from tests.bff.world import PACKAGES, Browser, World, world

pytestmark = pytest.mark.asyncio(loop_scope="module")

LONGEST_S = 45


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def heo(
    make_module_database: MakeDatabase,
    identities: Identities,
    clock: FixedClock,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[World]:
    """The product with its own reader, whose work runs as it does in the service."""
    folder = tmp_path_factory.mktemp("keys")
    dsn = make_module_database(PACKAGES)
    async with world(dsn, identities, clock, folder, with_fakes=False) as started:
        yield started


def printed(*rows: str) -> bytes:
    """A sheet with these rows on it, as a JPEG."""
    sheet = np.full((120 + 70 * len(rows), 900), 255, np.uint8)
    for number, row in enumerate(rows):
        cv2.putText(sheet, row, (40, 90 + 70 * number), cv2.FONT_HERSHEY_SIMPLEX, 1.3, 0, 2, cv2.LINE_AA)
    return bytes(cv2.imencode(".jpg", sheet)[1])


async def read(lan: Browser, *files: bytes) -> tuple[Any, Any]:
    """(reading, its first draft) once it has ended."""
    form = {"request_id": str(new_id()), "evidence_ids": [str(new_id()) for _ in files]}
    answer = await lan.upload(lan.home("/readings"), form, [("files", content) for content in files])
    assert answer.status_code == 201, answer.text
    return await ended(lan, str(form["request_id"]))


async def ended(lan: Browser, reading_id: str) -> tuple[Any, Any]:
    async with asyncio.timeout(LONGEST_S):
        while True:
            reading = await lan.ok("GET", lan.home(f"/readings/{reading_id}"))
            if reading["stage"] in ("done", "failed"):
                break
            await asyncio.sleep(0.1)
    drafts = (await lan.ok("GET", lan.home("/drafts")))["drafts"]
    return reading, next(draft for draft in drafts if draft["draft_id"] == reading_id)


async def test_a_printed_bill_is_read_and_its_page_is_shown(lan: Browser) -> None:
    bill = printed("QUAN PHO HA NOI", "Pho bo      1    45.000", "Tra da      2    10.000", "TONG CONG       55.000")
    reading, draft = await read(lan, bill)
    assert reading["progress"] == 100
    page = await lan.send("GET", lan.home(f"/readings/{reading['reading_id']}/pages/0"))
    assert (page.status_code, page.headers["content-type"]) == (200, "image/jpeg")
    assert page.content[:2] == b"\xff\xd8"
    (bill,) = reading["bills"]
    assert (reading["stage"], bill["verified"], bill["draft_id"]) == ("done", True, draft["draft_id"])
    assert (draft["state"], draft["content"]["amount"]) == ("ready", {"amount": 55_000, "currency": "VND"})
    await lan.ok("POST", lan.home("/drafts/confirm"), {"request_id": str(new_id()), "draft_ids": [draft["draft_id"]]})
    posted = await lan.ok("GET", lan.home(f"/transactions/{draft['draft_id']}"))
    assert sum(split["amount"]["amount"] for split in posted["content"]["splits"]) == 55_000


async def test_a_sheet_without_a_bill_fails_and_can_be_tried_again(lan: Browser) -> None:
    reading, draft = await read(lan, printed("hello"))
    assert (reading["stage"], reading["failure"]) == ("failed", "NO_BILL")
    assert (draft["state"], draft["failure"]) == ("failed", "NO_BILL")
    body = {"request_id": str(new_id())}
    again = await lan.ok("POST", lan.home(f"/readings/{reading['reading_id']}/retry"), body)
    assert again["reading_id"] == body["request_id"]
    _, anew = await ended(lan, body["request_id"])
    assert anew["failure"] == "NO_BILL"


BROKEN = (b"\xff\xd8\xff" + b"x" * 999, b"%PDF-1.7\nnothing", b"\x89PNG\r\n\x1a\n" + b"\0" * 99)


@pytest.mark.parametrize("content", BROKEN)
async def test_a_broken_file_fails_with_a_reason(lan: Browser, content: bytes) -> None:
    reading, draft = await read(lan, content)
    assert reading["stage"] == "failed"
    assert reading["failure"] in {"BROKEN", "NOT_A_PICTURE", "NO_BILL"}
    assert draft["failure"] == reading["failure"]
