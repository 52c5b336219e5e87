"""A ledger for each test; the tests of one module share a database, each with households of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.mesh.clock import FixedClock
from services.mesh.testing.plugin import MakeDatabase
from services.mesh.testing.serving import Running
from tests.support.ledger import SATURDAY, Person, founded, ledger


@pytest.fixture(scope="module")
def ledger_dsn(make_module_database: MakeDatabase) -> str:
    """An administrator's DSN of a database with the ledger's schema."""
    return make_module_database(["services.ledger"])


@pytest.fixture
def clock() -> FixedClock:
    """Stands at ten in the morning of 21 November 2026, Vietnamese time."""
    return FixedClock(SATURDAY)


@pytest.fixture
async def server(ledger_dsn: str, tmp_path: Path, clock: FixedClock) -> AsyncIterator[Running]:
    """The whole ledger in this process."""
    async with ledger(ledger_dsn, tmp_path, clock) as started:
        yield started


@pytest.fixture
async def lan(server: Running) -> Person:
    """The owner of a new household."""
    return await founded(server)
