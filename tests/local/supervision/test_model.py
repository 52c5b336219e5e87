"""How long to wait before a restart, and how an end is said."""

import pytest

from services.local.supervision.model import Backoff, ending


def test_the_pause_doubles_up_to_the_longest() -> None:
    backoff = Backoff(first=0.25, longest=3, forgiven_after=30)
    failures, pauses = 0, []
    for _ in range(6):
        failures, pause = backoff.delay(failures, ran_for=1)
        pauses.append(pause)
    assert pauses == [0.25, 0.5, 1, 2, 3, 3]


def test_a_process_that_ran_long_begins_again_at_the_first_pause() -> None:
    backoff = Backoff(first=0.25, longest=3, forgiven_after=30)
    assert backoff.delay(5, ran_for=30) == (1, 0.25)
    assert backoff.delay(5, ran_for=29.9) == (6, 3)


def test_a_thousand_failures_are_no_overflow() -> None:
    assert Backoff().delay(100_000, ran_for=0) == (100_001, 15.0)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (0, "ended with status 0"),
        (3, "ended with status 3"),
        (-9, "was killed by SIGKILL"),
        (-99, "was killed by signal 99"),
    ],
)
def test_an_end_is_said_in_words(code: int, said: str) -> None:
    assert ending(code) == said
