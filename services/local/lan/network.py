"""`heo run --lan`: the bff at an HTTPS address that phones reach, and the trust page beside it."""

import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from services.local.lan import authority
from services.local.lan.addresses import in_url, own_names
from services.local.lan.announcement import announced
from services.local.lan.trust_page import TrustPage, on_terminal
from services.local.parts import Front
from services.local.ports import require_free
from services.local.settings import RunSettings

Say = Callable[[str], None]


@contextmanager
def front(settings: RunSettings, now: datetime, say: Say) -> Iterator[Front]:
    """Hand back where the bff listens; the trust page answers as long as the block lasts. Raises PortTakenError."""
    names = own_names()
    # Reaching the home network is what --lan asks for: all addresses of both versions, where the system has both.
    everywhere = "::" if socket.has_dualstack_ipv6() else "0.0.0.0"  # noqa: S104 (see above)
    if settings.certificate is not None and settings.key is not None:
        # Whoever brings a certificate brings the trust in it too.
        origins = origins_of([*authority.hosts_of(settings.certificate), "localhost"], settings.port)
        yield Front(everywhere, settings.port, f"{origins[0]}/", origins, settings.certificate, settings.key)
        return
    files = authority.ensure(settings.home.authority, names, now)
    origins = origins_of([names.best, *names.hosts, *map(in_url, names.addresses)], settings.port)
    require_free(everywhere, settings.port + 1)
    page = TrustPage(everywhere, settings.port + 1, files.authority, f"{origins[0]}/")
    trust_url = f"http://{names.best}:{page.port}/"
    say(on_terminal(trust_url))
    say(f"A phone on this network: scan the code, or open {trust_url}, and install the certificate once.")
    say(f"Its fingerprint (SHA-256): {page.fingerprint}")
    say(f"The name stays when the address changes: https://{names.hosts[0]}:{settings.port}/")
    try:
        with announced(names, settings.port):
            yield Front(everywhere, settings.port, f"{origins[0]}/", origins, files.certificate, files.key)
    finally:
        page.close()


def origins_of(hosts: Sequence[str], port: int) -> tuple[str, ...]:
    """Say names and addresses as a browser says origins, each once."""
    return tuple(dict.fromkeys(f"https://{host}:{port}" for host in hosts))
