"""The fixtures that every test may ask for."""

import os
from collections.abc import Callable, Iterator, Sequence

import pytest

from services.mesh.testing.identity import Identities
from services.mesh.testing.postgres import TestServer, test_server

MakeDatabase = Callable[[Sequence[str]], str]


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "postgres: needs a PostgreSQL; given by itself to what asks for one")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark what asks for a database, so that a quick check can leave it out: `-m "not postgres"`."""
    for item in items:
        if "postgres_server" in getattr(item, "fixturenames", ()):
            item.add_marker("postgres")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[TestServer]:
    """The run's PostgreSQL."""
    with test_server(os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone-{os.getpid()}")) as server:
        yield server


@pytest.fixture
def make_database(postgres_server: TestServer) -> Iterator[MakeDatabase]:
    """Makes fresh databases for one test: `make_database(["services.ledger"])` is an administrator's DSN."""
    yield from _maker(postgres_server)


@pytest.fixture(scope="module")
def make_module_database(postgres_server: TestServer) -> Iterator[MakeDatabase]:
    """Like make_database, for databases that a module's tests share."""
    yield from _maker(postgres_server)


@pytest.fixture(scope="session")
def identities() -> Identities:
    """Keys of a made-up mesh."""
    return Identities()


def _maker(server: TestServer) -> Iterator[MakeDatabase]:
    made: list[str] = []

    def make(packages: Sequence[str] = ()) -> str:
        made.append(server.create(packages))
        return made[-1]

    yield make
    for dsn in made:
        server.drop(dsn)
