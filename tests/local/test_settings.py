"""What a person can tell a run, and what is refused."""

from pathlib import Path

import pytest

from services.local.settings import DEFAULT_PORT, RunSettings, SettingError, port_of


def test_nothing_said_is_the_default_port() -> None:
    assert port_of(None) == port_of("") == DEFAULT_PORT


@pytest.mark.parametrize("text", ["0", "65535", "-1", "http", "80 ", "８０８０", "1e3"])
def test_what_is_no_port_is_refused_with_the_word(text: str) -> None:
    with pytest.raises(SettingError, match="HEO_PORT is a number from 1 to 65534"):
        port_of(text)


def test_a_certificate_comes_with_its_key_and_with_lan(tmp_path: Path) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    certificate.touch()
    with pytest.raises(SettingError, match="belong together"):
        RunSettings.of({}, lan=True, certificate=certificate)
    with pytest.raises(SettingError, match="there is no file"):
        RunSettings.of({}, lan=True, certificate=certificate, key=key)
    key.touch()
    with pytest.raises(SettingError, match="are for --lan"):
        RunSettings.of({}, certificate=certificate, key=key)
    assert RunSettings.of({}, lan=True, certificate=certificate, key=key).key == key
