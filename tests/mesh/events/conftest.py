"""A playground for each test."""

from collections.abc import AsyncIterator

import pytest

from services.mesh.testing.plugin import MakeDatabase
from tests.mesh.events.playground import Playground, playground


@pytest.fixture
async def play(make_database: MakeDatabase) -> AsyncIterator[Playground]:
    """A consumer's surroundings on an empty database."""
    async with playground(make_database([])) as made:
        yield made
