"""One process: started away from the terminal's signals, its output logged, killed with its parent, stopped in time."""

import asyncio
import contextlib
import ctypes
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from services.local.supervision.logfile import RotatingLog
from services.local.supervision.model import Program

PR_SET_PDEATHSIG = 1
CHUNK_BYTES = 64 * 1024


class Child:
    """A running process of a Program."""

    def __init__(self, process: asyncio.subprocess.Process, program: Program, log: RotatingLog) -> None:
        self._process = process
        self._program = program
        self._pump = asyncio.create_task(pump(process, log), name=f"log of {program.name}")

    @staticmethod
    async def start(program: Program, log: RotatingLog) -> "Child":
        """Start `program`; OSError when its command cannot be run."""
        identity: dict[str, Any] = {}
        if program.user is not None:
            identity = {"user": program.user, "group": program.group, "extra_groups": []}
        process = await asyncio.create_subprocess_exec(
            *program.command,
            cwd=program.cwd,
            env={**os.environ, **program.env},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            # Ctrl-C goes to a terminal's whole process group: a child that shared it would stop out of order.
            process_group=0,
            preexec_fn=dying_with_parent(program.stop_signal),
            **identity,
        )
        return Child(process, program, log)

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    async def wait(self) -> int:
        """Wait for the end; hand back the exit status, or minus the signal."""
        code = await self._process.wait()
        await self._pump
        return code

    async def stop(self) -> bool:
        """Ask it to stop, kill it when its time is over; False when it had to be killed."""
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(self._program.stop_signal)
        try:
            await asyncio.wait_for(asyncio.shield(self._process.wait()), self._program.stop_seconds)
        except TimeoutError:
            self.kill()
            await self.wait()
            return False
        await self._pump
        return True

    def kill(self) -> None:
        """End the process and what it started, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)


async def pump(process: asyncio.subprocess.Process, log: RotatingLog) -> None:
    """Copy what the process prints into its log until the process is gone.

    Not until the pipe is closed: what the process started may hold it open for ever.
    """
    output = process.stdout
    if output is None:
        return
    ended = asyncio.create_task(process.wait())
    try:
        while True:
            read = asyncio.create_task(output.read(CHUNK_BYTES))
            await asyncio.wait({read, ended}, return_when=asyncio.FIRST_COMPLETED)
            if not read.done():
                # What it printed last may still be on its way through the pipe.
                await asyncio.wait({read}, timeout=0.2)
            if not read.done():
                read.cancel()
                return
            chunk = read.result()
            if not chunk:
                return
            log.write(chunk)
    finally:
        ended.cancel()


def dying_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """Make the call that asks Linux to send `number` when the supervisor is gone; None on other systems.

    It runs in the child between fork and exec, so the library is loaded here, in the parent.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:  # it died before the call
            os.kill(os.getpid(), number)

    return ask
