"""Every money story, played through the pure model, over gRPC and over REST."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from services.mesh.clock import FixedClock
from services.mesh.testing.identity import Identities
from services.mesh.testing.plugin import MakeDatabase
from services.mesh.testing.serving import Running
from tests.bff.world import PACKAGES, World, world
from tests.scenarios.grpc_books import GrpcBooks
from tests.scenarios.model_books import ModelBooks
from tests.scenarios.rest_books import RestBooks
from tests.scenarios.story import Story, load_stories, play
from tests.support.ledger import SATURDAY, ledger

STORIES = {story.name: story for story in load_stories()}
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def server(
    make_module_database: MakeDatabase, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Running]:
    """A ledger."""
    async with ledger(make_module_database(["services.ledger"]), tmp_path_factory.mktemp("ledger")) as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def product(make_module_database: MakeDatabase, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """The bff and all that is behind it."""
    clock = FixedClock(SATURDAY)
    folder: Path = tmp_path_factory.mktemp("keys")
    async with world(make_module_database(PACKAGES), Identities(clock), clock, folder) as started:
        yield started


@pytest.fixture(params=sorted(STORIES))
def story(request: pytest.FixtureRequest) -> Story:
    """One of the stories."""
    return STORIES[request.param]


async def test_the_pure_model_tells_the_story(story: Story) -> None:
    await play(story, ModelBooks())


async def test_the_ledger_tells_the_story_over_grpc(story: Story, server: Running) -> None:
    await play(story, GrpcBooks(server))


async def test_the_product_tells_the_story_over_rest(story: Story, product: World) -> None:
    books = RestBooks(product.browser())
    await play(story, books)
    await books.browser.close()


async def test_there_are_stories() -> None:
    assert len(STORIES) >= 12
