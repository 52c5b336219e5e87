"""The events of the stream: SSE names `ledger`, `alert` and `ping`; `id` is the household's event sequence."""

from services.bff.alerts.schemas import Alert
from services.bff.wire.enums import LedgerKind
from services.bff.wire.scalars import Id
from services.bff.wire.schema import Answer


class LedgerEvent(Answer):
    """Something happened in the ledger: what kinds, and to which ids."""

    sequence: int
    kinds: list[LedgerKind]
    ids: list[Id]


class AlertEvent(Answer):
    """A new alert, or null when only the count changed."""

    alert: Alert | None
    unread_count: int


class Ping(Answer):
    """A sign of life."""

    sequence: int
