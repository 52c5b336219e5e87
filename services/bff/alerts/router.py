"""The inbox over REST."""

from fastapi import APIRouter
from heo.notifier.v1.inbox_service_pb2 import ListAlertsRequest, MarkAlertsReadRequest
from heo.type.v1.page_pb2 import Page

from services.bff.alerts.schemas import Alert, AlertList, AlertsRead, UnreadCount
from services.bff.dependencies import MemberDep, NotifierDep
from services.bff.wire.from_proto import answer, answers
from services.bff.wire.scalars import PageSize, PageToken
from services.bff.wire.to_proto import request_of

router = APIRouter(prefix="/households/{household_id}/alerts", tags=["alerts"])


@router.get("")
async def list_alerts(
    member: MemberDep,
    notifier: NotifierDep,
    unread_only: bool = False,
    page_size: PageSize = 0,
    page_token: PageToken = "",
) -> AlertList:
    """Alerts, newest first."""
    page = Page(page_size=page_size, page_token=page_token)
    request = request_of(ListAlertsRequest, household_id=member.household_id, unread_only=unread_only, page=page)
    reply = await notifier.ask(notifier.inbox.ListAlerts, request, member.acting)
    return AlertList(
        alerts=answers(Alert, reply.alerts),
        unread_count=reply.unread_count,
        next_page_token=reply.next_page_token,
    )


@router.post("/read")
async def mark_alerts_read(member: MemberDep, notifier: NotifierDep, body: AlertsRead) -> UnreadCount:
    """Mark alerts as read by the signed-in person."""
    request = request_of(MarkAlertsReadRequest, body, household_id=member.household_id)
    return answer(UnreadCount, await notifier.ask(notifier.inbox.MarkAlertsRead, request, member.acting))
