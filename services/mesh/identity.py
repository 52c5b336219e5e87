"""A service's own signature and its trust in others, as its settings name them."""

from services.mesh.clock import Clock
from services.mesh.keys import read_public_keys
from services.mesh.settings import ServiceSettings
from services.mesh.tokens import TokenIssuer, TokenVerifier


def issuer_of(service: str, settings: ServiceSettings, clock: Clock) -> TokenIssuer:
    """Signs in the name of `service`; ValueError when the settings name no key, OSError when it cannot be read."""
    if settings.private_key_file is None:
        raise ValueError(f"HEO_{service.upper()}_PRIVATE_KEY_FILE names the Ed25519 key with which {service} signs")
    return TokenIssuer(service, settings.private_key_file.read_bytes(), clock)


def verifier_of(service: str, settings: ServiceSettings, clock: Clock) -> TokenVerifier:
    """Verifies tokens meant for `service`; ValueError when the settings name no folder of public keys."""
    if settings.public_keys_dir is None:
        raise ValueError("HEO_PUBLIC_KEYS_DIR names the folder of <peer>.pem, the keys of those who may call")
    return TokenVerifier(read_public_keys(settings.public_keys_dir), service, clock)
