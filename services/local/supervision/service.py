"""One supervised process over its whole life: started, probed, restarted with back-off when it ends by itself."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from services.local.supervision.child import Child
from services.local.supervision.logfile import RotatingLog
from services.local.supervision.model import Backoff, Program, State, ending

PROBE_PAUSE_SECONDS = 0.1
FAILURES_BEFORE_FIRST_SERVING = 3

Probe = Callable[[], Awaitable[bool]]
Say = Callable[[str], None]


class StartError(Exception):
    """A process does not come up; the message names its log."""


@dataclass(frozen=True)
class Plan:
    """What the supervisor must know of a process beyond its command."""

    program: Program
    probe: Probe
    """Answers True when the process serves. It raises nothing and returns within a second or so."""
    prepare: Callable[[], Awaitable[None]] | None = None
    """Runs before each start."""


class Service:
    """Keeps one process running until it is told to stop."""

    def __init__(self, plan: Plan, log: RotatingLog, backoff: Backoff, say: Say, changed: Callable[[], None]) -> None:
        self.name = plan.program.name
        self.state = State.STARTING
        self.restarts = 0
        self._plan = plan
        self._log = log
        self._backoff = backoff
        self._say = say
        self._changed = changed
        self._child: Child | None = None
        self._stopping = False
        self._served = asyncio.Event()
        self._task = asyncio.create_task(self._keep_running(), name=f"keeps {self.name} running")

    @property
    def pid(self) -> int | None:
        """The process's id while there is one."""
        return self._child.pid if self._child else None

    async def until_serving(self) -> None:
        """Wait for the first time that it serves; StartError when it will not."""
        served = asyncio.create_task(self._served.wait())
        await asyncio.wait({served, self._task}, return_when=asyncio.FIRST_COMPLETED)
        served.cancel()
        if not self._served.is_set():
            await self._task

    async def stop(self) -> None:
        """Stop it and restart it no more."""
        self._stopping = True
        if self._child is not None and not await self._child.stop():
            self._say(f"{self.name} did not stop in {self._plan.program.stop_seconds:g} s and was killed")
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        self._log.close()
        self._set(State.STOPPED)

    def kill(self) -> None:
        """End it at once; `stop` then has nothing to wait for."""
        self._stopping = True
        if self._child is not None:
            self._child.kill()

    async def _keep_running(self) -> None:
        failures, loop = 0, asyncio.get_running_loop()
        while True:
            started = loop.time()
            code = await self._run_once()
            if self._stopping:
                return
            failures, pause = self._backoff.delay(failures, loop.time() - started)
            if not self._served.is_set() and failures >= FAILURES_BEFORE_FIRST_SERVING:
                raise StartError(f"{self.name} {ending(code)} each of {failures} times: see `./heo logs {self.name}`")
            self._say(f"{self.name} {ending(code)}; starting it again in {pause:g} s")
            self._set(State.WAITING)
            self.restarts += 1
            await asyncio.sleep(pause)

    async def _run_once(self) -> int:
        if self._plan.prepare is not None:
            await self._plan.prepare()
        self._child = await Child.start(self._plan.program, self._log)
        self._set(State.STARTING)
        probing = asyncio.create_task(self._probe())
        try:
            return await self._child.wait()
        finally:
            probing.cancel()
            self._child = None

    async def _probe(self) -> None:
        while True:
            if await self._plan.probe():
                break
            await asyncio.sleep(PROBE_PAUSE_SECONDS)
        if self._served.is_set():
            self._say(f"{self.name} serves again")
        self._served.set()
        self._set(State.SERVING)

    def _set(self, state: State) -> None:
        self.state = state
        self._changed()
