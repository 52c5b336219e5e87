"""`python -m services.bff`: the only place where the parts of the bff meet."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import timedelta

import uvloop
from starlette.types import ASGIApp

from services.bff.app import build_app
from services.bff.drafts.context import Contexts
from services.bff.edge.order import wrap
from services.bff.evidence.service import EvidenceKeeper
from services.bff.health.service import Health
from services.bff.households.service import Memberships
from services.bff.keeping.lessons import Lessons
from services.bff.keeping.service import Keepings
from services.bff.live.hub import Hub
from services.bff.page.files import page_app
from services.bff.parts import Parts
from services.bff.problems.handlers import load_problems
from services.bff.readings.service import Readings
from services.bff.readings.waiting import Waiting
from services.bff.serving import Server, bind
from services.bff.sessions.service import Sessions
from services.bff.settings import BffSettings
from services.bff.upstream.services import Ai, Ledger, Notifier, open_channels
from services.bff.users.common import load_common
from services.bff.users.model import Limit, Limits
from services.bff.users.passwords import Passwords
from services.bff.users.service import Users
from services.bff.voice.lines import Lines
from services.bff.voice.service import Voice
from services.mesh import logs
from services.mesh.clock import Clock, SystemClock
from services.mesh.identity import issuer_of
from services.mesh.objects import open_objects
from services.mesh.postgres.pools import PoolLimits, open_pool
from services.mesh.postgres.roles import as_role
from services.mesh.telemetry import Telemetry, serve_metrics


@asynccontextmanager
async def built(settings: BffSettings, telemetry: Telemetry, clock: Clock) -> AsyncIterator[tuple[ASGIApp, Parts]]:
    """The application with all its parts, which are closed at the end of the block."""
    issuer = issuer_of("bff", settings, clock)
    async with AsyncExitStack() as stack:
        dsn = as_role(settings.dsn, settings.role, settings.dsn_password)
        limits = PoolLimits(max_size=settings.pool_size)
        pool = await open_pool(dsn, application="heo bff", limits=limits, tracer=telemetry.tracer)
        stack.push_async_callback(pool.close)
        channels = open_channels(settings, telemetry)
        for channel in channels:
            stack.push_async_callback(channel.close)
        deadline_s = settings.call_deadline_s
        to_ledger, to_ai, to_notifier = channels
        ledger = Ledger(to_ledger, issuer, deadline_s)
        notifier = Notifier(to_notifier, issuer, deadline_s)
        objects = open_objects(settings.objects_url)
        passwords = Passwords(settings.passwords_at_once)
        stack.callback(passwords.close)
        hub = Hub(ledger, notifier)
        stack.callback(hub.close)
        memberships = Memberships(ledger, clock)
        hub.listen(memberships.heard)
        ai, contexts = Ai(to_ai, issuer, deadline_s), Contexts(ledger, hub)
        evidence = EvidenceKeeper(pool, objects, clock)
        keepings = Keepings(evidence, objects, clock)
        problems = load_problems()
        parts = Parts(
            clock=clock,
            ledger=ledger,
            ai=ai,
            notifier=notifier,
            users=Users(pool, clock, passwords, _limits(settings), load_common()),
            sessions=Sessions(pool, clock),
            memberships=memberships,
            contexts=contexts,
            hub=hub,
            health=Health(pool),
            problems=problems,
            evidence=evidence,
            readings=Readings(evidence, Waiting(ledger), ai, contexts, clock),
            keepings=keepings,
            lessons=Lessons(keepings, evidence, objects, ledger, ai),
            voice=Voice(ledger, ai, contexts, evidence, keepings, clock),
            lines=Lines(),
        )
        sweeping = asyncio.create_task(evidence.sweep_for_ever(), name="evidence sweep")
        stack.push_async_callback(_ended, sweeping)
        app = build_app(problems)
        app.state.parts = parts
        app.router.default = page_app(settings.web_root)
        origins = frozenset(settings.public_origins)
        yield wrap(app, problems, telemetry, origins, settings.max_body_bytes), parts


async def _ended(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


def _limits(settings: BffSettings) -> Limits:
    return Limits(
        sign_in_per_address=Limit(settings.sign_ins_per_quarter_hour, timedelta(minutes=15)),
        sign_up_per_address=Limit(settings.sign_ups_per_hour, timedelta(hours=1)),
    )


async def main() -> int:
    """Serve until SIGTERM or SIGINT; the process's exit status."""
    settings = BffSettings()  # type: ignore[call-arg]  # read from the environment
    logs.configure("bff", settings.log_level)
    log = logs.get_logger("server")
    telemetry = Telemetry("bff", otlp_endpoint=settings.otlp_endpoint, trace_ratio=settings.trace_ratio)
    listening = bind(settings.listen)
    stop_metrics = serve_metrics(telemetry.metrics, settings.metrics_listen)[1] if settings.metrics_listen else None
    async with built(settings, telemetry, SystemClock()) as (app, parts):
        log.info("server.serving", listen=f"{listening.getsockname()[0]}:{listening.getsockname()[1]}")
        await Server(app, settings, [parts.health.drain, parts.hub.close]).serve(sockets=[listening])
        log.info("server.draining")
    if stop_metrics is not None:
        await asyncio.to_thread(stop_metrics)
    await asyncio.to_thread(telemetry.shutdown)
    log.info("server.stopped")
    return 0


if __name__ == "__main__":
    sys.exit(uvloop.run(main()))
