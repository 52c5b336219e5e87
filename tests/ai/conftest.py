"""A household as the bff describes it, and the ai service over a real PostgreSQL."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import pytest
from heo.ai.v1 import understanding_service_pb2 as pb
from heo.ai.v1.memory_service_pb2_grpc import MemoryServiceStub, add_MemoryServiceServicer_to_server
from heo.ai.v1.understanding_service_pb2_grpc import (
    UnderstandingServiceStub,
    add_UnderstandingServiceServicer_to_server,
)

from services.ai.interpretation.service import Interpreter
from services.ai.interpretation.servicer import UnderstandingServicer
from services.ai.memory.service import Memories
from services.ai.memory.servicer import MemoryServicer
from services.ai.understanding.vocabulary import Vocabulary, load_vocabulary
from services.mesh.app import ServerApp
from services.mesh.clock import SystemClock
from services.mesh.ids import new_id
from services.mesh.postgres.pools import open_pool
from services.mesh.postgres.roles import as_role
from services.mesh.testing.identity import Identities
from services.mesh.testing.plugin import MakeDatabase
from services.mesh.testing.serving import running

NAMES = UUID(int=4)


def thing_id(key: str) -> str:
    """The id of a preset's thing in the household of these tests."""
    return str(uuid5(NAMES, key))


def household_context(vocabulary: Vocabulary, today: str = "2026-09-23") -> pb.InterpretContext:
    """A household with the presets and one bank account of its own."""
    context = pb.InterpretContext(today=today, currency="VND", locale="vi")
    for key, name in (("cash", "Tiền mặt"), ("bank", "Ngân hàng"), ("", "VCB lương"), ("receivable", "Cho vay")):
        context.accounts.add(thing_id=thing_id(key or name), name=name, key=key)
    for key in ("NEC", "FFA", "EDU", "LTSS", "PLAY", "GIVE"):
        context.jars.add(thing_id=thing_id(key), name=vocabulary.jar_names[key], key=key)
    for key, word in vocabulary.categories.items():
        jar = thing_id(word.jar) if word.jar else ""
        context.categories.add(
            thing_id=thing_id(key), name=word.vi, key=key, default_jar_id=jar, is_income=word.is_income
        )
    return context


@dataclass(frozen=True)
class Household:
    """One household calling the service through the bff."""

    household_id: UUID
    metadata: Any
    understanding: UnderstandingServiceStub
    memory: MemoryServiceStub
    memories: Memories
    context: pb.InterpretContext

    async def interpret(self, text: str) -> pb.InterpretResponse:
        """What the service understands."""
        request = pb.InterpretRequest(household_id=str(self.household_id), text=text, context=self.context)
        answer: Any = self.understanding.Interpret(request, timeout=5, metadata=self.metadata)
        understood: pb.InterpretResponse = await answer
        return understood


@pytest.fixture(name="thing_id")
def thing_id_of() -> Callable[[str], str]:
    """Finds the id of a preset's thing."""
    return thing_id


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The words, read once."""
    return load_vocabulary()


@pytest.fixture
def context(vocabulary: Vocabulary) -> pb.InterpretContext:
    """A household with the presets, as the bff describes it."""
    return household_context(vocabulary)


@pytest.fixture
async def memories(make_database: MakeDatabase) -> AsyncIterator[Memories]:
    """A memory in a fresh database."""
    dsn = as_role(make_database(["services.ai"]), "ai_app")
    pool = await open_pool(dsn, application="test")
    try:
        yield Memories(pool, SystemClock())
    finally:
        await pool.close()


@pytest.fixture
async def household(memories: Memories, vocabulary: Vocabulary, identities: Identities) -> AsyncIterator[Household]:
    """An owner of a new household, with the service running."""
    app = ServerApp(
        name="ai",
        servicers=[
            (add_UnderstandingServiceServicer_to_server, UnderstandingServicer(Interpreter(vocabulary, memories))),
            (add_MemoryServiceServicer_to_server, MemoryServicer(memories)),
        ],
    )
    async with running(app, identities) as server:
        household_id = new_id()
        metadata = identities.metadata("ai", new_id(), household_id, 4)
        understanding, memory = UnderstandingServiceStub(server.channel), MemoryServiceStub(server.channel)
        yield Household(household_id, metadata, understanding, memory, memories, household_context(vocabulary))
