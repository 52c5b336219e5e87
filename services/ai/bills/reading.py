"""Pages to bills: words of every page, bills parted and joined, read, and proven by a second look."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from services.ai.bills.bending import FLAT
from services.ai.bills.extraction import NO_BILL, Reader
from services.ai.bills.geometry import rows_of, slanted
from services.ai.bills.joining import joined
from services.ai.bills.model import Bill, Box, PictureKind, Row, Word
from services.ai.bills.proving import proven
from services.ai.bills.separating import separated
from services.ai.pictures.model import Page
from services.ai.print.page import PageReader, ReadPage

Progress = Callable[[float], Awaitable[None]]
"""Told how much is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page as it was read: its sides in pixels after `turns` quarter turns clockwise that made it upright."""

    width: int
    height: int
    turns: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found. Boxes are pixels of the upright pages."""

    bills: tuple[Bill, ...]
    pages: tuple[PageSize, ...]


class BillReader:
    """Reads the pages of one file, or several photos of one bill."""

    def __init__(self, pages: PageReader) -> None:
        """Read print with `pages`."""
        self._pages = pages

    async def read(self, pages: Sequence[Page], reader: Reader, progress: Progress | None = None) -> Reading:
        """The bills, none when there is none. EngineError when a model cannot be run."""
        read: list[ReadPage] = []
        for number, page in enumerate(pages):
            read.append(await self._read_page(page, number))
            if progress is not None:
                await progress((number + 1) / len(pages) * 0.9)
        bills = [await self._bill(rows, read, reader) for rows in _bills_of(read)]
        found = tuple(bill for bill in bills if bill.kind is not PictureKind.NONE)
        return Reading(found, tuple(PageSize(page.width, page.height, page.turns) for page in read))

    async def _read_page(self, page: Page, number: int) -> ReadPage:
        if page.texts:
            words = tuple(Word(run.text, Box(*run.box, page=number)) for run in page.texts)
            return ReadPage(number, page.width, page.height, words)
        picture = np.frombuffer(page.pixels, np.uint8).reshape(page.height, page.width, 3)
        return await self._pages.read(picture, number)

    async def _bill(self, rows: Sequence[Row], pages: Sequence[ReadPage], reader: Reader) -> Bill:
        bill = reader.read(rows)
        if bill.kind is PictureKind.NONE:
            return NO_BILL
        places = {
            word.box: (page, index) for page in pages if page.quads for index, word in enumerate(page.level_words())
        }

        async def reread(word: Word) -> list[str]:
            if word.box not in places:
                return []
            lines = await self._pages.reread(*places[word.box])
            return [line.text for line in sorted(lines, key=lambda line: -line.confidence)]

        return _in_pages(await proven(bill, rows, reader, reread), pages)


def _bills_of(pages: Sequence[ReadPage]) -> list[list[Row]]:
    """The rows of each bill: bills of one photo parted; photos that show one bill each joined where they overlap."""
    parted = [[rows_of(words) for words in separated(page.level_words())] for page in pages]
    if all(len(bills) <= 1 for bills in parted):
        return joined([bills[0] for bills in parted if bills])
    return [rows for bills in parted for rows in bills]


def _in_pages(bill: Bill, pages: Sequence[ReadPage]) -> Bill:
    """The bill with its boxes where they stand in the photographed pages."""
    lies = {page.number: (page.slant, page.bend) for page in pages}

    def placed(box: Box) -> Box:
        return slanted(box, *lies.get(box.page, (0.0, FLAT)))

    return replace(
        bill,
        pieces=tuple(replace(piece, box=placed(piece.box)) for piece in bill.pieces),
        lines=tuple(replace(line, box=placed(line.box)) for line in bill.lines),
    )
