"""A running ledger and the people who use it, for tests of the ledger and of those who call it."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import grpc
import pytest
from google.protobuf import message_factory
from heo.ledger.v1 import account_service_pb2 as account_pb
from heo.ledger.v1 import household_service_pb2 as household_pb
from heo.ledger.v1 import jar_service_pb2 as jar_pb
from heo.type.v1.money_pb2 import Money
from heo.type.v1.page_pb2 import Page

from services.ledger.__main__ import built
from services.ledger.settings import LedgerSettings
from services.mesh.clock import Clock, FixedClock
from services.mesh.errors import reason_of
from services.mesh.ids import new_id
from services.mesh.telemetry import Telemetry
from services.mesh.testing.identity import Identities
from services.mesh.testing.serving import Running, running

SATURDAY = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
"""Ten in the morning of 21 November 2026 in Việt Nam."""

VIEWER, RECORDER, EDITOR, OWNER = 1, 2, 3, 4


class Person:
    """Somebody who calls the ledger through the bff, in one household or in none yet."""

    def __init__(
        self, server: Running, user_id: UUID | None, household_id: UUID | None = None, role: int = 0, peer: str = "bff"
    ) -> None:
        self.server = server
        self.user_id = user_id
        self.household_id = household_id
        self.role = role
        self.peer = peer

    async def __call__(self, request: Any, timeout_s: float = 20) -> Any:
        """Call the method that takes `request`; an empty household_id or request_id is filled in."""
        fields = request.DESCRIPTOR.fields_by_name
        if "household_id" in fields and not request.household_id and self.household_id:
            request.household_id = str(self.household_id)
        if "request_id" in fields and not request.request_id:
            request.request_id = str(new_id())
        return await unary(self.server.channel, request)(request, timeout=timeout_s, metadata=self.metadata())

    def metadata(self) -> tuple[tuple[str, str], ...]:
        """The call metadata with a fresh token."""
        return self.server.identities.metadata("ledger", self.user_id, self.household_id, self.role, self.peer)

    def in_household(self, household_id: UUID | str, role: int = OWNER) -> "Person":
        """The same person, signed in to a household."""
        return Person(self.server, self.user_id, UUID(str(household_id)), role, self.peer)

    async def refused(self, request: Any) -> str:
        """The reason for which `request` is refused; the test fails when it is not."""
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await self(request)
        info = reason_of(caught.value)
        assert info is not None, caught.value
        return info.reason


def unary(channel: grpc.aio.Channel, request: Any) -> Any:
    """The callable of the method whose request is `request`."""
    for service in request.DESCRIPTOR.file.services_by_name.values():
        for method in service.methods:
            if method.input_type is request.DESCRIPTOR:
                answer = message_factory.GetMessageClass(method.output_type)
                return channel.unary_unary(
                    f"/{service.full_name}/{method.name}", type(request).SerializeToString, answer.FromString
                )
    raise LookupError(f"no method takes {request.DESCRIPTOR.full_name}")


@asynccontextmanager
async def ledger(
    dsn: str, folder: Path, clock: Clock | None = None, settings: Mapping[str, Any] | None = None
) -> AsyncIterator[Running]:
    """The whole ledger, served in this process on a migrated database."""
    clock = clock or FixedClock(SATURDAY)
    identities = Identities()
    key = folder / "ledger.key"
    key.write_bytes(identities.private_key("ledger"))
    telemetry = Telemetry("ledger")
    values = {"dsn": dsn, "private_key_file": key, "listen": "unix:unused", **(settings or {})}
    app = await built(LedgerSettings(**values), telemetry, clock)
    async with running(app, identities, telemetry=telemetry) as server:
        yield server


async def founded(
    server: Running, *, user_id: UUID | None = None, start_day: int = 1, locale: str = "vi", currency: str = "VND"
) -> Person:
    """A new household's owner."""
    owner = Person(server, user_id or new_id())
    made = await owner(
        household_pb.CreateHouseholdRequest(
            name="Nhà mình",
            time_zone="Asia/Ho_Chi_Minh",
            currency=currency,
            month_start_day=start_day,
            locale=locale,
            owner_name="Lan",
        )
    )
    return owner.in_household(made.household.household_id)


async def accounts_of(person: Person, *, closed: bool = False) -> dict[str, Any]:
    """Accounts and categories by key, or by name where they have none."""
    listed = await person(account_pb.ListAccountsRequest(page=Page(page_size=1000), with_closed=closed))
    return {item.key or item.name: item for item in listed.accounts}


async def jars_of(person: Person, *, closed: bool = False) -> dict[str, Any]:
    """Jars by key, or by name where they have none."""
    listed = await person(jar_pb.ListJarsRequest(page=Page(page_size=1000), with_closed=closed))
    return {item.key or item.name: item for item in listed.jars}


def dong(amount: int) -> Money:
    """So many đồng."""
    return Money(minor_units=amount, commodity="VND")


def balances(items: Iterable[Any]) -> list[int]:
    """The balances of accounts or jars, in minor units."""
    return [item.balance.minor_units for item in items]
