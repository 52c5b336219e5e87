"""How much time the running call has left; handed down to the calls that it makes."""

import time
from contextvars import ContextVar

_END_S: ContextVar[float | None] = ContextVar("heo_deadline", default=None)
HAND_DOWN_MARGIN_S = 0.01
"""Kept back when a budget is handed down, so that the callee fails first and the caller can still answer."""


def set_budget(seconds: float) -> None:
    """The running call has `seconds` left from now; for the deadline interceptor and for entry points such as the
    bff.
    """
    _END_S.set(time.monotonic() + seconds)


def remaining_s() -> float | None:
    """Seconds left to the running call, never below 0; None outside of a call."""
    end_s = _END_S.get()
    return None if end_s is None else max(end_s - time.monotonic(), 0.0)


def handed_down_s(wanted_s: float | None) -> float | None:
    """The timeout of a call made now: `wanted_s`, but no more than what is left less the margin; None when neither is
    known.
    """
    left_s = remaining_s()
    if left_s is None:
        return wanted_s
    left_s = max(left_s - HAND_DOWN_MARGIN_S, 0.0)
    return left_s if wanted_s is None else min(wanted_s, left_s)
