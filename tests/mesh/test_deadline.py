import contextvars
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from services.mesh import deadline


def in_a_call(seconds: float | None, ask: Callable[[], float | None]) -> float | None:
    """What `ask` answers in a call that has `seconds` left."""

    def run() -> float | None:
        if seconds is not None:
            deadline.set_budget(seconds)
        return ask()

    return contextvars.copy_context().run(run)


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes."""
    monkeypatch.setattr(deadline, "time", SimpleNamespace(monotonic=lambda: 1000.0))


def test_outside_of_a_call_nothing_is_known() -> None:
    assert in_a_call(None, deadline.remaining_s) is None
    assert in_a_call(None, lambda: deadline.handed_down_s(None)) is None
    assert in_a_call(None, lambda: deadline.handed_down_s(3)) == 3


@pytest.mark.parametrize(
    ("left_s", "wanted_s", "given_s"), [(5, None, 4.99), (5, 60, 4.99), (5, 2, 2), (0.005, None, 0), (-1, 2, 0)]
)
def test_what_is_handed_down(left_s: float, wanted_s: float | None, given_s: float) -> None:
    assert in_a_call(left_s, lambda: deadline.handed_down_s(wanted_s)) == pytest.approx(given_s)
