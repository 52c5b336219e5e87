"""`python -m services.ledger`: the only place where the parts of the ledger meet."""

import hashlib
from dataclasses import dataclass

from heo.ledger.v1 import (
    account_service_pb2_grpc,
    draft_service_pb2_grpc,
    event_service_pb2_grpc,
    household_service_pb2_grpc,
    jar_service_pb2_grpc,
    journal_service_pb2_grpc,
    member_service_pb2_grpc,
    plan_service_pb2_grpc,
    report_service_pb2_grpc,
    verification_service_pb2_grpc,
)
from opentelemetry.trace import Tracer

from services.ledger.accounts.service import Accounts
from services.ledger.accounts.servicer import AccountServicer
from services.ledger.commodities.service import Commodities
from services.ledger.drafts.readings import Readings
from services.ledger.drafts.service import Drafts
from services.ledger.drafts.servicer import DraftServicer
from services.ledger.events.feed import EventFeed
from services.ledger.events.service import EventStreams, StreamLimits
from services.ledger.events.servicer import EventServicer
from services.ledger.households.service import Households
from services.ledger.households.servicer import HouseholdServicer
from services.ledger.jars.service import Jars
from services.ledger.jars.servicer import JarServicer
from services.ledger.journal.posting import GroupPoster
from services.ledger.journal.service import Journal
from services.ledger.journal.servicer import JournalServicer
from services.ledger.kernel.assembly import build_kernel
from services.ledger.kernel.settings import KernelSettings, open_poster_pool
from services.ledger.kernel.tracing import TracedPoster
from services.ledger.members.model import InvitationCodes
from services.ledger.members.service import Members
from services.ledger.members.servicer import MemberServicer
from services.ledger.plans.service import Plans
from services.ledger.plans.servicer import PlanServicer
from services.ledger.presets.loading import load_presets
from services.ledger.reading import READ_SETTINGS, Pool, Reader
from services.ledger.receipts.service import Keeper
from services.ledger.refusals import bad_token, unstorable
from services.ledger.reports.service import Reports
from services.ledger.reports.servicer import ReportServicer
from services.ledger.settings import LedgerSettings
from services.ledger.verification.households import HouseholdIds
from services.ledger.verification.service import Verification
from services.ledger.verification.servicer import VerificationServicer
from services.mesh import logs
from services.mesh.app import Registration, ServerApp
from services.mesh.clock import Clock, SystemClock
from services.mesh.identity import verifier_of
from services.mesh.postgres.errors import database_unavailable
from services.mesh.postgres.pools import PoolLimits, open_pool
from services.mesh.postgres.roles import as_role
from services.mesh.server import run, serve
from services.mesh.telemetry import Telemetry


@dataclass(frozen=True, slots=True)
class Pools:
    """One pool a role: what a connection may do is said by the database."""

    poster: Pool
    reader: Pool
    keeper: Pool
    courier: Pool

    async def close(self) -> None:
        """Close all."""
        for pool in (self.poster, self.reader, self.keeper, self.courier):
            await pool.close()


async def built(settings: LedgerSettings, telemetry: Telemetry, clock: Clock) -> ServerApp:
    """The ledger with all its parts, which the server stops and closes."""
    codes = InvitationCodes(_invitation_key(settings))
    kernel_settings = KernelSettings(queue_capacity=settings.queue_capacity, batch_limit=settings.batch_limit)
    pools = await _open_pools(settings, kernel_settings, telemetry.tracer)
    feed = EventFeed(pools.courier)
    kernel = build_kernel(pools.poster, clock, kernel_settings, feed.hint)
    streams = EventStreams(pools.courier, feed, StreamLimits(settings.stream_quiet_s, settings.stream_life_s))
    keeper = Keeper(pools.keeper, clock, feed.hint)
    await feed.start()
    await kernel.start()
    return ServerApp(
        name="ledger",
        servicers=[
            *_servicers(Reader(pools.reader), keeper, TracedPoster(kernel, telemetry.tracer), codes, clock),
            *_services_for_services(pools, streams),
        ],
        closers=[kernel.stop, feed.stop, pools.close],
        translators=(database_unavailable, bad_token, unstorable),
    )


