"""Readings that mean the same amounts add up."""

import re

from services.ai.speech.amounts import SaidAmount, weighed
from services.ai.speech.model import HeardWord, Hearing, Reading


def words(text: str, confidence: float = 1.0) -> tuple[HeardWord, ...]:
    return tuple(HeardWord(word, 0, 100, confidence) for word in text.split())


def hearing(**shares: float) -> Hearing:
    readings = tuple(Reading(text, share, words(text)) for text, share in shares.items())
    return Hearing(readings[0].words, readings, 1000)


def amounts_of(text: str) -> tuple[SaidAmount, ...]:
    return tuple(SaidAmount(int(found[0]), *found.span()) for found in re.finditer(r"\d+", text))


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


def test_an_amount_whose_own_words_were_hardly_heard_is_less_sure_and_others_are_not() -> None:
    said = (*words("phở 45", 0.25), *words("xăng"), *words("80"))
    found = weighed(Hearing(said, (Reading("phở 45 xăng 80", 1.0, said),), 1000), amounts_of)
    assert [amount.posterior for amount in found.amounts] == [0.5, 1.0]


def test_the_least_sure_of_an_amounts_words_counts() -> None:
    said = (*words("phở", 0.1), HeardWord("45", 0, 1, 0.64), HeardWord("80", 0, 1, 0.9))
    hearing = Hearing(said, (Reading("phở 45 80", 1.0, said),), 1000)
    found = weighed(hearing, lambda _: (SaidAmount(4_580, 4, 9),))
    assert [amount.posterior for amount in found.amounts] == [0.8]
