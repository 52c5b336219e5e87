"""Background tasks of a service: one that ends or dies takes the process with it, so that nothing half-works."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from services.mesh.logs import get_logger

Task = Callable[[], Awaitable[None]]


class Supervision:
    """Runs named tasks that are meant to run for ever."""

    def __init__(self, tasks: Mapping[str, Task]) -> None:
        """Know the tasks; they start in `start`."""
        self._tasks = tasks
        self._running: dict[str, asyncio.Task[None]] = {}
        self._stopping = False
        self._log = get_logger("supervision")
        self.died = asyncio.Event()

    def start(self) -> None:
        """Start all tasks."""
        for name, task in self._tasks.items():
            running = asyncio.ensure_future(_run(task))
            running.set_name(name)
            self._running[name] = running
            running.add_done_callback(self._ended)

    async def stop(self) -> None:
        """Cancel all tasks and wait until they have cleaned up."""
        self._stopping = True
        for running in self._running.values():
            running.cancel()
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    def _ended(self, running: asyncio.Task[None]) -> None:
        if self._stopping:
            return
        error = None if running.cancelled() else running.exception()
        self._log.error("task.died", task=running.get_name(), exc_info=error)
        self.died.set()


async def _run(task: Task) -> None:
    await task()