def _servicers(
    reader: Reader, keeper: Keeper, kernel: GroupPoster, codes: InvitationCodes, clock: Clock
) -> list[Registration]:
    presets = load_presets()
    households = Households(reader, keeper, kernel, presets, clock)
    accounts = Accounts(reader, keeper, kernel, Commodities(presets), clock)
    jars = Jars(reader, keeper, kernel, presets, clock)
    return [
        (household_service_pb2_grpc.add_HouseholdServiceServicer_to_server, HouseholdServicer(households)),
        (
            member_service_pb2_grpc.add_MemberServiceServicer_to_server,
            MemberServicer(Members(reader, keeper, codes, clock)),
        ),
        (account_service_pb2_grpc.add_AccountServiceServicer_to_server, AccountServicer(accounts)),
        (jar_service_pb2_grpc.add_JarServiceServicer_to_server, JarServicer(jars)),
        (journal_service_pb2_grpc.add_JournalServiceServicer_to_server, JournalServicer(Journal(reader, kernel))),
        (
            draft_service_pb2_grpc.add_DraftServiceServicer_to_server,
            DraftServicer(Drafts(reader, keeper, kernel, clock), Readings(keeper)),
        ),
        (plan_service_pb2_grpc.add_PlanServiceServicer_to_server, PlanServicer(Plans(reader, keeper))),
        (report_service_pb2_grpc.add_ReportServiceServicer_to_server, ReportServicer(Reports(reader, clock))),
    ]


def _services_for_services(pools: Pools, streams: EventStreams) -> list[Registration]:
    verification = VerificationServicer(Verification(Reader(pools.reader)), HouseholdIds(pools.courier))
    return [
        (event_service_pb2_grpc.add_EventServiceServicer_to_server, EventServicer(streams)),
        (verification_service_pb2_grpc.add_VerificationServiceServicer_to_server, verification),
    ]


async def _open_pools(settings: LedgerSettings, kernel: KernelSettings, tracer: Tracer) -> Pools:
    async def opened(role: str, size: int) -> Pool:
        dsn = as_role(settings.dsn, f"ledger_{role}", settings.dsn_password)
        limits = PoolLimits(max_size=size)
        return await open_pool(
            dsn, application=f"ledger-{role}", limits=limits, options=dict(READ_SETTINGS), tracer=tracer
        )

    poster = await open_poster_pool(as_role(settings.dsn, "ledger_poster", settings.dsn_password), kernel)
    return Pools(
        poster=poster,
        reader=await opened("reader", settings.reader_pool_size),
        keeper=await opened("keeper", settings.keeper_pool_size),
        courier=await opened("courier", settings.courier_pool_size),
    )


def _invitation_key(settings: LedgerSettings) -> bytes:
    file = settings.invitation_key_file or settings.private_key_file
    if file is None:
        raise SystemExit("HEO_LEDGER_PRIVATE_KEY_FILE is required: invitation codes are derived from it")
    return hashlib.sha256(b"heo-invitation-key/1" + file.read_bytes()).digest()


async def main() -> int:
    """Serve until SIGTERM or SIGINT; the process's exit status."""
    settings = LedgerSettings()  # type: ignore[call-arg]  # read from the environment
    logs.configure("ledger", settings.log_level)
    telemetry = Telemetry("ledger", otlp_endpoint=settings.otlp_endpoint, trace_ratio=settings.trace_ratio)
    clock = SystemClock()
    verifier = verifier_of("ledger", settings, clock)
    app = await built(settings, telemetry, clock)
    return await serve(app, settings, telemetry=telemetry, verifier=verifier)


if __name__ == "__main__":
    run(main())
