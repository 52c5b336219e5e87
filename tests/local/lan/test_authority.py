"""The home's authority: what it vouches for, for how long, and what OpenSSL thinks of it."""

import asyncio
import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from services.local.lan.addresses import Names, is_private, rank
from services.local.lan.authority import ensure
from services.mesh.clock import SystemClock

NOW = datetime(2026, 9, 23, tzinfo=UTC)
NAMES = Names(("nha.local", "localhost"), (ipaddress.ip_address("192.168.1.20"), ipaddress.ip_address("127.0.0.1")))


async def handshake(folder: Path, names: Names, host: str, authority: Path | None = None) -> None:
    """Let a client that trusts the authority alone connect to a server with the certificate."""
    files = ensure(folder, names, SystemClock().now())
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(files.certificate, files.key)
    server = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0, ssl=served)
    trusted = ssl.create_default_context(cafile=str(authority or files.authority))
    async with server:
        port = server.sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection("127.0.0.1", port, ssl=trusted, server_hostname=host)
        writer.close()


@pytest.mark.parametrize("host", ["nha.local", "localhost", "192.168.1.20", "127.0.0.1"])
async def test_every_name_is_trusted_by_who_trusts_the_authority(tmp_path: Path, host: str) -> None:
    await handshake(tmp_path / "ca", NAMES, host)


async def test_another_name_is_not(tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        await handshake(tmp_path / "ca", NAMES, "other.local")


async def test_another_homes_authority_is_not(tmp_path: Path) -> None:
    other = ensure(tmp_path / "other", NAMES, SystemClock().now()).authority
    with pytest.raises(ssl.SSLCertVerificationError):
        await handshake(tmp_path / "ca", NAMES, "nha.local", other)


async def test_the_authority_cannot_vouch_for_a_bank(tmp_path: Path) -> None:
    bank = Names(("bank.example",), ())
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        await handshake(tmp_path / "ca", bank, "bank.example")


def test_private_keys_are_closed_and_the_certificate_lasts_as_long_as_phones_allow(tmp_path: Path) -> None:
    files = ensure(tmp_path / "ca", NAMES, NOW)
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "ca").glob("*.key")} == {0o600}
    certificate = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc <= timedelta(days=398)


def test_the_same_names_keep_their_certificate_until_it_is_about_to_end(tmp_path: Path) -> None:
    folder = tmp_path / "ca"
    first = ensure(folder, NAMES, NOW).certificate.read_bytes()
    authority = (folder / "ca.pem").read_bytes()
    assert ensure(folder, NAMES, NOW + timedelta(days=360)).certificate.read_bytes() == first
    assert ensure(folder, NAMES, NOW + timedelta(days=370)).certificate.read_bytes() != first
    moved = Names(NAMES.hosts, (ipaddress.ip_address("192.168.1.21"),))
    second = ensure(folder, moved, NOW).certificate.read_bytes()
    assert (
        x509.IPAddress(moved.addresses[0])
        in x509.load_pem_x509_certificate(second).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    )
    assert (folder / "ca.pem").read_bytes() == authority


@pytest.mark.parametrize(
    ("text", "private"),
    [("192.168.1.5", True), ("10.1.2.3", True), ("172.31.0.1", True), ("172.32.0.1", False), ("8.8.8.8", False),
     ("fd00::1", True), ("2001:4860::1", False), ("100.100.1.1", True)],
)  # fmt: skip
def test_only_private_addresses_are_the_homes(text: str, private: bool) -> None:
    assert is_private(ipaddress.ip_address(text)) is private


def test_the_address_that_a_phone_reaches_comes_first() -> None:
    texts = ["127.0.0.1", "172.17.0.1", "192.168.1.9", "fd00::1"]
    ordered = sorted((ipaddress.ip_address(text) for text in texts), key=rank)
    assert [str(one) for one in ordered] == ["192.168.1.9", "172.17.0.1", "fd00::1", "127.0.0.1"]
    assert Names(("nha.local",), tuple(ordered)).best == "192.168.1.9"
    assert Names(("nha.local",), ()).best == "nha.local"
