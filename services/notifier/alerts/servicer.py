"""heo.notifier.v1.InboxService: from the message, one call, to the message."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from google.protobuf.timestamp_pb2 import Timestamp
from heo.notifier.v1 import inbox_service_pb2 as pb
from heo.notifier.v1.inbox_service_pb2_grpc import InboxServiceServicer
from heo.type.v1.money_pb2 import Money

from services.mesh.caller import Caller, caller_of
from services.notifier.alerts.model import Listed
from services.notifier.alerts.service import Inbox, News
from services.notifier.rules.model import AlertKind


class InboxServicer(InboxServiceServicer):
    """The inbox on the wire."""

    def __init__(self, inbox: Inbox) -> None:
        """Serve `inbox`."""
        self._inbox = inbox

    async def ListAlerts(self, request: pb.ListAlertsRequest, context: Any) -> pb.ListAlertsResponse:
        """See the contract."""
        asked = request.page
        page = await self._inbox.page(
            *_member(caller_of(context)), asked.page_size, asked.page_token, request.unread_only
        )
        return pb.ListAlertsResponse(
            alerts=[to_proto(found) for found in page.alerts],
            next_page_token=page.next_page_token,
            unread_count=page.unread_count,
        )

    async def MarkAlertsRead(self, request: pb.MarkAlertsReadRequest, context: Any) -> pb.MarkAlertsReadResponse:
        """See the contract."""
        alert_ids = [UUID(alert_id) for alert_id in request.alert_ids]
        unread = await self._inbox.mark_read(*_member(caller_of(context)), alert_ids)
        return pb.MarkAlertsReadResponse(unread_count=unread)

    async def Watch(self, request: pb.WatchRequest, context: Any) -> AsyncIterator[pb.WatchResponse]:
        """See the contract."""
        async for news in self._inbox.watch(*_member(caller_of(context))):
            yield _watched(news)


def _member(caller: Caller) -> tuple[UUID, UUID]:
    """Household and user; the contract's access rule lets nobody in without both."""
    if caller.household_id is None or caller.user_id is None:
        raise LookupError("the access rule of the inbox asks for a member")
    return caller.household_id, caller.user_id


def _watched(news: News) -> pb.WatchResponse:
    alert = None if news.alert is None else to_proto(news.alert)
    return pb.WatchResponse(alert=alert, unread_count=news.unread_count)


def to_proto(found: Listed) -> pb.Alert:
    """The alert on the wire."""
    alert = found.alert
    created = Timestamp()
    created.FromDatetime(alert.create_time)
    is_plan = alert.kind is not AlertKind.JAR_EMPTY
    return pb.Alert(
        alert_id=str(alert.alert_id),
        kind=pb.AlertKind.ValueType(alert.kind),
        subject_id=str(alert.subject_id),
        subject_is_jar=alert.subject_is_jar,
        plan_id=str(alert.cause_id) if is_plan else "",
        month=alert.month,
        spent=Money(minor_units=alert.spent, commodity=alert.commodity),
        limit=None if alert.limit is None else Money(minor_units=alert.limit, commodity=alert.commodity),
        create_time=created,
        read=found.read,
        transaction_id=str(alert.transaction_id or ""),
    )
