"""All processes of a run: started in order, stopped in the opposite order."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from services.local.supervision.logfile import RotatingLog
from services.local.supervision.model import Backoff
from services.local.supervision.service import Plan, Say, Service, StartError


class Supervisor:
    """Holds the services of one run."""

    def __init__(self, logs: Path, say: Say, changed: Callable[[], None], backoff: Backoff | None = None) -> None:
        """Log each process under `logs`; call `changed` whenever a state or a process id is another one."""
        self.services: list[Service] = []
        self._logs = logs
        self._say = say
        self._changed = changed
        self._backoff = backoff or Backoff()

    async def start(self, plans: list[Plan], within_seconds: float) -> None:
        """Start processes that need no order among themselves; StartError when one does not come to serve."""
        new = [self._start_one(plan) for plan in plans]
        self.services += new
        waiting = {asyncio.create_task(service.until_serving()): service.name for service in new}
        done, late = await asyncio.wait(waiting, timeout=within_seconds, return_when=asyncio.FIRST_EXCEPTION)
        for task in late:
            task.cancel()
        for task in done:
            task.result()
        if late:
            names = ", ".join(sorted(waiting[task] for task in late))
            raise StartError(f"not serving after {within_seconds:g} s: {names}. See `./heo logs`")

    async def stop(self) -> None:
        """Stop everything, the last started first."""
        while self.services:
            service = self.services[-1]
            await service.stop()
            self.services.pop()

    def kill(self) -> None:
        """End everything at once; for the person who asks a second time."""
        for service in self.services:
            service.kill()

    def _start_one(self, plan: Plan) -> Service:
        log = RotatingLog(self._logs / f"{plan.program.name}.log")
        return Service(plan, log, self._backoff, self._say, self._changed)
