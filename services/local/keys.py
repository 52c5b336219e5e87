"""One key pair for each peer of the mesh, made at the first start and kept in HEO_HOME."""

import os
from pathlib import Path

from services.local.home import Home

PEERS = ("ledger", "ai", "notifier", "bff", "local")
"""Who signs tokens on one machine; "local" is the `heo` command itself."""


def private_key(home: Home, peer: str) -> Path:
    """Name the private key of `peer`."""
    return home.keys / f"{peer}.key"


def ensure(home: Home) -> None:
    """Make the pairs that are missing. A private key is written last: a pair with one is whole."""
    missing = [peer for peer in PEERS if not private_key(home, peer).exists()]
    if not missing:
        return
    # Loaded here: it is needed once in a home's life, and the supervisor keeps what it has loaded.
    from services.mesh.keys import new_key_pair

    for peer in missing:
        private, public = new_key_pair()
        (home.public_keys / f"{peer}.pem").write_bytes(public)
        fresh = home.keys / f"{peer}.new"
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(private)
        fresh.replace(private_key(home, peer))
