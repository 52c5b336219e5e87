"""A notifier on a real database, beside a ledger in memory that speaks the real contract."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from heo.notifier.v1 import inbox_service_pb2 as pb
from heo.notifier.v1.inbox_service_pb2_grpc import InboxServiceStub

from services.mesh.clock import FixedClock
from services.mesh.ids import new_id
from services.mesh.telemetry import Telemetry
from services.mesh.testing.identity import Identities
from services.mesh.testing.plugin import MakeDatabase
from services.mesh.testing.serving import Running, running
from services.notifier.__main__ import built
from services.notifier.settings import NotifierSettings
from tests.notifier.ledger_fake import FakeLedger

VIEWER = 1


@dataclass
class Notifier:
    """A running notifier as the bff calls it."""

    server: Running
    identities: Identities

    @property
    def stub(self) -> Any:
        return InboxServiceStub(self.server.channel)

    def metadata(self, household_id: UUID, user_id: UUID) -> tuple[tuple[str, str], ...]:
        return self.identities.metadata("notifier", user_id, household_id, VIEWER)

    async def inbox(self, household_id: UUID, user_id: UUID, **fields: Any) -> pb.ListAlertsResponse:
        request = pb.ListAlertsRequest(household_id=str(household_id), **fields)
        answer: pb.ListAlertsResponse = await self.stub.ListAlerts(
            request, timeout=5, metadata=self.metadata(household_id, user_id)
        )
        return answer

    async def mark_read(self, household_id: UUID, user_id: UUID, *alert_ids: str) -> int:
        request = pb.MarkAlertsReadRequest(
            household_id=str(household_id), request_id=str(new_id()), alert_ids=alert_ids
        )
        answer = await self.stub.MarkAlertsRead(request, timeout=5, metadata=self.metadata(household_id, user_id))
        return int(answer.unread_count)

    def watch(self, household_id: UUID, user_id: UUID) -> Any:
        request = pb.WatchRequest(household_id=str(household_id))
        return self.stub.Watch(request, timeout=30, metadata=self.metadata(household_id, user_id)).__aiter__()

    async def until(self, household_id: UUID, user_id: UUID, count: int) -> list[pb.Alert]:
        """The household's alerts, newest first, once there are `count`; waits on the watch, never on a clock."""
        watch = self.watch(household_id, user_id)
        while True:
            found = list((await self.inbox(household_id, user_id)).alerts)
            if len(found) >= count:
                return found
            await anext(watch)


StartNotifier = Callable[..., Any]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 20, 5, tzinfo=UTC))


@pytest.fixture
def identities(clock: FixedClock) -> Identities:
    """Keys of a mesh that lives by the test's clock."""
    return Identities(clock)


@pytest.fixture
async def ledger(identities: Identities) -> AsyncIterator[FakeLedger]:
    """The fake ledger, served; `target` is its address."""
    fake = FakeLedger()
    async with running(fake.app(), identities) as server:
        fake.target = server.target
        yield fake
        await fake.end_streams()


@pytest.fixture
def dsn(make_database: MakeDatabase) -> str:
    return make_database(["services.notifier"])


@pytest.fixture
async def start(
    ledger: FakeLedger, dsn: str, identities: Identities, clock: FixedClock, tmp_path: Path
) -> AsyncIterator[StartNotifier]:
    """Starts notifiers on one database; all are stopped at the end of the test."""
    key = tmp_path / "notifier.key"
    key.write_bytes(identities.private_key("notifier"))
    settings = NotifierSettings(
        dsn=dsn,
        private_key_file=key,
        HEO_LEDGER_TARGET=ledger.target,
        batch_size=50,  # type: ignore[call-arg]
    )
    async with AsyncExitStack() as stack:

        async def started(telemetry: Telemetry | None = None) -> tuple[Notifier, Callable[[], Any]]:
            telemetry = telemetry or Telemetry("notifier")
            inner = await stack.enter_async_context(AsyncExitStack())
            app = await built(settings, telemetry, clock)
            server = await inner.enter_async_context(running(app, identities, telemetry=telemetry))
            return Notifier(server, identities), inner.aclose

        yield started


@pytest.fixture
async def notifier(start: StartNotifier) -> Notifier:
    one: Notifier = (await start())[0]
    return one
