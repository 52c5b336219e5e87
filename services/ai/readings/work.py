"""One reading from its objects to what the ledger is told."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

import cv2
from heo.ai.v1 import reading_service_pb2 as pb
from heo.ai.v1.understanding_service_pb2 import InterpretContext

from services.ai.bills.categories import Categorizer
from services.ai.bills.drafting import draft_of
from services.ai.bills.extraction import Reader
from services.ai.bills.model import Bill, BillField
from services.ai.bills.reading import BillReader
from services.ai.bills.reading import Reading as ReadBills
from services.ai.bills.resolving import resolved
from services.ai.bills.to_proto import bill_message, draft_message
from services.ai.interpretation.from_proto import context_of
from services.ai.interpretation.recalling import recall_from
from services.ai.interpretation.resolve import Resolver
from services.ai.memory.model import phrases_of
from services.ai.memory.service import Memories
from services.ai.pictures.decoder import Decoder
from services.ai.pictures.model import Page
from services.ai.print.shown import upright_jpeg
from services.ai.readings.ending import Progress, Result, finishing
from services.ai.readings.model import NO_BILL, Reading, draft_id_of
from services.ai.understanding.model import Context
from services.ai.understanding.text import fold
from services.ai.understanding.vocabulary import Vocabulary
from services.mesh.objects import Objects, evidence_key, page_key

FETCHED, DECODED, READ = 5, 15, 90
MOST_PHRASES = 2000


class BillWork:
    """Reads what readings name."""

    def __init__(
        self, objects: Objects, decoder: Decoder, bills: BillReader, vocabulary: Vocabulary, memories: Memories
    ) -> None:
        """Read objects of `objects`; categories come from `vocabulary` and `memories`."""
        self._objects = objects
        self._decoder = decoder
        self._bills = bills
        self._vocabulary = vocabulary
        self._memories = memories

    async def contents(self, reading: Reading) -> list[bytes]:
        """The files, as they were sent. ObjectMissingError when one was deleted meanwhile."""
        keys = [evidence_key(reading.household_id, page.evidence_id) for page in reading.pages]
        return [await self._objects.get(key) for key in keys]

    async def read(self, reading: Reading, contents: Sequence[bytes], progress: Progress) -> Result:
        """What the files say. PictureError for a file that cannot be read, EngineError, ArithmeticError."""
        context = context_of(InterpretContext.FromString(reading.context or b""))
        await progress(FETCHED)
        pages = [page for content in contents for page in await self._decoder.decode(content)]
        await progress(DECODED)

        async def read_share(share: float) -> None:
            await progress(DECODED + int((READ - DECODED) * share))

        reader = Reader(context.currency, context.today, await self._memories.merchants(reading.household_id))
        try:
            found = await self._bills.read(pages, reader, read_share)
            if any(page.texts for page in pages):
                pages = [page for content in contents for page in await self._decoder.decode(content, as_pictures=True)]
                if not found.bills:  # a text layer that is no bill may lie above a picture that is one
                    found = await self._bills.read(pages, reader, read_share)
            await self._show(reading, pages, found)
        except cv2.error as error:
            raise ArithmeticError("a picture that geometry cannot take") from error
        return await self._result(reading, found.bills, context, found)

    async def _show(self, reading: Reading, pages: Sequence[Page], found: ReadBills) -> None:
        """Keeps each page upright and bare, for people to look at."""
        for number, page in enumerate(pages):
            turns = found.pages[number].turns if number < len(found.pages) else 0
            if page.pixels:
                key = page_key(reading.household_id, reading.reading_id, number)
                await self._objects.put(key, upright_jpeg(page, turns))

    async def _result(self, reading: Reading, bills: Sequence[Bill], context: Context, found: ReadBills) -> Result:
        context = await self._with_memory(reading.household_id, bills, context)
        categorizer, resolver = Categorizer(self._vocabulary, context), Resolver(context, self._vocabulary)
        message, request = pb.Reading(), finishing(reading)
        evidence_ids = [page.evidence_id for page in reading.pages]
        for index, bill in enumerate(bills):
            draft = resolved(draft_of(bill, context, categorizer), resolver)
            draft_id = draft_id_of(reading.reading_id, index)
            message.bills.append(bill_message(bill, draft, draft_id, found.pages))
            request.drafts.append(draft_message(draft, draft_id, reading.reading_id, evidence_ids))
        if not bills:
            request.failure = NO_BILL
        return Result(message, request)

    async def _with_memory(self, household_id: UUID, bills: Sequence[Bill], context: Context) -> Context:
        """The context with what the household's own history says of the names on the bills."""
        names = [line.name for bill in bills for line in bill.lines]
        merchants = [piece.text for bill in bills if (piece := bill.piece(BillField.MERCHANT)) is not None]
        phrases = dict.fromkeys(phrase for name in (*merchants, *names) for phrase in phrases_of(fold(name)))
        lessons = await self._memories.lessons(household_id, list(phrases)[:MOST_PHRASES])
        return replace(context, recall=recall_from(lessons, context)) if lessons.counts else context
