"""The gRPC server of a service: built from a ServerApp, served until SIGTERM, drained, and its telemetry flushed
last.
"""

import asyncio
import gc
import signal
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import grpc
import uvloop
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

from services.mesh.access import AccessRule, rules_of
from services.mesh.app import ServerApp, descriptors, service_names
from services.mesh.cutting import Cutter
from services.mesh.interceptors import (
    AuthInterceptor,
    DeadlineInterceptor,
    ErrorsInterceptor,
    Interceptor,
    TelemetryInterceptor,
    Translation,
    ValidationInterceptor,
)
from services.mesh.logs import get_logger
from services.mesh.settings import ServiceSettings
from services.mesh.supervision import Supervision
from services.mesh.telemetry import Telemetry, serve_metrics
from services.mesh.tokens import TokenVerifier
from services.mesh.transport import certificates_of, server_credentials, server_options

HEALTH: str = health.SERVICE_NAME
REFLECTION: str = reflection.SERVICE_NAME
OPEN_LIMIT_S = 3600.0
"""Health watches and reflection name no deadline; they end with their connection at the latest."""

HEALTH_HEAD_START_S = 0.1
"""Between NOT_SERVING and the cut of the streams that tell it."""

YOUNG_OBJECTS = 50_000
"""Objects made, and not freed, between two looks of the collector: some ten megabytes at most."""


def interceptors_of(
    app: ServerApp,
    settings: ServiceSettings,
    telemetry: Telemetry,
    verifier: TokenVerifier | None,
    cutter: Cutter | None = None,
) -> tuple[Interceptor, ...]:
    """The interceptors of `app`, in the order of `interceptors.ORDER`; AccessRuleError when the contract leaves access
    open.
    """
    translation = Translation(app.translators)
    own = [name for name in service_names(app.servicers) if name not in app.foreign]
    rules = dict(rules_of(descriptors(own)))
    rules.update(_foreign_rules(app))
    protocols = frozenset({HEALTH, REFLECTION})
    unguarded = protocols | {name for name, foreign in app.foreign.items() if foreign.access is None}
    limits_s = dict.fromkeys(protocols, OPEN_LIMIT_S) | {name: foreign.limit_s for name, foreign in app.foreign.items()}
    return (
        ErrorsInterceptor(app.name, translation),
        TelemetryInterceptor(telemetry, translation, protocols),
        DeadlineInterceptor(settings.max_connection_age_s, limits_s, cutter),
        AuthInterceptor(rules, verifier, unguarded, certificates=settings.tls_cert_file is not None),
        ValidationInterceptor(protocols | app.foreign.keys()),
    )


def _foreign_rules(app: ServerApp) -> dict[str, AccessRule]:
    return {
        f"/{service.full_name}/{method.name}": foreign.access
        for name, foreign in app.foreign.items()
        if foreign.access is not None
        for service in descriptors([name])
        for method in service.methods
    }


class Server:
    """A started server; `serve` is what a service's `__main__` wants, this is for tests and for `serve`."""

    def __init__(
        self, app: ServerApp, settings: ServiceSettings, telemetry: Telemetry, verifier: TokenVerifier | None
    ) -> None:
        """Build the server; nothing listens yet."""
        self._app = app
        self._settings = settings
        self._telemetry = telemetry
        self._health = health.aio.HealthServicer()
        self._supervision = Supervision(app.tasks)
        self._cutter = Cutter()
        self._server = grpc.aio.server(
            interceptors=interceptors_of(app, settings, telemetry, verifier, self._cutter),
            options=server_options(settings),
            maximum_concurrent_rpcs=settings.max_concurrent_rpcs,
        )
        self._names = service_names(app.servicers)
        self.target = ""

    async def start(self) -> None:
        """Listen, start the background tasks, and say SERVING; RuntimeError when the address is taken."""
        for register, servicer in self._app.servicers:
            register(servicer, _GenericOnly(self._server))  # type: ignore[arg-type]  # what generated code calls of it
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        if self._settings.reflection:
            reflection.enable_server_reflection([*self._names, HEALTH, REFLECTION], self._server)
        self.target = self._listen()
        await self._server.start()
        self._supervision.start()
        for name in self._names:
            await self._health.set(name, health_pb2.HealthCheckResponse.SERVING)

    def _listen(self) -> str:
        listen = self._settings.listen
        certificates = certificates_of(self._settings)
        if certificates is None:
            port = self._server.add_insecure_port(listen)
        else:
            port = self._server.add_secure_port(listen, server_credentials(certificates))
        if listen.startswith("unix:"):
            Path(listen.removeprefix("unix:")).chmod(0o600)
            return listen
        return f"{listen.rpartition(':')[0]}:{port}"

    @property
    def died(self) -> asyncio.Event:
        """Set when a background task has ended, which it never should."""
        return self._supervision.died

    async def drain(self) -> None:
        """Say NOT_SERVING for good, so that watching clients go elsewhere; calls that come all the same are served."""
        await self._health.enter_graceful_shutdown()

    async def stop(self) -> None:
        """NOT_SERVING, end streams, grace for other calls, cancel the rest, stop tasks, close pools, flush traces."""
        await self.drain()
        await asyncio.sleep(max(self._settings.not_serving_s, HEALTH_HEAD_START_S))
        self._cutter.cut()
        await self._server.stop(self._settings.drain_s)
        await self._supervision.stop()
        for close in self._app.closers:
            await close()
        await asyncio.to_thread(self._telemetry.shutdown)


class _GenericOnly:
    """A server to generated code, which hands it each method twice; only the generic handlers are passed on.

    For registered methods the aio server waits, at every single call, on one task for each method it serves: with fifty
    of them that costs more than the whole rest of an empty call. Generic handlers are one task, whatever their number.
    """

    def __init__(self, server: grpc.aio.Server) -> None:
        self.add_generic_rpc_handlers = server.add_generic_rpc_handlers

    def add_registered_method_handlers(self, service: str, handlers: object) -> None:
        """Leave the method to its generic handler."""


async def serve(
    app: ServerApp,
    settings: ServiceSettings,
    *,
    telemetry: Telemetry,
    verifier: TokenVerifier | None = None,
    stop: asyncio.Event | None = None,
) -> int:
    """Serve `app` until SIGTERM, SIGINT or `stop`, then drain; the process's exit status.

    0 after an orderly end, 1 when a background task died. `verifier` may be None only when no method needs a caller.
    """
    log = get_logger("server")
    stop = stop or asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    server = Server(app, settings, telemetry, verifier)
    await server.start()
    settle_memory()
    stop_metrics = serve_metrics(telemetry.metrics, settings.metrics_listen)[1] if settings.metrics_listen else None
    log.info("server.serving", listen=server.target)
    waiting = [asyncio.ensure_future(event.wait()) for event in (stop, server.died)]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for future in waiting:
        future.cancel()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.remove_signal_handler(number)  # a second signal ends the process at once
    log.info("server.draining")
    await server.stop()
    if stop_metrics is not None:
        await asyncio.to_thread(stop_metrics)
    log.info("server.stopped")
    return 1 if server.died.is_set() else 0


def settle_memory() -> None:
    """Tell the collector of cycles that what is here now stays, and to look at young objects less often.

    A call makes hundreds of objects that reference counts free; at Python's own threshold the collector walks what a
    service keeps (modules, cached facts) over and over for cycles that are not there, which
    was about a quarter of what a post in a batch cost.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 50)


def run(main: Coroutine[Any, Any, int]) -> None:
    """Run a service's main coroutine on uvloop and exit with the status that it returns."""
    sys.exit(uvloop.run(main))
