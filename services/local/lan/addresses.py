"""What this machine is called on the home network."""

import ipaddress
import socket
from dataclasses import dataclass

import psutil

# What a home network uses (RFC 1918, RFC 4193), link-local addresses, and what overlay networks hand out (RFC 6598).
PRIVATE_NETWORKS = tuple(
    ipaddress.ip_network(text)
    for text in (
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10",
        "::1/128", "fc00::/7", "fe80::/10",
    )
)  # fmt: skip

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True)
class Names:
    """The names and addresses that the page answers to."""

    hosts: tuple[str, ...]
    addresses: tuple[Address, ...]

    @property
    def best(self) -> str:
        """The one to type into a phone: an address, since not every phone finds .local names."""
        outward = [one for one in self.addresses if not one.is_loopback]
        return in_url(outward[0]) if outward else self.hosts[0]


def in_url(address: Address) -> str:
    """Write an address as it stands in a URL."""
    return f"[{address}]" if address.version == 6 else str(address)


def is_private(address: Address) -> bool:
    """Say whether an address belongs to a home network."""
    return any(address.version == network.version and address in network for network in PRIVATE_NETWORKS)


def own_names() -> Names:
    """Ask the system for its host name and its addresses on private networks."""
    label = socket.gethostname().split(".")[0].lower() or "heo"
    found = {
        ipaddress.ip_address(one.address.split("%")[0])
        for interface in psutil.net_if_addrs().values()
        for one in interface
        if one.family in {socket.AF_INET, socket.AF_INET6}
    }
    private = sorted((one for one in found if is_private(one) and not one.is_link_local), key=rank)
    return Names((f"{label}.local", "localhost"), tuple(private))


def rank(address: Address) -> tuple[bool, int, bool, int]:
    """Order addresses by how likely a phone reaches them: 192.168 and 10 before container networks, loopback last."""
    container = address in ipaddress.ip_network("172.16.0.0/12") if address.version == 4 else False
    return address.is_loopback, address.version, container, int(address)
