"""What one open page is sent: ledger events, alerts and signs of life, while session and membership last."""

from collections.abc import AsyncIterator

from heo.events.v1.event_pb2 import Event, Visibility
from heo.notifier.v1.inbox_service_pb2 import WatchResponse
from heo.type.v1.access_pb2 import Role
from sse_starlette import ServerSentEvent

from services.bff.alerts.schemas import Alert
from services.bff.households.member import Member
from services.bff.households.service import Memberships
from services.bff.live.hub import Hub
from services.bff.live.mailbox import Mailbox
from services.bff.live.schemas import AlertEvent, LedgerEvent, Ping
from services.bff.sessions.service import Sessions
from services.bff.wire.enums import LedgerKind
from services.bff.wire.from_proto import answer
from services.bff.wire.schema import Answer

PING_S = 15.0


async def page_events(
    member: Member, hub: Hub, sessions: Sessions, memberships: Memberships, after: int
) -> AsyncIterator[ServerSentEvent]:
    """The events of one page until it leaves, the session ends, the membership ends, or the process stops."""
    household_id = member.membership.household_id
    mailbox = hub.open(member.acting, household_id, after)
    try:
        yield _sent("ping", Ping(sequence=hub.sequence(household_id)), None)
        while True:
            heard = await mailbox.wait(PING_S)
            if mailbox.closed:
                return
            if not heard:
                yield _sent("ping", Ping(sequence=hub.sequence(household_id)), None)
            for event in _taken(mailbox, hub.sequence(household_id)):
                yield event
            if not await _may_stay(member, sessions, memberships):
                return
    finally:
        hub.leave(mailbox, household_id)


async def _may_stay(member: Member, sessions: Sessions, memberships: Memberships) -> bool:
    found = await memberships.find(member.person.user_id, member.membership.household_id)
    return found is not None and await sessions.lives(member.person.token_hash)


def _taken(mailbox: Mailbox, sequence: int) -> list[ServerSentEvent]:
    events, alerts, missed = mailbox.take()
    seen = [event for event in events if _visible(event, mailbox.acting.role)]
    sent = []
    if missed:
        sent.append(_ledger(LedgerEvent(sequence=sequence, kinds=[LedgerKind.RESYNC], ids=[])))
    if seen:
        sent.append(_ledger(ledger_event(seen)))
    return sent + [_sent("alert", alert_event(alert), None) for alert in alerts]


def _visible(event: Event, role: int) -> bool:
    return event.visibility == Visibility.VISIBILITY_HOUSEHOLD or role >= Role.ROLE_EDITOR


def ledger_event(events: list[Event]) -> LedgerEvent:
    """Several events of one household as one: their kinds and ids, each once, and the last sequence."""
    kinds: dict[str, None] = {}
    ids: dict[str, None] = {}
    for event in events:
        kind = event.WhichOneof("body")
        if kind is None:
            continue
        kinds[kind] = None
        body = getattr(event, kind)
        for name in ("transaction_id", "draft_id", "account_id", "plan_id"):
            if getattr(body, name, ""):
                ids[getattr(body, name)] = None
    return LedgerEvent.model_validate({"sequence": events[-1].sequence, "kinds": list(kinds), "ids": list(ids)})


def alert_event(response: WatchResponse) -> AlertEvent:
    """A new alert, or only the count."""
    alert = answer(Alert, response.alert) if response.HasField("alert") else None
    return AlertEvent(alert=alert, unread_count=response.unread_count)


def _ledger(event: LedgerEvent) -> ServerSentEvent:
    return _sent("ledger", event, event.sequence or None)


def _sent(name: str, data: Answer, event_id: int | None) -> ServerSentEvent:
    return ServerSentEvent(data.model_dump_json(), event=name, id=None if event_id is None else str(event_id))
