"""Which rows are one thing: each has one row with a sum; names above and below go to it so that most speaks for it.

Bills print numbers on the first row of a name, on its last, or between. Each way is tried on the whole bill, rows of
headings and notes are left out at a price, and the best way wins (dynamic programming over the rows).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from services.ai.bills.line_row import RowNumbers
from services.ai.bills.names import Name
from services.ai.bills.wrapping import NEVER, Limits, is_heading, is_remark

MOST_ROWS = 6
"""Of one thing."""
LEFT_OUT, SMALL_LOSS = -0.75, -0.1
"""What it costs that a name belongs to no thing, and that a heading or a note does not."""
NAMELESS, SIZE_FOR_NAME = -3.0, -1.0
"""A thing without a name, and one that is called "500ml"."""
NAME_ABOVE, NAME_BELOW = 1.0, 0.9
"""A name in the row beside a sum that has none of its own."""
MIXED = -0.6
"""A bill that prints its numbers now here, now there."""
SURE = 1.5
"""What must speak for a row below the bill's heading being the beginning of the first name."""


class Kind(Enum):
    """What a row adds to a thing."""

    SUM = 1
    NAME = 2
    SIZE = 3
    """The end of a name that is numbers: "500ml"."""
    COUNT = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A row with what it says; `name` is what it adds to a name."""

    kind: Kind
    index: int
    row: RowNumbers
    name: Name
    details: tuple[RowNumbers, ...] = ()
    """Rows below that say how the sum came about."""


class Way(Enum):
    """Where a bill prints the numbers of a thing whose name takes several rows."""

    FIRST = 1
    LAST = 2
    MIXED = 3


Group = Sequence[Piece]


def grouped(blocks: Sequence[Sequence[Piece]], limits: Limits, headed: bool) -> list[Group]:
    """The rows of each thing. Blocks have something else between them; unless `headed`, rows above the first sum may be
    the bill's heading.
    """
    best: tuple[float, list[Group]] | None = None
    for way in Way:
        score, found = (MIXED if way is Way.MIXED else 0.0), list[Group]()
        for block in blocks:
            gained, groups = _best(block, limits, way, headed or bool(found))
            score += gained
            found += groups
        if best is None or score > best[0]:
            best = score, found
    return best[1] if best is not None else []


def _best(block: Sequence[Piece], limits: Limits, way: Way, headed: bool) -> tuple[float, list[Group]]:
    """The best way through one block and what it gains."""
    first_sum = next((place for place, piece in enumerate(block) if piece.kind is Kind.SUM), len(block))
    ways: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(block) + 1):
        options = []
        for begin in range(max(0, end - MOST_ROWS), end):
            in_heading = not headed and begin <= first_sum
            gain = _gain(block[begin:end], limits, way, in_heading)
            options.append((ways[begin][0] + gain, begin))
        ways.append(max(options))
    groups: list[Group] = []
    end = len(block)
    while end > 0:
        begin = ways[end][1]
        if any(piece.kind is Kind.SUM for piece in block[begin:end]):
            groups.insert(0, block[begin:end])
        end = begin
    return ways[-1][0], groups


def _gain(rows: Sequence[Piece], limits: Limits, way: Way, in_heading: bool) -> float:
    """What speaks for these rows being one thing, or for one row being none."""
    sums = [place for place, piece in enumerate(rows) if piece.kind is Kind.SUM]
    if not sums:
        return _loss(rows[0], in_heading) if len(rows) == 1 else NEVER
    if len(sums) > 1 or not _stands(rows, sums[0], way):
        return NEVER
    texts = [piece for piece in rows if piece.name.text and piece.kind is not Kind.COUNT]
    links = [limits.likeness(one.name, other.name) for one, other in pairwise(texts)]
    if in_heading and rows[0].kind is not Kind.SUM and min(links, default=SURE) < SURE:
        return NEVER
    return sum(links) + _naming(rows, sums[0], texts)


def _stands(rows: Sequence[Piece], place: int, way: Way) -> bool:
    """Whether the sum stands where this way has it."""
    if way is Way.FIRST:
        return place == 0
    return way is Way.MIXED or place == len(rows) - 1


def _naming(rows: Sequence[Piece], place: int, texts: Sequence[Piece]) -> float:
    if not texts:
        return NAMELESS
    if texts[0].kind is Kind.SIZE:
        return SIZE_FOR_NAME
    if rows[place].name.text:
        return 0.0
    return NAME_ABOVE if rows[0].kind is not Kind.SUM else NAME_BELOW


def _loss(piece: Piece, in_heading: bool) -> float:
    """What leaving a row out costs."""
    if in_heading or piece.kind is not Kind.NAME:
        return 0.0
    return SMALL_LOSS if is_remark(piece.name) or is_heading(piece.name) else LEFT_OUT
