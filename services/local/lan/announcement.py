"""Heo's name on the home network by multicast DNS, so that a phone finds it again when the router moves it."""

import contextlib
import threading
from collections.abc import Iterator, Sequence

from zeroconf import (  # type: ignore[attr-defined]  # AddressResolver is public, and forgotten in its __all__
    AddressResolver,
    Error,
    ServiceInfo,
    Zeroconf,
)

from services.local.lan.addresses import Address, Names

KIND = "_https._tcp.local."
ANSWER_MS = 2_000
"""How long another responder has to say that it announces the name already."""


@contextlib.contextmanager
def announced(names: Names, port: int, interfaces: Sequence[Address] = ()) -> Iterator[None]:
    """Answer for the first host name as long as the block lasts, on `interfaces` or else on all of the network's.

    Announcing takes seconds and nothing waits for it. A system that announces its name itself is left alone, and a
    network without multicast is no error: the addresses still work.
    """
    outward = list(interfaces) or [one for one in names.addresses if not one.is_loopback]
    try:
        responder = Zeroconf(interfaces=[str(one) for one in outward]) if outward else None
    except (OSError, Error, RuntimeError):
        responder = None
    if responder is None:
        yield
        return
    worker = threading.Thread(target=_announce, args=(responder, names, port, outward), name="mdns", daemon=True)
    worker.start()
    try:
        yield
    finally:
        responder.close()
        worker.join()


def _announce(responder: Zeroconf, names: Names, port: int, addresses: Sequence[Address]) -> None:
    host = f"{names.hosts[0]}."
    label = host.partition(".")[0]
    service = ServiceInfo(
        KIND, f"Heo {label}.{KIND}", port=port, server=host, parsed_addresses=[str(one) for one in addresses]
    )
    with contextlib.suppress(OSError, Error, RuntimeError):  # closed meanwhile, or no multicast here
        if not AddressResolver(host).request(responder, ANSWER_MS):
            responder.register_service(service)
