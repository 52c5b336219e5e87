"""The product behind REST, started once for a test module; every test brings its own people and households."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from services.mesh.clock import FixedClock
from services.mesh.testing.identity import Identities
from services.mesh.testing.plugin import MakeDatabase
from tests.bff.world import PACKAGES, Browser, World, world

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)
"""Noon in Vietnam."""


@pytest.fixture(scope="module")
def clock() -> FixedClock:
    """Stands still for the whole module; tests that let time pass start a product of their own."""
    return FixedClock(NOON)


@pytest.fixture(scope="module")
def identities(clock: FixedClock) -> Identities:
    """Keys of a mesh that lives by the module's clock."""
    return Identities(clock)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def heo(
    make_module_database: MakeDatabase,
    identities: Identities,
    clock: FixedClock,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[World]:
    """The product. Modules that use it run their tests in one loop: pytest.mark.asyncio(loop_scope="module")."""
    folder = tmp_path_factory.mktemp("keys")
    async with world(make_module_database(PACKAGES), identities, clock, folder) as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def lan(heo: World) -> AsyncIterator[Browser]:
    """Lan, signed in, with a household."""
    browser = heo.browser()
    await browser.sign_up()
    await browser.found()
    yield browser
    await browser.close()
