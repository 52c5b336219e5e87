from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from services.mesh.clock import FixedClock, SystemClock, today


def test_the_system_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta()


def test_a_fixed_clock_tells_its_instant_in_utc() -> None:
    hanoi = timezone(timedelta(hours=7))
    assert FixedClock(datetime(2026, 9, 23, 8, tzinfo=hanoi)).now() == datetime(2026, 9, 23, 1, tzinfo=UTC)


def test_a_fixed_clock_moves_only_when_told_and_only_forward() -> None:
    clock = FixedClock(datetime(2026, 9, 23, tzinfo=UTC))
    clock.advance(timedelta(hours=2))
    assert clock.now() == datetime(2026, 9, 23, 2, tzinfo=UTC)
    with pytest.raises(ValueError, match="never goes back"):
        clock.advance(timedelta(seconds=-1))


def test_a_fixed_clock_refuses_a_naive_instant() -> None:
    with pytest.raises(ValueError, match="aware"):
        FixedClock(datetime(2026, 9, 23))  # noqa: DTZ001  naive is what is refused


@pytest.mark.parametrize(
    ("zone", "civil"),
    [("Asia/Ho_Chi_Minh", date(2026, 9, 24)), ("UTC", date(2026, 9, 23)), ("America/New_York", date(2026, 9, 23))],
)
def test_today_is_the_civil_date_of_the_zone(zone: str, civil: date) -> None:
    assert today(FixedClock(datetime(2026, 9, 23, 17, 30, tzinfo=UTC)), zone) == civil
