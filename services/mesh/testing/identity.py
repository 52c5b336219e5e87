"""Keys and tokens of a made-up mesh."""

from collections.abc import Iterable
from uuid import UUID

from services.mesh.channels import call_metadata
from services.mesh.clock import Clock, SystemClock
from services.mesh.keys import new_key_pair
from services.mesh.tokens import TokenIssuer, TokenVerifier

PEERS = ("ledger", "ai", "notifier", "bff", "local", "operator")


class Identities:
    """A key pair for each peer, made once; issuers and verifiers on demand."""

    def __init__(self, clock: Clock | None = None, peers: Iterable[str] = PEERS) -> None:
        """Make the keys of `peers`."""
        self.clock = clock or SystemClock()
        self._pairs = {peer: new_key_pair() for peer in peers}

    def private_key(self, peer: str) -> bytes:
        """The private key of `peer` in PEM, for settings that want a file of it."""
        return self._pairs[peer][0]

    def public_keys(self) -> dict[str, bytes]:
        """Peer → public key in PEM."""
        return {peer: public for peer, (_, public) in self._pairs.items()}

    def issuer(self, peer: str) -> TokenIssuer:
        """Signs in the name of `peer`."""
        return TokenIssuer(peer, self._pairs[peer][0], self.clock)

    def verifier(self, audience: str) -> TokenVerifier:
        """Verifies tokens for `audience`."""
        return TokenVerifier(self.public_keys(), audience, self.clock)

    def metadata(
        self,
        audience: str,
        user_id: UUID | None = None,
        household_id: UUID | None = None,
        role: int = 0,
        peer: str = "bff",
    ) -> tuple[tuple[str, str], ...]:
        """The call metadata of `peer` acting for a user."""
        return call_metadata(self.issuer(peer).issue(user_id, household_id, role, audience=audience))
