"""Where the page is for the home network, under Heo's own authority or a given certificate."""

import socket
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import httpx
import pytest

from services.local.home import Home
from services.local.lan.addresses import in_url, own_names
from services.local.lan.authority import ensure
from services.local.lan.network import front, origins_of
from services.local.ports import PortTakenError
from services.local.settings import RunSettings, SettingError

NOW = datetime(2026, 9, 23, tzinfo=UTC)


def settings(folder: Path, certificate: Path | None = None, key: Path | None = None) -> RunSettings:
    """For a port with a free one above it, which the trust page takes."""
    with socket.create_server(("0.0.0.0", 0)) as probe:
        port = int(probe.getsockname()[1]) - 1
    home = Home(folder / "home")
    home.prepare()
    return RunSettings(home, port, lan=True, certificate=certificate, key=key)


def test_the_trust_page_answers_as_long_as_the_run(tmp_path: Path) -> None:
    said: list[str] = []
    asked = settings(tmp_path)
    with front(asked, NOW, said.append) as chosen:
        answer = httpx.get(f"http://127.0.0.1:{asked.port + 1}/")
        assert chosen.url in answer.text
        assert chosen.certificate == asked.home.authority / "server.pem"
        assert f"https://localhost:{asked.port}" in chosen.origins
        assert all(origin.startswith("https://") for origin in chosen.origins)
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{asked.port + 1}/")
    assert any(str(asked.port + 1) in sentence for sentence in said)
    assert any(f"https://{own_names().hosts[0]}:{asked.port}/" in sentence for sentence in said)


def test_a_given_certificate_says_its_own_names_and_needs_no_trust_page(tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    given = ensure(tmp_path / "given" / "ca", own_names(), NOW)
    asked = settings(tmp_path, given.certificate, given.key)
    with front(asked, NOW, lambda _sentence: None) as chosen:
        assert chosen.url == f"https://{own_names().hosts[0]}:{asked.port}/"
        assert not asked.home.authority.exists()
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"http://127.0.0.1:{asked.port + 1}/")


def test_a_file_that_is_no_certificate_is_refused_in_a_sentence(tmp_path: Path) -> None:
    wrong = tmp_path / "key.pem"
    wrong.write_text("hello", encoding="ascii")
    asked = settings(tmp_path, wrong, wrong)
    with pytest.raises(SettingError, match="holds no certificate"), front(asked, NOW, lambda _sentence: None):
        pass


def test_a_taken_port_of_the_trust_page_is_named(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    with (
        socket.create_server(("0.0.0.0", asked.port + 1)),
        pytest.raises(PortTakenError, match=f"port {asked.port + 1} is taken"),
        front(asked, NOW, lambda _sentence: None),
    ):
        pass


def test_an_address_of_the_sixth_version_is_bracketed() -> None:
    assert origins_of([in_url(ip_address("fd00::1")), "a.local", "a.local"], 8443) == (
        "https://[fd00::1]:8443",
        "https://a.local:8443",
    )
