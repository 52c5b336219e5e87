"""From objects to drafts, with real models: what the ledger is told, what is kept for people to look at."""

import io
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from heo.ai.v1.bill_pb2 import BILL_FIELD_TOTAL, PICTURE_KIND_BILL
from heo.ai.v1.understanding_service_pb2 import InterpretContext
from heo.ledger.v1.draft_service_pb2 import FinishReadingRequest
from PIL import Image

from services.ai.bills.reader import open_bill_reader
from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import Repository
from services.ai.memory.service import Memories
from services.ai.pictures.decoder import Decoder
from services.ai.readings.model import Reading, ReadingPage, Stage, draft_id_of
from services.ai.readings.work import BillWork
from services.ai.understanding.vocabulary import Vocabulary
from services.mesh.clock import SystemClock
from services.mesh.ids import new_id
from services.mesh.objects import ObjectMissingError, Objects, evidence_key, open_objects, page_key
from tests.ai.bills.drawing import drawn
from tests.ai.pictures.files import pdf_with_text, saved

BILL = [
    "SIEU THI SAO MAI", "HOA DON BAN LE", "12/09/2026 18:05", ("Rau cai", "1", "30.000", "30.000"),
    ("Thuoc dau dau", "1", "20.000", "20.000"), ("TONG CONG", "50.000"),
    ("Tien mat", "100.000"), ("Tien thoi", "50.000"),
]  # fmt: skip


@pytest.fixture
def objects() -> Objects:
    """A store that is empty."""
    return open_objects("memory:///")


@pytest.fixture
async def work(memories: Memories, vocabulary: Vocabulary, objects: Objects) -> AsyncIterator[BillWork]:
    """The work of the product."""
    repository = Repository()
    engine = InProcessEngine(repository, threads=2)
    yield BillWork(objects, Decoder(), open_bill_reader(engine, repository), vocabulary, memories)
    await engine.close()


async def nothing(percent: int) -> None:
    """Nobody watches."""


async def reading_of(objects: Objects, context: InterpretContext, *contents: bytes) -> Reading:
    household_id, pages = new_id(), []
    for content in contents:
        evidence_id = new_id()
        await objects.put(evidence_key(household_id, evidence_id), content)
        pages.append(ReadingPage(evidence_id, "image/png"))
    now, kept = SystemClock().now(), context.SerializeToString()
    return Reading(household_id, new_id(), Stage.READING, 0, tuple(pages), now, context=kept)


async def read(work: BillWork, reading: Reading) -> Any:
    return await work.read(reading, await work.contents(reading), nothing)


async def test_a_photo_becomes_a_split_draft_with_boxes_and_an_upright_page(
    work: BillWork, objects: Objects, context: InterpretContext, thing_id: Any
) -> None:
    sideways = saved(drawn(BILL).rotate(90, expand=True), "PNG")
    reading = await reading_of(objects, context, sideways)
    result = await read(work, reading)
    (draft,) = result.request.drafts
    assert (draft.draft_id, draft.reading_id) == (str(reading.reading_id), str(reading.reading_id))
    assert list(draft.evidence_ids) == [str(reading.pages[0].evidence_id)]
    content = draft.content
    assert (content.amount.minor_units, content.amount.commodity, content.valid_date) == (50_000, "VND", "2026-09-12")
    assert content.account_id == thing_id("cash")
    assert [(part.amount.minor_units, part.category_id) for part in content.parts] == [
        (30_000, thing_id("food.groceries")), (20_000, thing_id("health.medicine")),
    ]  # fmt: skip
    assert not content.category_id
    assert not draft.needs_look
    (bill,) = result.found.bills
    assert (bill.kind, bill.verified, bill.draft_id) == (PICTURE_KIND_BILL, True, str(reading.reading_id))
    total = next(piece for piece in bill.pieces if piece.field == BILL_FIELD_TOTAL)
    assert total.amount.minor_units == 50_000
    shown = Image.open(io.BytesIO(await objects.get(page_key(reading.household_id, reading.reading_id, 0))))
    assert shown.size == (800, 80 + 48 * len(BILL))
    row = (40 + 48 * 5 + 15) / shown.height
    assert total.box.top < row < total.box.bottom
    assert 0.7 < total.box.left < total.box.right <= 1


async def test_the_same_reading_again_tells_the_same(
    work: BillWork, objects: Objects, context: InterpretContext
) -> None:
    reading = await reading_of(objects, context, saved(drawn(BILL), "PNG"))
    first, again = await read(work, reading), await read(work, reading)
    assert first.request == again.request


async def test_two_bills_of_one_photo_are_two_drafts(
    work: BillWork, objects: Objects, context: InterpretContext
) -> None:
    one, other = drawn(BILL), drawn(["QUAN PHO BAC", "HOA DON", ("Pho bo", "45.000"), ("TONG CONG", "45.000")])
    both = Image.new("RGB", (1700, one.height), "white")
    both.paste(one, (0, 0))
    both.paste(other, (880, 0))
    reading = await reading_of(objects, context, saved(both, "PNG"))
    result = await read(work, reading)
    assert sorted(draft.content.amount.minor_units for draft in result.request.drafts) == [45_000, 50_000]
    ids = [UUID(draft.draft_id) for draft in result.request.drafts]
    assert ids == [reading.reading_id, draft_id_of(reading.reading_id, 1)]


async def test_a_pdf_is_read_by_its_text_and_shown_as_a_picture(
    work: BillWork, objects: Objects, context: InterpretContext
) -> None:
    text = ["CUA HANG ABC", "HOA DON BAN LE", "Ngay 12/09/2026", "Pho bo 45.000", "TONG CONG 45.000"]
    reading = await reading_of(objects, context, pdf_with_text(text))
    result = await read(work, reading)
    assert [draft.content.amount.minor_units for draft in result.request.drafts] == [45_000]
    assert (await objects.get(page_key(reading.household_id, reading.reading_id, 0))).startswith(b"\xff\xd8\xff")


async def test_a_picture_without_a_bill_ends_as_a_failure(
    work: BillWork, objects: Objects, context: InterpretContext
) -> None:
    result = await read(work, await reading_of(objects, context, saved(drawn(["con meo", "dang ngu"]), "PNG")))
    assert result.request == FinishReadingRequest(
        household_id=result.request.household_id, request_id=result.request.request_id,
        draft_id=result.request.draft_id, failure="NO_BILL",
    )  # fmt: skip


async def test_another_households_pictures_are_never_reached(
    work: BillWork, objects: Objects, context: InterpretContext
) -> None:
    theirs = await reading_of(objects, context, saved(drawn(BILL), "PNG"))
    ours = Reading(new_id(), new_id(), Stage.READING, 0, theirs.pages, theirs.create_time, context=theirs.context)
    with pytest.raises(ObjectMissingError):
        await work.contents(ours)
