"""Key files: one Ed25519 pair per service; the public halves lie together in one folder as <peer>.pem."""

from collections.abc import Mapping
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat


def new_key_pair() -> tuple[bytes, bytes]:
    """A new Ed25519 pair as PEM: (private, PKCS 8; public, SubjectPublicKeyInfo)."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private, key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def read_public_keys(directory: Path) -> Mapping[str, bytes]:
    """Peer → public key in PEM, for each <peer>.pem in `directory`; FileNotFoundError when there is none."""
    keys = {file.stem: file.read_bytes() for file in sorted(directory.glob("*.pem"))}
    if not keys:
        raise FileNotFoundError(f"no <peer>.pem in {directory}: nobody could call")
    return keys
