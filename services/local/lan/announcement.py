"""Heo's name on the home network by multicast DNS, so that a phone finds it again when the router moves it."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine, Iterator, Sequence
from typing import Any

from zeroconf import (  # type: ignore[attr-defined]  # AddressResolver is public, and forgotten in its __all__
    AddressResolver,
    Error,
    ServiceInfo,
)
from zeroconf.asyncio import AsyncZeroconf

from services.local.lan.addresses import Address, Names

KIND = "_https._tcp.local."
ANSWER_MS = 2_000
"""How long another responder has to say that it announces the name already."""
CLOSING_S = 5.0
"""Taking the name back takes less than a second; nothing waits for it longer than this."""


@contextlib.contextmanager
def announced(names: Names, port: int, interfaces: Sequence[Address] = ()) -> Iterator[None]:
    """Answer for the first host name as long as the block lasts, on `interfaces` or else on all of the network's.

    Announcing takes seconds and nothing waits for it. A system that announces its name itself is left alone, and a
    network without multicast is no error: the addresses still work.
    """
    outward = list(interfaces) or [one for one in names.addresses if not one.is_loopback]
    if not outward:
        yield
        return
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    work = _announce(names, port, outward, stop)
    worker = threading.Thread(target=_run, args=(loop, work), name="mdns", daemon=True)
    worker.start()
    try:
        yield
    finally:
        with contextlib.suppress(RuntimeError):  # the loop has ended by itself: no multicast here
            loop.call_soon_threadsafe(stop.set)
        worker.join(CLOSING_S)


def _run(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, None]) -> None:
    with contextlib.suppress(OSError, Error, RuntimeError):
        loop.run_until_complete(work)
    loop.close()


async def _announce(names: Names, port: int, addresses: Sequence[Address], stop: asyncio.Event) -> None:
    """Announce until told to stop, however far that has come by then, and take it back."""
    host = f"{names.hosts[0]}."
    label = host.partition(".")[0]
    spelled = [str(one) for one in addresses]
    service = ServiceInfo(KIND, f"Heo {label}.{KIND}", port=port, server=host, parsed_addresses=spelled)
    async with AsyncZeroconf(interfaces=spelled) as responder:
        await responder.zeroconf.async_wait_for_start()
        registering = asyncio.create_task(_register(responder, host, service))
        await stop.wait()
        registering.cancel()
        await asyncio.gather(registering, return_exceptions=True)


async def _register(responder: AsyncZeroconf, host: str, service: ServiceInfo) -> None:
    if not await AddressResolver(host).async_request(responder.zeroconf, ANSWER_MS):
        await (await responder.async_register_service(service))
