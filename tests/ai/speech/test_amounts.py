"""Readings that mean the same amounts add up."""

from services.ai.speech.amounts import weighed
from services.ai.speech.model import HeardWord, Hearing, Reading


def words(text: str) -> tuple[HeardWord, ...]:
    return tuple(HeardWord(word, 0, 100, 0.9) for word in text.split())


def hearing(**shares: float) -> Hearing:
    readings = tuple(Reading(text, share, words(text)) for text, share in shares.items())
    return Hearing(readings[0].words, readings, 1000)


def amounts_of(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split() if part.isdecimal())


def test_each_amount_has_the_share_of_the_readings_that_say_it() -> None:
    readings = {"phở 45 xăng 80": 0.6, "phố 45 xăng 80": 0.2, "phở 45 xăng 30": 0.15, "phở 45": 0.05}
    found = weighed(hearing(**readings), amounts_of)
    assert [(amount.minor_units, amount.posterior) for amount in found.amounts] == [(45, 1.0), (80, 0.8)]
    assert found.hearing.text == "phở 45 xăng 80"


def test_the_likeliest_amounts_choose_the_text() -> None:
    found = weighed(hearing(**{"phở 40": 0.4, "phở 45": 0.35, "phố 45": 0.25}), amounts_of)
    assert found.hearing.text == "phở 45"
    assert [(amount.minor_units, amount.posterior) for amount in found.amounts] == [(45, 0.6)]
    assert found.hearing.readings[0].text == "phở 45"


def test_no_words_have_no_amounts() -> None:
    assert weighed(Hearing(), amounts_of).amounts == ()
