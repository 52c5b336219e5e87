"""Bills as words with places, as a perfect recogniser would read them."""

import math
from collections.abc import Sequence

from services.ai.bills.extraction import Reader
from services.ai.bills.geometry import rows_of
from services.ai.bills.model import Bill, BillField, Box, Word

WIDTH, HEIGHT, GAP, LETTER = 600, 24, 12, 10
COLUMNS = {1: [20], 2: [20, 440], 3: [20, 300, 440], 4: [20, 250, 340, 460], 5: [20, 60, 270, 350, 460]}

Printed = str | Sequence[str]


def words_of(*rows: Printed, page: int = 0, left: float = 0, top: float = 20, confidence: float = 0.98) -> list[Word]:
    """One word a cell; cells at the right end where columns of numbers end."""
    found = []
    for index, row in enumerate(rows):
        cells = [row] if isinstance(row, str) else list(row)
        for column, text in zip(COLUMNS[len(cells)], cells, strict=True):
            if not text:
                continue
            width = len(text) * LETTER
            start = left + (WIDTH - 20 - width if column >= 440 else column)
            y = top + index * (HEIGHT + GAP)
            found.append(Word(text, Box(start, y, start + width, y + HEIGHT, page), confidence))
    return found


def turned(words: Sequence[Word], radians: float) -> list[Word]:
    """The words of a page that lies turned: the upright boxes around slanted words."""
    cosine, sine = math.cos(radians), math.sin(radians)
    found = []
    for word in words:
        x, y = word.box.middle
        middle = x * cosine - y * sine, x * sine + y * cosine
        width, height = word.box.width, word.box.height + word.box.width * abs(math.tan(radians))
        box = Box(middle[0] - width / 2, middle[1] - height / 2, middle[0] + width / 2, middle[1] + height / 2)
        found.append(Word(word.text, box, word.confidence))
    return found


def read(*rows: Printed, **options: object) -> Bill:
    """The bill that these rows print."""
    return Reader().read(rows_of(words_of(*rows)))


def total(bill: Bill) -> int | None:
    return bill.amount(BillField.TOTAL)


def things(bill: Bill) -> list[tuple[str, int]]:
    """Names and sums of the lines."""
    return [(line.name, line.amount) for line in bill.lines]
