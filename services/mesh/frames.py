"""Where an exception happened, without what it said: messages of drivers and libraries may quote people's data."""

import traceback
from types import TracebackType

MOST_FRAMES = 12


def frames_of(error: BaseException) -> list[str]:
    """The innermost frames of `error` as "file:line function", outermost first; no message, no source, no locals."""
    return _frames(error.__traceback__)


def _frames(trace: TracebackType | None) -> list[str]:
    found = [f"{frame.f_code.co_filename}:{line} {frame.f_code.co_name}" for frame, line in traceback.walk_tb(trace)]
    return found[-MOST_FRAMES:]
