"""The household's certificate authority, and the server certificate that it signs."""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from services.local.lan.addresses import PRIVATE_NETWORKS, Address, Names, in_url
from services.local.settings import SettingError

AUTHORITY_LIFE = timedelta(days=3650)
SERVER_LIFE = timedelta(days=397)
"""The longest that every phone accepts."""
RENEW_BEFORE = timedelta(days=30)
CLOCK_LAG = timedelta(days=1)
"""A phone's clock may be behind: certificates begin a day ago."""


@dataclass(frozen=True)
class ServerFiles:
    """What the page is served with."""

    authority: Path
    certificate: Path
    key: Path


def ensure(folder: Path, names: Names, now: datetime) -> ServerFiles:
    """Make the authority once, and a server certificate when there is none for these names that lasts."""
    folder.mkdir(mode=0o700, exist_ok=True)
    files = ServerFiles(folder / "ca.pem", folder / "server.pem", folder / "server.key")
    authority_key = folder / "ca.key"
    if not (files.authority.exists() and authority_key.exists()):
        key = ec.generate_private_key(ec.SECP256R1())
        write_key(authority_key, key)
        files.authority.write_bytes(new_authority(key, now).public_bytes(Encoding.PEM))
        files.certificate.unlink(missing_ok=True)
    if not (files.certificate.exists() and files.key.exists() and suits(files.certificate, names, now)):
        issuer = x509.load_pem_x509_certificate(files.authority.read_bytes())
        signer = load_pem_private_key(authority_key.read_bytes(), password=None)
        if not isinstance(signer, ec.EllipticCurvePrivateKey):
            raise ValueError(f"{authority_key} is not the key that Heo made")
        key = ec.generate_private_key(ec.SECP256R1())
        certificate = new_server(key, names, issuer, signer, now)
        write_key(files.key, key)
        files.certificate.write_bytes(certificate.public_bytes(Encoding.PEM))
    return files


def new_authority(key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    """Make the authority; it can vouch for private addresses and .local names alone, should its key ever be stolen."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Heo của nhà mình")])
    permitted: list[x509.GeneralName] = [x509.DNSName("local"), x509.DNSName("localhost")]
    permitted += [x509.IPAddress(network) for network in PRIVATE_NETWORKS]
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    return (
        builder.serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_LAG)
        .not_valid_after(now + AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )


def new_server(
    key: ec.EllipticCurvePrivateKey,
    names: Names,
    issuer: x509.Certificate,
    signer: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> x509.Certificate:
    """Sign a server certificate for all of `names`."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names.hosts[0][:64])])
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_LAG)
        .not_valid_after(now - CLOCK_LAG + SERVER_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(general_names(names)), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issued_by, critical=False)
        .sign(signer, hashes.SHA256())
    )


def suits(file: Path, names: Names, now: datetime) -> bool:
    """Say whether a certificate is for exactly these names and lasts long enough."""
    certificate = x509.load_pem_x509_certificate(file.read_bytes())
    held = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return set(held) == set(general_names(names)) and certificate.not_valid_after_utc - RENEW_BEFORE > now


def hosts_of(file: Path) -> list[str]:
    """List the names and addresses that a given certificate is for; a wildcard names no host. Raises SettingError."""
    try:
        certificate = x509.load_pem_x509_certificate(file.read_bytes())
        held = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, x509.ExtensionNotFound):
        raise SettingError(f"{file} holds no certificate (PEM) with names") from None
    addresses = [one for one in held.get_values_for_type(x509.IPAddress) if isinstance(one, Address)]
    return [*(name for name in held.get_values_for_type(x509.DNSName) if "*" not in name), *map(in_url, addresses)]


def general_names(names: Names) -> list[x509.GeneralName]:
    """Say names and addresses as a certificate does."""
    return [*map(x509.DNSName, names.hosts), *map(x509.IPAddress, names.addresses)]


def write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    """Write a private key that only its owner can read."""
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
