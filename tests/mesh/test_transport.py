from datetime import UTC, datetime, timedelta
from pathlib import Path

import grpc
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from services.mesh.channels import open_channel
from services.mesh.settings import ServiceSettings
from services.mesh.testing import echo
from services.mesh.testing.calls import Member
from services.mesh.testing.echo_servicer import echo_app
from services.mesh.testing.serving import Running, running
from services.mesh.transport import Certificates, certificates_of


class Authority:
    """Signs certificates that are valid today."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mesh authority")])
        self.pem = self._signed(self._name, self._key, ca=True).public_bytes(Encoding.PEM)

    def certificates(self, peer: str) -> Certificates:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, peer)])
        chain = self._signed(name, key, ca=False, peer=peer).public_bytes(Encoding.PEM)
        return Certificates(chain, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), self.pem)

    def _signed(
        self, name: x509.Name, key: ec.EllipticCurvePrivateKey, ca: bool, peer: str = "authority"
    ) -> x509.Certificate:
        now = datetime.now(UTC)  # certificates live in the machine's time
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(minutes=5))
            .not_valid_after(now + timedelta(hours=1))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(peer)]), critical=False)
            .sign(self._key, hashes.SHA256())
        )


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def tls(authority: Authority, tmp_path: Path) -> dict[str, object]:
    """Settings of a server with a certificate for "echo"."""
    own = authority.certificates("echo")
    files = {"tls_cert_file": own.chain, "tls_key_file": own.key, "tls_ca_file": own.authority}
    for field, pem in files.items():
        (tmp_path / field).write_bytes(pem)
    return {"listen": "127.0.0.1:0", **{field: tmp_path / field for field in files}}


async def ask(server: Running, certificates: Certificates | None) -> str:
    """What a bff with those certificates is answered, or the code with which it fails."""
    member = Member(server)
    target = f"ipv4:{server.target}"
    async with open_channel(target, ServiceSettings(), certificates=certificates, server_name="echo") as channel:
        try:
            answer = await echo.Stub(channel).Peek(member.asks(), timeout=3, metadata=member.metadata)
        except grpc.aio.AioRpcError as error:
            return error.code().name
        return str(answer.text)


async def test_a_peer_with_its_own_certificate_is_served(authority: Authority, tls: dict[str, object]) -> None:
    async with running(echo_app(), settings=tls) as server:
        assert await ask(server, authority.certificates("bff")) == "phở"


async def test_a_peer_with_another_peers_certificate_is_not(authority: Authority, tls: dict[str, object]) -> None:
    async with running(echo_app(), settings=tls) as server:
        assert await ask(server, authority.certificates("ai")) == "UNAUTHENTICATED"


async def test_a_peer_without_one_or_with_a_strangers_is_not_connected(tls: dict[str, object]) -> None:
    async with running(echo_app(), settings=tls) as server:
        assert await ask(server, None) in {"UNAVAILABLE", "DEADLINE_EXCEEDED"}
        assert await ask(server, Authority().certificates("bff")) in {"UNAVAILABLE", "DEADLINE_EXCEEDED"}


def test_half_of_the_files_is_a_mistake(tls: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="all of"):
        certificates_of(ServiceSettings(tls_cert_file=Path(str(tls["tls_cert_file"]))))


def test_without_files_connections_are_plain() -> None:
    assert certificates_of(ServiceSettings()) is None
