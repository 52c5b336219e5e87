import json

from services.mesh.service_config import RETRY_POLICY, service_config
from services.mesh.testing import echo


def test_only_idempotent_unary_methods_are_retried() -> None:
    config = json.loads(service_config([echo.contract()]))
    assert config["methodConfig"] == [
        {"name": [{"service": echo.SERVICE, "method": "Echo"}], "retryPolicy": RETRY_POLICY}
    ]


def test_every_channel_balances_and_watches_health() -> None:
    config = json.loads(service_config([]))
    assert config["loadBalancingConfig"] == [{"round_robin": {}}]
    assert config["healthCheckConfig"] == {"serviceName": ""}
    assert "methodConfig" not in config


def test_nothing_but_unavailable_is_retried() -> None:
    assert RETRY_POLICY["retryableStatusCodes"] == ["UNAVAILABLE"]
