"""Readings on the wire."""

from services.bff.wire.enums import BillField, PictureKind, ReadingStage
from services.bff.wire.scalars import Id, RequestId
from services.bff.wire.schema import Answer, Body, Moment, Money


class Box(Answer):
    """A place on a page, in shares of the upright page's width and height, 0 to 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class BillPiece(Answer):
    """A piece of a bill: what is printed, what it means, where it stands."""

    field: BillField
    text: str
    amount: Money | None
    box: Box | None
    confidence: float
    verified: bool


class BillLine(Answer):
    """A thing that was bought."""

    name: str
    quantity: str
    unit: str
    unit_price: Money | None
    amount: Money | None
    box: Box | None
    confidence: float
    breaks_the_sum: bool
    category_id: Id | None
    jar_id: Id | None


class Bill(Answer):
    """One bill with its proof. `why` are the identities that closed or broke: "LINES_SUM", "LINE_BREAKS:3"."""

    kind: PictureKind | None
    pieces: list[BillPiece]
    lines: list[BillLine]
    verified: bool
    why: list[str]
    draft_id: Id | None


class ReadingPage(Answer):
    """One picture or file of a reading."""

    evidence_id: Id
    media_type: str


class Reading(Answer):
    """One reading. Its id is also that of the first draft that it becomes. In a list it has no bills.

    `failure` is a reason code when it failed: "NO_BILL", "TOO_LARGE", "NOT_A_PICTURE", "BROKEN", "TIMED_OUT", "GONE".
    """

    reading_id: Id
    stage: ReadingStage
    progress: int
    ahead: int
    pages: list[ReadingPage]
    bills: list[Bill]
    failure: str
    create_time: Moment


class ReadingList(Answer):
    """Readings, newest first."""

    readings: list[Reading]
    next_page_token: str


class ReadingRetry(Body):
    """Reads the same files again. `request_id` becomes the id of the new reading."""

    request_id: RequestId
