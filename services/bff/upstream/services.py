"""The three services behind the page, each with its stubs."""

import grpc
from heo.ai.v1.memory_service_pb2_grpc import MemoryServiceStub
from heo.ai.v1.reading_service_pb2_grpc import ReadingServiceStub
from heo.ai.v1.speech_service_pb2_grpc import SpeechServiceStub
from heo.ai.v1.understanding_service_pb2_grpc import UnderstandingServiceStub
from heo.ledger.v1.account_service_pb2_grpc import AccountServiceStub
from heo.ledger.v1.draft_service_pb2_grpc import DraftServiceStub
from heo.ledger.v1.event_service_pb2_grpc import EventServiceStub
from heo.ledger.v1.household_service_pb2_grpc import HouseholdServiceStub
from heo.ledger.v1.jar_service_pb2_grpc import JarServiceStub
from heo.ledger.v1.journal_service_pb2_grpc import JournalServiceStub
from heo.ledger.v1.member_service_pb2_grpc import MemberServiceStub
from heo.ledger.v1.plan_service_pb2_grpc import PlanServiceStub
from heo.ledger.v1.report_service_pb2_grpc import ReportServiceStub
from heo.ledger.v1.verification_service_pb2_grpc import VerificationServiceStub
from heo.notifier.v1.inbox_service_pb2_grpc import InboxServiceStub

from services.bff.settings import BffSettings
from services.bff.upstream.peer import Peer
from services.mesh.app import descriptors
from services.mesh.channels import open_channel
from services.mesh.telemetry import Telemetry
from services.mesh.tokens import TokenIssuer

LEDGER_SERVICES = tuple(
    f"heo.ledger.v1.{name}Service"
    for name in (
        "Account", "Draft", "Event", "Household", "Jar", "Journal", "Member", "Plan", "Report", "Verification",
    )
)  # fmt: skip
AI_SERVICES = tuple(f"heo.ai.v1.{name}Service" for name in ("Memory", "Reading", "Speech", "Understanding"))
NOTIFIER_SERVICES = ("heo.notifier.v1.InboxService",)


def open_channels(settings: BffSettings, telemetry: Telemetry) -> list[grpc.aio.Channel]:
    """Channels to ledger, ai and notifier, in this order. Idempotent calls are retried as their contracts say."""
    targets = (
        (settings.ledger_target, LEDGER_SERVICES),
        (settings.ai_target, AI_SERVICES),
        (settings.notifier_target, NOTIFIER_SERVICES),
    )
    return [
        open_channel(target, settings, services=descriptors(names), telemetry=telemetry) for target, names in targets
    ]


class Ledger(Peer):
    """The only writer of money."""

    def __init__(self, channel: grpc.aio.Channel, issuer: TokenIssuer, deadline_s: float) -> None:
        """Make the stubs on `channel`."""
        super().__init__("ledger", channel, issuer, deadline_s)
        self.accounts = AccountServiceStub(channel)
        self.drafts = DraftServiceStub(channel)
        self.events = EventServiceStub(channel)
        self.households = HouseholdServiceStub(channel)
        self.jars = JarServiceStub(channel)
        self.journal = JournalServiceStub(channel)
        self.members = MemberServiceStub(channel)
        self.plans = PlanServiceStub(channel)
        self.reports = ReportServiceStub(channel)
        self.verification = VerificationServiceStub(channel)


class Ai(Peer):
    """Turns sentences, speech and pictures into drafts, and never writes money."""

    def __init__(self, channel: grpc.aio.Channel, issuer: TokenIssuer, deadline_s: float) -> None:
        """Make the stubs on `channel`."""
        super().__init__("ai", channel, issuer, deadline_s)
        self.memory = MemoryServiceStub(channel)
        self.reading = ReadingServiceStub(channel)
        self.speech = SpeechServiceStub(channel)
        self.understanding = UnderstandingServiceStub(channel)


class Notifier(Peer):
    """Keeps the alerts."""

    def __init__(self, channel: grpc.aio.Channel, issuer: TokenIssuer, deadline_s: float) -> None:
        """Make the stubs on `channel`."""
        super().__init__("notifier", channel, issuer, deadline_s)
        self.inbox = InboxServiceStub(channel)
