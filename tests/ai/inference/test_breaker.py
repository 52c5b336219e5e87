"""What fails again and again is left alone for a while."""

import pytest

from services.ai.inference.breaker import Breaker
from services.ai.inference.engine import EngineUnavailableError


def test_it_opens_after_failures_in_a_row_and_tries_one_call_after_the_pause() -> None:
    time = [100.0]
    breaker = Breaker("asr", failures=2, pause_s=5, now=lambda: time[0])
    breaker.enter()
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    breaker.enter()
    breaker.failed()
    assert breaker.is_open
    with pytest.raises(EngineUnavailableError):
        breaker.enter()
    time[0] += 5
    breaker.enter()
    with pytest.raises(EngineUnavailableError):
        breaker.enter()
    breaker.succeeded()
    breaker.enter()
