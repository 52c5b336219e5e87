"""Which sessions have a line open: one each, so that a forgotten page does not listen beside the one in the hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from services.bff.problems.problem import Refusal

MOST_LINES = 64
"""Lines of one process at once; each holds a clip of at most 3 MiB."""


class Lines:
    """The open lines of this process."""

    def __init__(self) -> None:
        """None is open."""
        self._open: set[bytes] = set()

    @contextmanager
    def opened(self, session: bytes) -> Iterator[None]:
        """Hold the session's line. Refusal: VOICE_BUSY when it has one, ENGINE_UNAVAILABLE when all are taken."""
        if session in self._open:
            raise Refusal("VOICE_BUSY")
        if len(self._open) >= MOST_LINES:
            raise Refusal("ENGINE_UNAVAILABLE")
        self._open.add(session)
        try:
            yield
        finally:
            self._open.discard(session)
