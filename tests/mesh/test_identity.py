from pathlib import Path

import pytest

from services.mesh.clock import SystemClock
from services.mesh.identity import issuer_of, verifier_of
from services.mesh.keys import new_key_pair, read_public_keys
from services.mesh.settings import ServiceSettings


def test_a_service_is_trusted_by_the_file_of_its_name(tmp_path: Path) -> None:
    private, public = new_key_pair()
    (tmp_path / "bff.pem").write_bytes(public)
    (tmp_path / "bff.key").write_bytes(private)
    settings = ServiceSettings(private_key_file=tmp_path / "bff.key", public_keys_dir=tmp_path)
    token = issuer_of("bff", settings, SystemClock()).issue(audience="ledger")
    assert verifier_of("ledger", settings, SystemClock()).verify(token).peer == "bff"


def test_missing_settings_say_what_to_set() -> None:
    with pytest.raises(ValueError, match="HEO_BFF_PRIVATE_KEY_FILE"):
        issuer_of("bff", ServiceSettings(), SystemClock())
    with pytest.raises(ValueError, match="HEO_PUBLIC_KEYS_DIR"):
        verifier_of("ledger", ServiceSettings(), SystemClock())


def test_a_folder_without_keys_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nobody could call"):
        read_public_keys(tmp_path)
