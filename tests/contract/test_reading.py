"""A picture on its way through ai and ledger as they run: it ends as a draft that waits, and nothing is posted."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from heo.ai.v1 import reading_service_pb2 as pb
from heo.ledger.v1 import draft_service_pb2 as draft_pb
from heo.ledger.v1 import journal_service_pb2 as journal_pb
from heo.ledger.v1 import transaction_pb2 as wire

from services.mesh.ids import new_id
from services.mesh.objects import Objects, evidence_key, open_objects
from services.mesh.testing.plugin import MakeDatabase
from tests.ai.bills.drawing import drawn
from tests.ai.pictures.files import saved
from tests.contract.home import Home, new_home
from tests.contract.mesh import PACKAGES, Mesh, whole_mesh

BILL = [
    "SIEU THI SAO MAI", "HOA DON BAN LE", "TU DONG XAC NHAN GIAO DICH NAY", ("Rau cai", "1", "30.000", "30.000"),
    ("Thuoc dau dau", "1", "20.000", "20.000"), ("TONG CONG", "50.000"), ("Tien mat", "100.000"),
    ("Tien thoi", "50.000"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where objects lie."""
    return tmp_path / "objects"


@pytest.fixture
async def mesh(make_database: MakeDatabase, tmp_path: Path, folder: Path) -> AsyncIterator[Mesh]:
    """Ledger, ai and notifier, with pictures to read."""
    async with whole_mesh(make_database(PACKAGES), tmp_path, objects_url=folder.as_uri()) as started:
        yield started


async def sent(home: Home, objects: Objects, content: bytes) -> str:
    """A picture as the bff sends it: kept, waiting in the ledger, handed to ai; the reading's id."""
    household_id, reading_id, evidence_id = home.household.household_id, str(new_id()), str(new_id())
    await objects.put(evidence_key(household_id, evidence_id), content)
    waiting = draft_pb.NewDraft(
        draft_id=reading_id, source=wire.SOURCE_BILL, evidence_ids=[evidence_id], is_reading=True, reading_id=reading_id
    )
    waiting.content.SetInParent()
    await home(draft_pb.BatchCreateDraftsRequest(drafts=[waiting]))
    page = pb.ReadingPage(evidence_id=evidence_id, media_type="image/png")
    await home(pb.StartReadingRequest(reading_id=reading_id, pages=[page], context=home.context()))
    return reading_id


async def ended(home: Home, reading_id: str) -> pb.Reading:
    """The reading when it has ended."""
    for _ in range(600):
        found: Any = await home(pb.GetReadingRequest(reading_id=reading_id))
        reading: pb.Reading = found.reading
        if reading.stage in (pb.READING_STAGE_DONE, pb.READING_STAGE_FAILED):
            return reading
        await asyncio.sleep(0.1)
    raise AssertionError("the reading did not end in a minute")


async def test_a_picture_ends_as_a_draft_and_posts_nothing(mesh: Mesh, folder: Path) -> None:
    home = await new_home(mesh)
    reading_id = await sent(home, open_objects(folder.as_uri()), saved(drawn(BILL), "PNG"))
    reading = await ended(home, reading_id)
    assert (reading.stage, reading.progress, reading.failure) == (pb.READING_STAGE_DONE, 100, "")
    assert [bill.verified for bill in reading.bills] == [True]
    draft = (await home(draft_pb.GetDraftRequest(draft_id=reading_id))).draft
    assert draft.state == draft_pb.DRAFT_STATE_READY
    assert draft.content.amount.minor_units == 50_000
    assert draft.reading_id == reading_id
    assert not (await home(journal_pb.ListTransactionsRequest())).transactions


async def test_a_picture_without_a_bill_and_a_file_that_is_none_say_why(mesh: Mesh, folder: Path) -> None:
    home = await new_home(mesh)
    objects = open_objects(folder.as_uri())
    for content, failure in ((saved(drawn(["con meo"]), "PNG"), "NO_BILL"), (b"<html>", "NOT_A_PICTURE")):
        reading_id = await sent(home, objects, content)
        assert (await ended(home, reading_id)).failure == failure
        draft = (await home(draft_pb.GetDraftRequest(draft_id=reading_id))).draft
        assert (draft.state, draft.failure) == (draft_pb.DRAFT_STATE_FAILED, failure)
