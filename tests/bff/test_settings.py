"""What the bff can be told."""

import pytest

from services.bff.settings import BffSettings


def origins(text: str) -> tuple[str, ...]:
    targets = {f"{name}_target": "unix:/x" for name in ("ledger", "ai", "notifier")} | {"objects_url": "memory:///"}
    return BffSettings(dsn="", public_origins=text, **targets).public_origins  # type: ignore[arg-type]  # as the environment says it


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://heo.example", ("https://heo.example",)),
        ("https://heo.example/, https://www.heo.example", ("https://heo.example", "https://www.heo.example")),
        ("http://127.0.0.1:8080/", ("http://localhost:8080", "http://127.0.0.1:8080")),
        ("http://localhost:8080,http://127.0.0.1:8080", ("http://localhost:8080", "http://127.0.0.1:8080")),
    ],
)
def test_origins_are_separated_by_commas_and_this_machine_has_two_names(text: str, expected: tuple[str, ...]) -> None:
    assert origins(text) == expected


def test_secrets_are_not_shown() -> None:
    targets = {f"{name}_target": "unix:/x" for name in ("ledger", "ai", "notifier")} | {"objects_url": "memory:///"}
    settings = BffSettings(dsn="secret-dsn", dsn_password="secret-word", public_origins=(), **targets)  # type: ignore[arg-type]  # as above
    assert "secret" not in repr(settings)
