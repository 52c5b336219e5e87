"""What a service hands to the server: its servicers and whatever lives as long as they do."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import grpc
from google.protobuf import descriptor_pool
from google.protobuf.descriptor import ServiceDescriptor

from services.mesh.access import AccessRule
from services.mesh.interceptors.translation import Translator
from services.mesh.postgres.errors import database_unavailable
from services.mesh.supervision import Task

Registration = tuple[Callable[[Any, grpc.aio.Server], None], object]
"""The generated add_<Service>Servicer_to_server, and the servicer."""

Closer = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Foreign:
    """A service whose contract is not ours: its clients send no deadline, and its methods carry no access option."""

    limit_s: float
    """Seconds that one call may take when its client names no deadline."""

    access: AccessRule | None = None
    """Who may call its methods; None = anybody who can connect."""


@dataclass(frozen=True)
class ServerApp:
    """One service, ready to be served."""

    name: str
    """Short name, "ledger": the tokens' audience, the errors' domain ("ledger.heo") and the telemetry's service
    name.
    """

    servicers: Sequence[Registration]
    """What is served, e.g. [(add_JarServiceServicer_to_server, JarServicer(…))]."""

    tasks: Mapping[str, Task] = field(default_factory=lambda: MappingProxyType({}))
    """Name → coroutine function that runs for ever, from before the first call until after the last."""

    closers: Sequence[Closer] = ()
    """Called in this order when no call runs any more: pools, channels."""

    foreign: Mapping[str, Foreign] = field(default_factory=lambda: MappingProxyType({}))
    """Full service name → how a foreign protocol is treated."""

    translators: Sequence[Translator] = (database_unavailable,)
    """Which exceptions of libraries are known, and as what."""


def service_names(registrations: Sequence[Registration]) -> list[str]:
    """The full names of the services that `registrations` serve."""
    recorder = _Recorder()
    for register, servicer in registrations:
        register(servicer, recorder)  # type: ignore[arg-type]  # the two methods that generated code calls
    return recorder.names


def descriptors(names: Sequence[str]) -> list[ServiceDescriptor]:
    """The contracts of `names`, as generated code has loaded them; KeyError for a service without generated code."""
    pool = descriptor_pool.Default()
    return [pool.FindServiceByName(name) for name in names]


class _Recorder:
    """Stands in for a server while generated code registers, and notes which services it names."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def add_generic_rpc_handlers(self, handlers: Sequence[grpc.GenericRpcHandler]) -> None:
        """Heed `add_registered_method_handlers` alone: generated code calls both."""

    def add_registered_method_handlers(self, service: str, handlers: Mapping[str, object]) -> None:
        """Note the service."""
        self.names.append(service)
