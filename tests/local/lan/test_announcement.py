"""The name on the home network: answered while Heo runs, left to the system where that answers itself."""

import gc
import threading
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from zeroconf import (  # type: ignore[attr-defined]  # AddressResolver is public, and forgotten in its __all__
    AddressResolver,
    ServiceInfo,
    Zeroconf,
)

from services.local.lan import announcement
from services.local.lan.addresses import Names
from services.local.lan.announcement import KIND, announced

HERE = ip_address("127.0.0.1")


@pytest.fixture
def neighbour() -> Iterator[Zeroconf]:
    """Another device of the network, which here is the loopback interface."""
    device = Zeroconf(interfaces=[str(HERE)])
    yield device
    device.close()


def resolved(device: Zeroconf, host: str, within_ms: int) -> list[str]:
    """What the network says that a name stands for."""
    asked = AddressResolver(f"{host}.")
    return asked.parsed_addresses() if asked.request(device, within_ms) else []


def test_a_neighbour_finds_heo_by_name_as_long_as_it_runs(neighbour: Zeroconf) -> None:
    names = Names(("heo-test-one.local", "localhost"), (HERE,))
    with announced(names, 8443, [HERE]):
        assert resolved(neighbour, "heo-test-one.local", 10_000) == [str(HERE)]
    assert resolved(neighbour, "heo-test-one.local", 500) == []


def test_a_name_that_the_system_announces_itself_is_left_alone(neighbour: Zeroconf) -> None:
    neighbour.register_service(
        ServiceInfo("_test._tcp.local.", "Other._test._tcp.local.", port=1, server="heo-test-two.local.",
                    parsed_addresses=[str(HERE)])
    )  # fmt: skip
    third = Zeroconf(interfaces=[str(HERE)])
    with announced(Names(("heo-test-two.local",), (HERE,)), 8443, [HERE]):
        assert resolved(third, "heo-test-two.local", 10_000) == [str(HERE)]
        assert not ServiceInfo(KIND, f"Heo heo-test-two.{KIND}").request(third, 5_000)
    third.close()


def test_without_a_network_nothing_is_announced_and_nothing_fails() -> None:
    with announced(Names(("heo-test-three.local",), (HERE,)), 8443):
        pass


def test_it_stops_at_once_while_it_still_asks_who_has_the_name(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(announcement, "ANSWER_MS", 3_600_000)
    with announced(Names(("heo-test-four.local",), (HERE,)), 8443, [HERE]):
        pass
    gc.collect()
    assert "mdns" not in {thread.name for thread in threading.enumerate()}
    assert not caplog.records
