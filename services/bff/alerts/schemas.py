"""Alerts on the wire."""

from typing import Annotated

from pydantic import Field

from services.bff.wire.enums import AlertKind
from services.bff.wire.scalars import Id, Month, RequestId
from services.bff.wire.schema import Answer, Body, Moment, Money


class Alert(Answer):
    """An alert. `spent` is the jar's balance for jar_empty; `limit` is null for a jar."""

    alert_id: Id
    kind: AlertKind
    subject_id: Id
    subject_is_jar: bool
    plan_id: Id | None
    month: Month
    spent: Money
    limit: Money | None
    create_time: Moment
    read: bool
    transaction_id: Id | None


class AlertList(Answer):
    """A page, newest first; `unread_count` counts all unread ones."""

    alerts: list[Alert]
    unread_count: int
    next_page_token: str


class AlertsRead(Body):
    """Which alerts the signed-in person has read."""

    request_id: RequestId
    alert_ids: Annotated[list[Id], Field(min_length=1, max_length=200)]


class UnreadCount(Answer):
    """What is still unread."""

    unread_count: int
