"""The stream of a page that is open."""

from typing import Annotated

from fastapi import APIRouter, Header
from sse_starlette import EventSourceResponse

from services.bff.dependencies import HubDep, MemberDep, MembershipsDep, SessionsDep
from services.bff.live.stream import page_events
from services.bff.wire.scalars import LARGEST_INT64

router = APIRouter(prefix="/households/{household_id}/stream", tags=["live"])
RECONNECT_MS = 2_000


@router.get(
    "",
    response_class=EventSourceResponse,
    responses={
        200: {
            "description": "Events `ledger` (LedgerEvent), `alert` (AlertEvent) and `ping` (Ping)",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    },
)
async def watch_household(
    member: MemberDep,
    hub: HubDep,
    sessions: SessionsDep,
    memberships: MembershipsDep,
    last_event_id: Annotated[int, Header(ge=0, le=LARGEST_INT64)] = 0,
) -> EventSourceResponse:
    """What happens in the household from now on, or since Last-Event-ID."""
    hub.admit(member.person.user_id)
    await hub.prepare(member.acting, member.membership.household_id, last_event_id)
    events = page_events(member, hub, sessions, memberships, last_event_id)
    return EventSourceResponse(events, ping=3600, headers={"X-Accel-Buffering": "no", "Cache-Control": "no-store"})
