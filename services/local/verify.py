"""`heo verify`: the ledger replays every household's journal; what differs is named, without amounts."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from services.local import keys
from services.local.home import Home
from services.local.parts import target

REPLAY_SECONDS = 600.0
PAGE_SIZE = 500


@dataclass(frozen=True)
class Row:
    """A row that is not what the journal says."""

    table: str
    row: str
    column: str
    problem: str


@dataclass(frozen=True)
class Verdict:
    """What the replay of one household found."""

    household_id: str
    clean: bool
    entries: int
    sequence: int
    chain_hash: str
    differences: tuple[Row, ...]


async def verdicts(home: Home) -> AsyncIterator[Verdict]:
    """Verify household after household; AioRpcError when the ledger does not answer."""
    from heo.ledger.v1 import verification_service_pb2 as pb
    from heo.ledger.v1.verification_service_pb2_grpc import VerificationServiceStub

    from services.mesh.channels import call_metadata, open_channel
    from services.mesh.clock import SystemClock
    from services.mesh.settings import ServiceSettings
    from services.mesh.tokens import TokenIssuer

    issuer = TokenIssuer("local", keys.private_key(home, "local").read_bytes(), SystemClock())

    def token(household: str | None) -> tuple[tuple[str, str], ...]:
        return call_metadata(issuer.issue(household_id=UUID(household) if household else None, audience="ledger"))

    async with open_channel(target(home, "ledger"), ServiceSettings()) as channel:
        ledger = VerificationServiceStub(channel)
        page = ""
        while True:
            request = pb.ListHouseholdIdsRequest(page_size=PAGE_SIZE, page_token=page)
            listed = await ledger.ListHouseholdIds(request, metadata=token(None), timeout=10)
            for household in listed.household_ids:
                answer = await ledger.VerifyHousehold(
                    pb.VerifyHouseholdRequest(household_id=household), metadata=token(household), timeout=REPLAY_SECONDS
                )
                rows = tuple(Row(one.table, one.row, one.column, one.problem) for one in answer.differences)
                yield Verdict(
                    household, answer.clean, answer.entries, answer.sequence, answer.chain_hash.hex(), rows
                )  # fmt: skip
            page = listed.next_page_token
            if not page:
                return


def show(home: Home, *, as_json: bool) -> int:
    """Print every verdict; 0 when all are clean, 1 when a row differs, 3 when nobody could be asked."""
    if not home.is_busy():
        print(f"heo: the ledger is not running on {home.root}. Start it with ./heo run", file=sys.stderr)
        return 3
    return asyncio.run(print_all(home, as_json))


async def print_all(home: Home, as_json: bool) -> int:
    """Do it."""
    import grpc

    households, entries, broken = 0, 0, 0
    try:
        async for verdict in verdicts(home):
            households, entries, broken = households + 1, entries + verdict.entries, broken + (not verdict.clean)
            if as_json:
                print(json.dumps(asdict(verdict)), flush=True)
            else:
                for row in verdict.differences:
                    print(line(verdict.household_id, asdict(row)), flush=True)
    except grpc.aio.AioRpcError as refused:
        print(f"heo: the ledger did not answer: {refused.code().name}. See ./heo logs ledger", file=sys.stderr)
        return 3
    if not as_json:
        found = "all clean" if not broken else f"{broken} with differences"
        print(f"{households} households, {entries} entries replayed: {found}")
    return 1 if broken else 0


def line(household: str, row: Mapping[str, str]) -> str:
    """Say one difference."""
    place = f"{row['table']} {row['row']}" + (f" {row['column']}" if row["column"] else "")
    return f"household {household}: {place}: {row['problem']}"
