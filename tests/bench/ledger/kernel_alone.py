"""`python -m tests.bench.ledger.kernel_alone SECONDS < households`: the same kernel, called without gRPC.

Batches of 1000 posts for the households that standard input names, one JSON object each; prints one JSON line.
"""

import json
import os
import sys
from datetime import date
from itertools import count
from uuid import UUID

import uvloop
from psycopg.conninfo import make_conninfo

from services.ledger.journal.kinds import Kind, Source
from services.ledger.journal.model import Amount, Content, Part, PostingGroup, Record
from services.ledger.kernel.answers import Posted
from services.ledger.kernel.assembly import build_kernel
from services.ledger.kernel.kernel import Kernel
from services.ledger.kernel.settings import KernelSettings, open_poster_pool
from services.mesh.clock import SystemClock
from services.mesh.ids import new_id
from services.mesh.server import settle_memory
from tests.bench.ledger.load import measured

BATCH = 1000
CALLERS = 4


def group(home: dict[str, str]) -> PostingGroup:
    """A new expense of four legs."""
    request_id = new_id()
    part = Part(Amount(45_000, "VND"), UUID(home["food"]))
    content = Content(Kind.EXPENSE, date(2026, 11, 20), (part,), UUID(home["cash"]))
    changes = (Record(request_id, content, Source.MANUAL),)
    return PostingGroup(UUID(home["household_id"]), request_id, UUID(home["user_id"]), changes)


async def post(kernel: Kernel, home: dict[str, str]) -> int:
    """One batch; how many entries it posted."""
    answers = await kernel.post_many([group(home) for _ in range(BATCH)])
    if not all(isinstance(answer, Posted) for answer in answers):
        raise SystemExit("the kernel refused a post")
    return BATCH


async def main() -> None:
    """Measure and print."""
    seconds = float(sys.argv[1])
    homes = [json.loads(line) for line in sys.stdin]
    turn = count()
    settings = KernelSettings()
    pool = await open_poster_pool(make_conninfo(os.environ["HEO_LEDGER_DSN"], user="ledger_poster"), settings)
    kernel = build_kernel(pool, SystemClock(), settings)
    await kernel.start()
    settle_memory()

    async def call(_caller: int) -> int:
        return await post(kernel, homes[next(turn) % len(homes)])

    figure = await measured(call, CALLERS, seconds)
    await kernel.stop()
    await pool.close()
    print(json.dumps(figure.__dict__))


if __name__ == "__main__":
    uvloop.run(main())
