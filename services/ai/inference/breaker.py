"""What fails again and again is left alone for a while: callers are told at once instead of waiting."""

import time
from collections.abc import Callable

from services.ai.inference.engine import EngineUnavailableError


class Breaker:
    """Opens after some failures in a row; after a pause one call may try again."""

    def __init__(
        self, name: str, failures: int = 3, pause_s: float = 5.0, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Open after `failures` in a row, for `pause_s` seconds."""
        self._name, self._most, self._pause_s, self._now = name, failures, pause_s, now
        self._failures = 0
        self._opened_at: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether calls are refused now."""
        return self._opened_at is not None and self._now() < self._opened_at + self._pause_s

    def enter(self) -> None:
        """Before a call; EngineUnavailableError while open. After the pause one call is let through, and the next
        ones wait for how it ends.
        """
        if self.is_open:
            raise EngineUnavailableError(f"{self._name}: has failed {self._failures} times in a row, waiting a little")
        if self._opened_at is not None:
            self._opened_at = self._now()

    def succeeded(self) -> None:
        """A call has ended well."""
        self._failures, self._opened_at = 0, None

    def failed(self) -> None:
        """A call has failed or took too long."""
        self._failures += 1
        if self._failures >= self._most:
            self._opened_at = self._now()
