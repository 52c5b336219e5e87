"""The one clock. Time is passed in, so that a test can stand at any day."""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Anything that tells the time."""

    def now(self) -> datetime:
        """Now, aware and in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Now, aware and in UTC."""
        return datetime.now(UTC)


class FixedClock:
    """A clock that stands still until it is told to advance."""

    def __init__(self, at: datetime) -> None:
        """Stand at `at`, which must be aware."""
        if at.tzinfo is None:
            raise ValueError("a clock needs an aware datetime")
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """The instant at which the clock stands, in UTC."""
        return self._at

    def advance(self, by: timedelta) -> None:
        """Move on by `by`; a clock never goes back."""
        if by < timedelta():
            raise ValueError("a clock never goes back")
        self._at += by


def today(clock: Clock, zone: str) -> date:
    """The civil date in the IANA time zone `zone`, e.g. "Asia/Ho_Chi_Minh"; ZoneInfoNotFoundError when there is none
    such.
    """
    return clock.now().astimezone(ZoneInfo(zone)).date()
