"""What a route asks for by its type: the parts of the process, and for whom the request is."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from fastapi.requests import HTTPConnection

from services.bff.drafts.context import Contexts
from services.bff.evidence.service import EvidenceKeeper
from services.bff.households.member import Member
from services.bff.households.service import Memberships
from services.bff.keeping.lessons import Lessons
from services.bff.keeping.service import Keepings
from services.bff.live.hub import Hub
from services.bff.parts import Parts
from services.bff.problems.problem import Refusal
from services.bff.readings.service import Readings
from services.bff.sessions.guard import cookie_of, is_write, same_token
from services.bff.sessions.model import SignedIn
from services.bff.sessions.service import Sessions
from services.bff.upstream.services import Ai, Ledger, Notifier
from services.bff.users.service import Users
from services.bff.voice.service import Voice
from services.mesh.clock import Clock


def parts_of(connection: HTTPConnection) -> Parts:
    """The parts of this process, for requests and for lines."""
    parts: Parts = connection.app.state.parts
    return parts


PartsDep = Annotated[Parts, Depends(parts_of)]


def _ledger(parts: PartsDep) -> Ledger:
    return parts.ledger


def _ai(parts: PartsDep) -> Ai:
    return parts.ai


def _notifier(parts: PartsDep) -> Notifier:
    return parts.notifier


def _users(parts: PartsDep) -> Users:
    return parts.users


def _sessions(parts: PartsDep) -> Sessions:
    return parts.sessions


def _memberships(parts: PartsDep) -> Memberships:
    return parts.memberships


def _contexts(parts: PartsDep) -> Contexts:
    return parts.contexts


def _hub(parts: PartsDep) -> Hub:
    return parts.hub


def _evidence(parts: PartsDep) -> EvidenceKeeper:
    return parts.evidence


def _readings(parts: PartsDep) -> Readings:
    return parts.readings


def _keepings(parts: PartsDep) -> Keepings:
    return parts.keepings


def _lessons(parts: PartsDep) -> Lessons:
    return parts.lessons


def _voice(parts: PartsDep) -> Voice:
    return parts.voice


def _clock(parts: PartsDep) -> Clock:
    return parts.clock


LedgerDep = Annotated[Ledger, Depends(_ledger)]
AiDep = Annotated[Ai, Depends(_ai)]
NotifierDep = Annotated[Notifier, Depends(_notifier)]
UsersDep = Annotated[Users, Depends(_users)]
SessionsDep = Annotated[Sessions, Depends(_sessions)]
MembershipsDep = Annotated[Memberships, Depends(_memberships)]
ContextsDep = Annotated[Contexts, Depends(_contexts)]
HubDep = Annotated[Hub, Depends(_hub)]
EvidenceDep = Annotated[EvidenceKeeper, Depends(_evidence)]
ReadingsDep = Annotated[Readings, Depends(_readings)]
KeepingsDep = Annotated[Keepings, Depends(_keepings)]
LessonsDep = Annotated[Lessons, Depends(_lessons)]
VoiceDep = Annotated[Voice, Depends(_voice)]
ClockDep = Annotated[Clock, Depends(_clock)]


async def signed_in(request: Request, sessions: SessionsDep) -> SignedIn:
    """Who sends the request.

    Refusal: UNAUTHENTICATED without a living session, CSRF_REFUSED for a write without its token.
    """
    person = await sessions.find(cookie_of(request))
    if person is None:
        raise Refusal("UNAUTHENTICATED")
    if is_write(request) and not same_token(request, person.csrf_token):
        raise Refusal("CSRF_REFUSED")
    return person


SignedInDep = Annotated[SignedIn, Depends(signed_in)]


async def member(household_id: UUID, person: SignedInDep, memberships: MembershipsDep) -> Member:
    """The member. Refusal HOUSEHOLD_NOT_FOUND when the ledger knows none: a foreign household and none look alike."""
    membership = await memberships.find(person.user_id, household_id)
    if membership is None:
        raise Refusal("HOUSEHOLD_NOT_FOUND")
    return Member(person, membership)


MemberDep = Annotated[Member, Depends(member)]
