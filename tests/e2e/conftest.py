"""The product runs once for all browser tests of a worker; each test has a browser and a person of its own."""

from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.async_api import BrowserContext

from tests.e2e.browser import Complaints, visiting
from tests.e2e.person import Person
from tests.support.product import Product, running


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    with running() as one:
        yield one


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Ends every test with: no page complained."""
    heard = Complaints()
    yield heard
    assert heard.found == []


@pytest.fixture
async def browser(complaints: Complaints) -> AsyncIterator[BrowserContext]:
    async with visiting(complaints) as context:
        yield context


@pytest.fixture
async def person(browser: BrowserContext, product: Product) -> Person:
    """Somebody who has not been here before."""
    return Person(await browser.new_page(), product.url)


@pytest.fixture
async def at_home(person: Person) -> Person:
    """Somebody with a household, ten million in cash, shared among the jars."""
    await person.sign_up()
    await person.open_with(cash="10tr")
    return person
