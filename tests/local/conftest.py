"""A supervisor over real processes, and what it said."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from services.local.health import grpc_serves
from services.local.supervision.model import Backoff, Program
from services.local.supervision.service import Plan
from services.local.supervision.supervisor import Supervisor

PROGRAMS = Path(__file__).parent / "programs"
QUICK = Backoff(first=0.01, longest=0.05, forgiven_after=60)


@dataclass
class Watched:
    """A supervisor whose words and changes can be waited for."""

    folder: Path
    said: list[str] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.supervisor = Supervisor(self.folder / "logs", self.say, self.news.set, QUICK)

    def say(self, sentence: str) -> None:
        self.said.append(sentence)
        self.news.set()

    async def heard(self, word: str) -> str:
        """Wait until a sentence with this word was said."""
        async with asyncio.timeout(30):
            while True:
                self.news.clear()
                for sentence in self.said:
                    if word in sentence:
                        return sentence
                await self.news.wait()

    def plan(self, name: str, word: str = "", stop_seconds: float = 10) -> Plan:
        """A real gRPC process."""
        target = f"unix:{self.folder / name}.sock"
        command = (sys.executable, str(PROGRAMS / "health_server.py"), target, word)

        async def probe() -> bool:
            return await grpc_serves(target)

        return Plan(Program(name, command, stop_seconds=stop_seconds), probe)

    def script(self, name: str, text: str) -> Plan:
        """A process that runs a line of Python and is never found serving."""

        async def probe() -> bool:
            return False

        return Plan(Program(name, (sys.executable, "-c", text)), probe)

    def log(self, name: str) -> str:
        return (self.folder / "logs" / f"{name}.log").read_text(encoding="utf-8")


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    made = Watched(tmp_path)
    yield made
    made.supervisor.kill()
    await made.supervisor.stop()
