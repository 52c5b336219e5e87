"""What is read off a page and what a bill is. Amounts are minor units of the bill's currency; boxes are pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Box:
    """A place on an upright page, in pixels."""

    left: float
    top: float
    right: float
    bottom: float
    page: int = 0

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def with_other(self, other: "Box") -> "Box":
        """The smallest box around both; they are on one page."""
        return Box(
            min(self.left, other.left), min(self.top, other.top),
            max(self.right, other.right), max(self.bottom, other.bottom), self.page,
        )  # fmt: skip


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box around boxes of the first one's page; ValueError for none."""
    if not boxes:
        raise ValueError("no box")
    result = boxes[0]
    for box in boxes[1:]:
        if box.page == result.page:
            result = result.with_other(box)
    return result


@dataclass(frozen=True, slots=True)
class Word:
    """A run of print that stands together, as the recogniser reads it; `confidence` is its own, 0 to 1."""

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """Words of one height on the page, from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return "  ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return around([word.box for word in self.words])

    @property
    def confidence(self) -> float:
        """That of its worst word."""
        return min(word.confidence for word in self.words)


class PictureKind(Enum):
    """What a picture shows; the names of heo.ai.v1.PictureKind in lower case."""

    BILL = "bill"
    TRANSFER = "transfer"
    NONE = "none"


class BillField(Enum):
    """A piece of a bill; the names of heo.ai.v1.BillField in lower case."""

    MERCHANT = "merchant"
    ADDRESS = "address"
    TIME = "time"
    TOTAL = "total"
    PAYMENT = "payment"
    VAT = "vat"
    DISCOUNT = "discount"
    FEE = "fee"
    CASH = "cash"
    CHANGE = "change"
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True)
class Piece:
    """One field: what is printed, its amount when it is money, where, how sure, and whether arithmetic proves it."""

    field: BillField
    text: str
    box: Box
    confidence: float
    amount: int | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A thing that was bought. `quantity` is a decimal number as text, "" when it is not printed."""

    name: str
    amount: int
    box: Box
    confidence: float
    quantity: str = ""
    unit: str = ""
    unit_price: int | None = None
    breaks_the_sum: bool = False
    amount_box: Box | None = None


@dataclass(frozen=True, slots=True)
class Bill:
    """One bill. `why` are the identities that closed or broke: "LINES_SUM", "CASH_CHANGE", "WORDS", "LINE_BREAKS:3"."""

    kind: PictureKind
    currency: str = ""
    pieces: tuple[Piece, ...] = ()
    lines: tuple[Line, ...] = ()
    verified: bool = False
    why: tuple[str, ...] = ()

    def piece(self, field: BillField) -> Piece | None:
        """The piece of that field, or None."""
        return next((piece for piece in self.pieces if piece.field is field), None)

    def amount(self, field: BillField) -> int | None:
        """The amount of that field, or None."""
        piece = self.piece(field)
        return None if piece is None else piece.amount
