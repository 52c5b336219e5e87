"""`python -m services.notifier`: the only place where the parts of the notifier meet."""

from heo.notifier.v1.inbox_service_pb2_grpc import add_InboxServiceServicer_to_server

from services.mesh import logs
from services.mesh.app import ServerApp, descriptors
from services.mesh.channels import open_channel
from services.mesh.clock import Clock, SystemClock
from services.mesh.events import Consumer, GrpcEventSource, Positions
from services.mesh.identity import issuer_of, verifier_of
from services.mesh.postgres.pools import PoolLimits, open_pool
from services.mesh.postgres.roles import as_role
from services.mesh.server import run, serve
from services.mesh.telemetry import Telemetry
from services.notifier.alerts.bell import Bell
from services.notifier.alerts.service import Inbox
from services.notifier.alerts.servicer import InboxServicer
from services.notifier.events.service import CONSUMER, Alarm
from services.notifier.ledger.client import SERVICES, LedgerClient
from services.notifier.rules.observation import Observer
from services.notifier.settings import NotifierSettings


async def built(settings: NotifierSettings, telemetry: Telemetry, clock: Clock) -> ServerApp:
    """The notifier with all its parts, which the server closes."""
    issuer = issuer_of("notifier", settings, clock)
    dsn = as_role(settings.dsn, settings.role, settings.dsn_password)
    limits = PoolLimits(max_size=settings.pool_size)
    pool = await open_pool(dsn, application="heo notifier", limits=limits, tracer=telemetry.tracer)
    channel = open_channel(settings.ledger_target, settings, services=descriptors(SERVICES), telemetry=telemetry)
    ledger = LedgerClient(channel, issuer, settings.call_deadline_s)
    bell = Bell(dsn)
    alarm = Alarm(Observer(ledger, clock), clock)
    source, positions = GrpcEventSource(channel, issuer), Positions("notifier", CONSUMER)
    consumer = Consumer(source, alarm, positions, pool, dsn, telemetry.tracer, settings.batch_size)
    return ServerApp(
        name="notifier",
        servicers=[(add_InboxServiceServicer_to_server, InboxServicer(Inbox(pool, bell, clock)))],
        tasks={"events": consumer.run, "bell": bell.run},
        closers=[channel.close, pool.close],
    )


async def main() -> int:
    """Serve until SIGTERM or SIGINT; the process's exit status."""
    settings = NotifierSettings()  # type: ignore[call-arg]  # read from the environment
    logs.configure("notifier", settings.log_level)
    telemetry = Telemetry("notifier", otlp_endpoint=settings.otlp_endpoint, trace_ratio=settings.trace_ratio)
    clock = SystemClock()
    verifier = verifier_of("notifier", settings, clock)
    app = await built(settings, telemetry, clock)
    return await serve(app, settings, telemetry=telemetry, verifier=verifier)


if __name__ == "__main__":
    run(main())
