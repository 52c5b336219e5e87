"""The page that a phone opens first: the certificate, the way in both languages, and nothing else."""

import ipaddress
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from services.local.lan.addresses import Names
from services.local.lan.authority import ServerFiles, ensure
from services.local.lan.trust_page import TrustPage, on_terminal

URL = "https://192.168.1.20:8080/"


@pytest.fixture
def files(tmp_path: Path) -> ServerFiles:
    names = Names(("nha.local", "localhost"), (ipaddress.ip_address("192.168.1.20"),))
    return ensure(tmp_path / "ca", names, datetime(2026, 9, 23, tzinfo=UTC))


@pytest.fixture
def page(files: ServerFiles) -> Iterator[TrustPage]:
    served = TrustPage("127.0.0.1", 0, files.authority, URL)
    yield served
    served.close()


def test_it_hands_out_the_authority_and_not_its_key(page: TrustPage, files: ServerFiles) -> None:
    answer = httpx.get(f"http://127.0.0.1:{page.port}/heo-ca.crt")
    assert answer.headers["content-type"] == "application/x-x509-ca-cert"
    assert answer.content == x509.load_pem_x509_certificate(files.authority.read_bytes()).public_bytes(Encoding.DER)


def test_it_says_the_way_in_both_languages_with_the_fingerprint(page: TrustPage) -> None:
    text = httpx.get(f"http://127.0.0.1:{page.port}/").text
    for needed in (
        page.fingerprint,
        URL,
        "Cài đặt tin cậy chứng nhận",
        "Certificate Trust Settings",
        "<svg",
        "Android",
    ):
        assert needed in text
    assert "$" not in text


@pytest.mark.parametrize("path", ["/ca.key", "/../ca.key", "/favicon.ico"])
def test_there_is_nothing_else(page: TrustPage, path: str) -> None:
    assert httpx.get(f"http://127.0.0.1:{page.port}{path}").status_code == 404


def test_the_terminal_gets_a_code_of_block_characters() -> None:
    drawn = on_terminal(URL)
    assert set(drawn) & set("█▀▄")
    assert len(drawn.splitlines()) > 10
