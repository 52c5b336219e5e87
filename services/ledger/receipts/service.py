"""The way of every write that moves no money: lock, look for a receipt, work, tell, keep the receipt, commit."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from pydantic import TypeAdapter

from services.ledger.events.model import Body
from services.ledger.events.store import append
from services.ledger.reading import Connection, Pool
from services.ledger.receipts import store
from services.ledger.receipts.model import Receipt, request_hash
from services.ledger.refusals import refusal
from services.mesh.clock import Clock
from services.mesh.postgres.rls import household_scope
from services.mesh.telemetry.propagation import current_traceparent

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Write:
    """What is asked: `request` is a dataclass in domain terms, `method` the name of the RPC."""

    household_id: UUID
    request_id: UUID
    method: str
    request: object


@dataclass(slots=True)
class Keeping:
    """A write that runs: its connection, whose transaction is the household's alone, and the events it will tell."""

    conn: Connection
    household_id: UUID
    now: datetime
    told: list[Body] = field(default_factory=list)

    def tell(self, body: Body) -> None:
        """Say to the rest of the mesh, when the write takes effect, that this happened."""
        self.told.append(body)


class Keeper:
    """Runs writes; each is one transaction, all or nothing."""

    def __init__(self, pool: Pool, clock: Clock, committed: Callable[[], None] = lambda: None) -> None:
        """Write through `pool`, whose connections act as ledger_keeper; `committed` is called after each commit."""
        self._pool = pool
        self._clock = clock
        self._committed = committed

    async def keep(self, write: Write, answers: TypeAdapter[A], work: Callable[[Keeping], Awaitable[A]]) -> A:
        """The answer of `work`, or the one that the same request got before.

        HOUSEHOLD_NOT_FOUND; REQUEST_ID_REUSED when the id was used for anything else; whatever `work` refuses.
        """
        asked = request_hash(write.method, write.request)
        async with self._pool.connection() as conn, conn.transaction():
            await household_scope(conn, write.household_id)
            if not await store.lock(conn, write.household_id):
                raise refusal("HOUSEHOLD_NOT_FOUND")
            known = await store.find(conn, write.household_id, write.request_id)
            if known is not None and known.answers(write.method, asked):
                return answers.validate_json(known.answer)
            if known is not None or await store.is_posted(conn, write.household_id, write.request_id):
                raise refusal("REQUEST_ID_REUSED")
            keeping = Keeping(conn, write.household_id, self._clock.now())
            answer = await work(keeping)
            if keeping.told:
                await append(conn, write.household_id, keeping.told, keeping.now, current_traceparent())
            receipt = Receipt(write.method, asked, answers.dump_json(answer))
            await store.put(conn, write.household_id, write.request_id, receipt, keeping.now)
        self._committed()
        return answer
