"""Names, passwords that are too easy, and windows of tries."""

from datetime import UTC, datetime, timedelta

import pytest

from services.bff.users.common import load_common
from services.bff.users.model import address_key, folded, is_weak, name_key, seconds_left, window_start

COMMON = load_common()
QUARTER = timedelta(minutes=15)


@pytest.mark.parametrize(
    "password",
    ["12345678", "Password1", "anhyeuem", "aaaaaaaa", "abababab", "abcdefgh", "87654321", "lan.nguyen", "lan.nguyen1"],
)
def test_what_is_guessed_first_is_weak(password: str) -> None:
    assert is_weak(password, "lan.nguyen", COMMON)


@pytest.mark.parametrize("password", ["con heo đất nhà tôi", "xe-dap 2 bánh", "lan.nguyen thích phở bò"])
def test_a_phrase_is_not(password: str) -> None:
    assert not is_weak(password, "lan.nguyen", COMMON)


def test_a_name_is_one_person_however_it_is_written() -> None:
    assert folded("Lan.Nguyen") == folded("LAN.nguyen")
    assert name_key("Lan") == name_key("lan") != name_key("minh")


def test_a_network_of_one_subscriber_is_one_address() -> None:
    assert address_key("sign in", "2001:db8::1") == address_key("sign in", "2001:db8:0:0:ffff::2")
    assert address_key("sign in", "2001:db8::1") != address_key("sign in", "2001:db8:0:1::1")
    assert address_key("sign in", "192.0.2.1") != address_key("sign in", "192.0.2.2")
    assert address_key("sign in", "192.0.2.1") != address_key("sign up", "192.0.2.1")
    assert address_key("sign in", "") != address_key("sign in", "testclient")


def test_windows_begin_at_multiples_of_their_length() -> None:
    now = datetime(2026, 11, 20, 5, 7, 30, tzinfo=UTC)
    assert window_start(now, QUARTER) == datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
    assert seconds_left(now, QUARTER) == 450
    assert window_start(now + timedelta(seconds=450), QUARTER) == datetime(2026, 11, 20, 5, 15, tzinfo=UTC)
