"""`heo run`: everything started in order, kept running, and stopped in order."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from subprocess import CalledProcessError

from services.local import keys, leftovers, migrations
from services.local.parts import BEHIND, Front, bff_plan, health_address, postgres_plan, service_plan
from services.local.ports import require_free
from services.local.postgres.server import Cluster
from services.local.settings import RunSettings
from services.local.state import RunState, ServiceEntry
from services.local.supervision.service import StartError
from services.local.supervision.supervisor import Supervisor

START_SECONDS = 90

Say = Callable[[str], None]


class Run:
    """One run on one home, whose lock the caller holds."""

    def __init__(self, settings: RunSettings, front: Front, say: Say) -> None:
        self._home = settings.home
        self._front = front
        self._say = say
        self._asked_to_stop = asyncio.Event()
        self._supervisor = Supervisor(settings.home.logs, say, self._note)

    async def until_stopped(self) -> None:
        """Start, run, and stop when a signal says so. Raises PortTakenError, StartError and MigrationError."""
        require_free(self._front.host, self._front.port)
        leftovers.end(self._home)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, self._stop_asked)
        starting = asyncio.create_task(self._start())
        asked = asyncio.create_task(self._asked_to_stop.wait())
        try:
            await asyncio.wait({starting, asked}, return_when=asyncio.FIRST_COMPLETED)
            if starting.done():
                starting.result()
                await asked
        finally:
            starting.cancel()
            asked.cancel()
            await asyncio.gather(starting, asked, return_exceptions=True)
            await self._stop()

    async def _start(self) -> None:
        began = time.monotonic()
        keys.ensure(self._home)
        try:
            cluster = await asyncio.to_thread(Cluster.prepare, self._home.postgres)
            await self._supervisor.start([postgres_plan(cluster)], START_SECONDS)
            self._say(f"✓ PostgreSQL ({time.monotonic() - began:.1f} s)")
            await asyncio.to_thread(cluster.create_database)
        except CalledProcessError as failed:
            raise StartError(f"PostgreSQL could not be prepared: {failed.stderr.strip()[-500:]}") from failed
        if await asyncio.to_thread(migrations.ensure, cluster):
            self._say(f"✓ database brought up to date ({time.monotonic() - began:.1f} s)")
        plans = [service_plan(self._home, cluster, service) for service in BEHIND]
        await self._supervisor.start([*plans, bff_plan(self._home, cluster, self._front)], START_SECONDS)
        self._say(f"✓ {', '.join(BEHIND)} and bff ({time.monotonic() - began:.1f} s)")
        self._say(f"Heo is at {self._front.url}   (data in {self._home.root}; Ctrl-C stops it)")

    async def _stop(self) -> None:
        began = time.monotonic()
        await self._supervisor.stop()
        (self._home.run / "state.json").unlink(missing_ok=True)
        self._say(f"✓ stopped ({time.monotonic() - began:.1f} s)")

    def _stop_asked(self) -> None:
        if self._asked_to_stop.is_set():
            self._say("stopping at once")
            self._supervisor.kill()
            return
        self._say("… stopping")
        self._asked_to_stop.set()

    def _note(self) -> None:
        entries = tuple(
            ServiceEntry(
                one.name, one.pid, one.state.value, one.restarts, health_address(self._home, self._front, one.name)
            )
            for one in self._supervisor.services
        )
        RunState(os.getpid(), self._front.url, entries).write(self._home.run / "state.json")
