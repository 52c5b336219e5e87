"""Ledger, ai and notifier as they run beside one another, in this process and on one database."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import heo
from google.protobuf import message_factory

from services.ai.__main__ import built as built_ai
from services.ai.settings import AiSettings
from services.ledger.__main__ import built as built_ledger
from services.ledger.settings import LedgerSettings
from services.mesh.access import AccessRule, rule_of
from services.mesh.clock import SystemClock
from services.mesh.telemetry import Telemetry
from services.mesh.testing.identity import Identities
from services.mesh.testing.serving import Running, running
from services.notifier.__main__ import built as built_notifier
from services.notifier.settings import NotifierSettings

PACKAGES = ("services.ledger", "services.ai", "services.notifier")


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the contract."""

    service: str
    name: str
    streams: bool
    request: type[Any]
    answer: type[Any]
    rule: AccessRule

    @property
    def full_name(self) -> str:
        """The name by which a case is found, "heo.ledger.v1.JarService/CreateJar"."""
        return f"{self.service}/{self.name}"

    @property
    def audience(self) -> str:
        """The service that serves it: the area of its package."""
        return self.service.split(".")[1]


def all_methods() -> list[Method]:
    """Every method of every service under gen/heo."""
    found = []
    root = Path(next(iter(heo.__path__)))
    for file in root.rglob("*_service_pb2.py"):
        module = ".".join(("heo", *file.relative_to(root).with_suffix("").parts))
        services = import_module(module).DESCRIPTOR.services_by_name
        found += [_method(item) for service in services.values() for item in service.methods]
    return sorted(found, key=lambda method: method.full_name)


def _method(found: Any) -> Method:
    return Method(
        found.containing_service.full_name,
        found.name,
        found.server_streaming,
        message_factory.GetMessageClass(found.input_type),
        message_factory.GetMessageClass(found.output_type),
        rule_of(found),
    )


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose token goes with a call; `peer` signs it."""

    user_id: UUID | None
    household_id: UUID | None = None
    role: int = 0
    peer: str = "bff"


class Mesh:
    """The running services, by name."""

    def __init__(self, servers: dict[str, Running], identities: Identities) -> None:
        self.servers = servers
        self.identities = identities

    async def call(self, method: Method, request: Any, caller: Caller | None) -> Any:
        """The answer, or the first message of a stream; None as the caller calls without a token."""
        channel = self.servers[method.audience].channel
        metadata: Sequence[tuple[str, str]] = ()
        if caller is not None:
            metadata = self.identities.metadata(
                method.audience, caller.user_id, caller.household_id, caller.role, caller.peer
            )
        path = "/" + method.full_name
        made = (path, method.request.SerializeToString, method.answer.FromString)
        if not method.streams:
            return await channel.unary_unary(*made)(request, timeout=20, metadata=metadata)
        stream = channel.unary_stream(*made)(request, timeout=20, metadata=metadata)
        try:
            return await stream.read()
        finally:
            stream.cancel()


@asynccontextmanager
async def whole_mesh(dsn: str, folder: Path, objects_url: str | None = None) -> AsyncIterator[Mesh]:
    """The services on a database that is migrated for all of PACKAGES; ai reads pictures when objects lie somewhere."""
    identities, clock = Identities(), SystemClock()
    async with AsyncExitStack() as stack:
        servers: dict[str, Running] = {}

        async def serve(name: str, build: Any, settings: Any) -> None:
            telemetry = Telemetry(name)
            app = await build(settings, telemetry, clock)
            servers[name] = await stack.enter_async_context(running(app, identities, telemetry=telemetry))

        def common(name: str) -> dict[str, Any]:
            key = folder / f"{name}.key"
            key.write_bytes(identities.private_key(name))
            return {"dsn": dsn, "private_key_file": key, "listen": "unix:unused"}

        await serve("ledger", built_ledger, LedgerSettings(**common("ledger")))
        target: dict[str, Any] = {"ledger_target": servers["ledger"].target}
        await serve("ai", built_ai, AiSettings(**common("ai"), **target, objects_url=objects_url))
        await serve("notifier", built_notifier, NotifierSettings(**common("notifier"), **target))
        yield Mesh(servers, identities)
