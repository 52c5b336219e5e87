"""The HTTP server: uvicorn, ended in an order that leaves no open page hanging."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator, Sequence

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from services.bff.settings import BffSettings

SIGNALS = (signal.SIGTERM, signal.SIGINT)
KEEP_ALIVE_S = 30
MOST_CONNECTIONS = 2048
LARGEST_MESSAGE_BYTES = 128 * 1024
"""Of a line: a piece of audio has at most half of it."""
HEAD_SECONDS = 15.0
"""How long a client may take to ask. Who opens connections and says nothing would otherwise fill all of them."""


class ImpatientProtocol(H11Protocol):
    """Closes a connection on which no request comes to an end in time; uvicorn itself waits for ever for the first."""

    _watch: asyncio.TimerHandle | None = None
    _is_line = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._begin_watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._end_watch()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a request that has begun, however slowly it trickles in."""
        super().data_received(data)
        if self._is_line:
            return
        # There is no cycle before the first request, whatever its type says.
        if getattr(self.cycle, "response_complete", True) is False:
            self._end_watch()
        elif self._watch is None:
            self._begin_watch()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """A line has limits of its own."""
        self._is_line = True
        self._end_watch()
        super().handle_websocket_upgrade(event)

    def _begin_watch(self) -> None:
        self._watch = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _end_watch(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None


class Server(uvicorn.Server):
    """Ends the streams before it waits for the requests: they would never end by themselves."""

    def __init__(self, app: ASGIApp, settings: BffSettings, on_stop: Sequence[Callable[[], None]]) -> None:
        """Serve `app` as `settings` say; `on_stop` are called when the process is told to stop."""
        super().__init__(_config(app, settings))
        self._on_stop = on_stop

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop at SIGTERM and SIGINT, and let the process come to its own end.

        uvicorn would send itself the signal again when it has stopped: pools would stay open and traces unsent.
        """
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        try:
            yield
        finally:
            for number in SIGNALS:
                loop.remove_signal_handler(number)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so, end the streams, then wait for the requests."""
        for act in self._on_stop:
            act()
        await super().shutdown(sockets)


def bind(listen: str) -> socket.socket:
    """A listening socket on host:port (port 0: any free one); OSError when it is taken."""
    host, _, port = listen.rpartition(":")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((host.strip("[]"), int(port)))
        taken.listen(1024)
    except OSError:
        taken.close()
        raise
    return taken


def _config(app: ASGIApp, settings: BffSettings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=ImpatientProtocol,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE_BYTES,
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        ws_per_message_deflate=False,  # audio does not get smaller, and what inflates is a way to fill memory
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=settings.drain_s,  # type: ignore[arg-type]  # seconds; any number does
        limit_concurrency=MOST_CONNECTIONS,
        ssl_certfile=str(settings.tls_cert) if settings.tls_cert else None,
        ssl_keyfile=str(settings.tls_key) if settings.tls_key else None,
    )
