"""From chances of speech to stretches of it, and when somebody has paused."""

import numpy as np
import pytest

from services.ai.speech.activity.model import LEAST_STEPS, MARGIN_MS, PAUSE_MS, Speech, speech_of

STEP_MS = 32.0
QUIET, LOUD, BETWEEN = 0.05, 0.9, 0.4


def speech(*chances: float) -> Speech:
    return speech_of(np.array(chances, np.float32), STEP_MS)


@pytest.mark.parametrize(
    ("chances", "stretches"),
    [
        ([], ()),
        ([QUIET] * 9, ()),
        ([QUIET, *[LOUD] * 3, QUIET], ((32, 128),)),
        ([*[LOUD] * 3, BETWEEN, LOUD], ((0, 160),)),  # it goes on where it is only likely
        ([*[LOUD] * 3, QUIET, *[LOUD] * 3], ((0, 96), (128, 224))),
        ([QUIET, *[LOUD] * (LEAST_STEPS - 1), QUIET], ()),  # a knock
        ([BETWEEN] * 9, ()),  # it never begins
    ],
)
def test_speech_begins_where_it_is_sure_and_goes_on_while_it_is_likely(
    chances: list[float], stretches: tuple[tuple[int, int], ...]
) -> None:
    found = speech(*chances)
    assert found.stretches == stretches
    assert found.is_any == bool(stretches)
    assert found.until_ms == round(len(chances) * STEP_MS)


def test_a_pause_is_a_while_without_speech_after_it() -> None:
    quiet = [QUIET] * int(PAUSE_MS / STEP_MS)
    assert not speech(*quiet, *quiet).has_paused
    assert not speech(*[LOUD] * 5, *quiet).has_paused
    assert speech(*[LOUD] * 5, *quiet, QUIET).has_paused
    assert not speech(*[LOUD] * 5, *quiet, QUIET, *[LOUD] * 3).has_paused


def test_what_is_near_speech_counts_with_it() -> None:
    found = Speech(((1000, 1400),), 3000)
    middles_ms = np.flatnonzero(found.near(150, 20.0)) * 20 + 10
    assert middles_ms[0] - (1000 - MARGIN_MS) in range(20)
    assert (1400 + MARGIN_MS) - middles_ms[-1] in range(20)
    assert found.near(10, 20.0, begin_ms=1100).all()
    assert not Speech((), 3000).near(150, 20.0).any()
