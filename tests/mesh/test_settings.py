import ast
import inspect
from pathlib import Path

import pydantic
import pytest

from services.mesh import settings as module
from services.mesh.settings import ServiceSettings, service_config


class LedgerSettings(ServiceSettings):
    model_config = service_config("ledger")

    dsn: str


def test_a_service_reads_its_own_prefix_and_the_meshs_common_names(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in {
        "HEO_LEDGER_DSN": "dbname=heo",
        "HEO_LEDGER_LISTEN": "unix:/run/ledger",
        "HEO_AI_LISTEN": "unix:/run/ai",
        "HEO_PUBLIC_KEYS_DIR": "/keys",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4317",
    }.items():
        monkeypatch.setenv(variable, value)
    read = LedgerSettings()  # type: ignore[call-arg]  # read from the environment
    assert (read.dsn, read.listen, read.public_keys_dir) == ("dbname=heo", "unix:/run/ledger", Path("/keys"))
    assert read.otlp_endpoint == "http://collector:4317"


def test_an_empty_variable_is_none_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "")
    assert ServiceSettings().otlp_endpoint is None


def test_settings_are_frozen_and_a_missing_one_is_named() -> None:
    with pytest.raises(pydantic.ValidationError, match="frozen"):
        ServiceSettings().listen = "x"
    with pytest.raises(pydantic.ValidationError, match="dsn"):
        LedgerSettings()  # type: ignore[call-arg]  # read from the environment


def test_every_setting_has_a_sentence_under_it() -> None:
    tree = ast.parse(inspect.getsource(module))
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef)).body
    fields = [index for index, node in enumerate(body) if isinstance(node, ast.AnnAssign)]
    documented = [isinstance(body[index + 1], ast.Expr) for index in fields]
    assert len(fields) == len(ServiceSettings.model_fields)
    assert all(documented)
