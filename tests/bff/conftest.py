"""The product behind REST, started once for a test module; every test brings its own people and households."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.mesh.clock import FixedClock
from services.mesh.testing.identity import Identities
from services.mesh.testing.plugin import MakeDatabase
from tests.bff.world import PACKAGES, Browser, World, world

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
"""Noon in Vietnam."""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def identities(clock: FixedClock) -> Identities:
    """Keys of a mesh that lives by the test's clock."""
    return Identities(clock)


@pytest.fixture
async def heo(
    make_database: MakeDatabase, identities: Identities, clock: FixedClock, tmp_path: Path
) -> AsyncIterator[World]:
    """The product."""
    async with world(make_database(PACKAGES), identities, clock, tmp_path) as started:
        yield started


@pytest.fixture
async def lan(heo: World) -> AsyncIterator[Browser]:
    """Lan, signed in, with a household."""
    browser = heo.browser()
    await browser.sign_up()
    await browser.found()
    yield browser
    await browser.close()
