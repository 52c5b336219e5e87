"""The parts of one bff process; `__main__` builds them and the routes ask for them."""

from dataclasses import dataclass

from services.bff.drafts.context import Contexts
from services.bff.evidence.service import EvidenceKeeper
from services.bff.health.service import Health
from services.bff.households.service import Memberships
from services.bff.keeping.lessons import Lessons
from services.bff.keeping.service import Keepings
from services.bff.live.hub import Hub
from services.bff.problems.handlers import Problems
from services.bff.readings.service import Readings
from services.bff.sessions.service import Sessions
from services.bff.upstream.services import Ai, Ledger, Notifier
from services.bff.users.service import Users
from services.bff.voice.lines import Lines
from services.bff.voice.service import Voice
from services.mesh.clock import Clock


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that a route may use."""

    clock: Clock
    ledger: Ledger
    ai: Ai
    notifier: Notifier
    users: Users
    sessions: Sessions
    memberships: Memberships
    contexts: Contexts
    hub: Hub
    health: Health
    problems: Problems
    evidence: EvidenceKeeper
    readings: Readings
    keepings: Keepings
    lessons: Lessons
    voice: Voice
    lines: Lines
