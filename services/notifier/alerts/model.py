"""An alert as it is kept. Pure."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.notifier.rules.model import AlertKind


@dataclass(frozen=True, slots=True)
class Alert:
    """One alert; amounts in minor units of `commodity`.

    `cause_id` is the plan or the jar; `spent` is the jar's balance and `limit` None for JAR_EMPTY. `occurrence` counts
    the same alert in the same month, from 1.
    """

    alert_id: UUID
    kind: AlertKind
    cause_id: UUID
    occurrence: int
    subject_id: UUID
    subject_is_jar: bool
    month: str
    commodity: str
    spent: int
    limit: int | None
    transaction_id: UUID | None
    create_time: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """An alert as one user sees it; `ordinal` orders the household's alerts."""

    ordinal: int
    alert: Alert
    read: bool


def page_token(ordinal: int) -> str:
    """The token of the page that goes on before `ordinal`."""
    return f"{ordinal:x}"


def ordinal_of(token: str) -> int | None:
    """The ordinal of a token; None for the first page. ValueError for what is no token."""
    if not token:
        return None
    ordinal = int(token, 16)
    if not 0 < ordinal < 2**63 or token != page_token(ordinal):
        raise ValueError("not a page token")
    return ordinal
