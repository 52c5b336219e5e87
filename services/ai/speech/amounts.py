"""How sure the amounts are: every way to read the sound is understood, and readings that mean the same add up.

All readings of a voice that is hard to hear may agree on the same wrong amount. What tells then is that its words do
not sound like themselves, so that counts as well.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from services.ai.speech.model import HeardAmount, HeardWord, Hearing, Transcript


class SaidAmount(NamedTuple):
    """An amount in đồng that a sentence says, in its code points begin..end-1."""

    minor_units: int
    begin: int
    end: int


AmountsOf = Callable[[str], tuple[SaidAmount, ...]]
"""The amounts that a sentence says, in order."""

LEAST_SHARE = 0.001
"""Readings less likely than this change nothing."""


def weighed(hearing: Hearing, amounts_of: AmountsOf) -> Transcript:
    """The reading whose amounts are likeliest over all readings, and each amount's share of them."""
    weighed_readings = [reading for reading in hearing.readings if reading.share >= LEAST_SHARE]
    meanings = [(reading, amounts_of(reading.text)) for reading in weighed_readings]
    if not meanings:
        return Transcript(hearing)
    shares: dict[tuple[int, ...], float] = defaultdict(float)
    for reading, meaning in meanings:
        shares[_units(meaning)] += reading.share
    heard = (pair for pair in meanings if pair[0].words)
    reading, said = max(heard, key=lambda pair: shares[_units(pair[1])], default=meanings[0])
    amounts = _units(said)
    total = sum(shares.values())
    posteriors = [
        sum(share for other, share in shares.items() if _agrees(other, amounts, i)) for i in range(len(amounts))
    ]
    if reading.words and reading.words != hearing.words:
        others = tuple(one for one in hearing.readings if one is not reading)
        hearing = replace(hearing, words=reading.words, readings=(reading, *others))
    weighed_amounts = (
        HeardAmount(one.minor_units, round(posterior / total * math.sqrt(_least_sure(one, reading.words)), 4))
        for one, posterior in zip(said, posteriors, strict=True)
    )
    return Transcript(hearing, tuple(weighed_amounts))


def _units(said: Sequence[SaidAmount]) -> tuple[int, ...]:
    return tuple(one.minor_units for one in said)


def _least_sure(said: SaidAmount, words: Sequence[HeardWord]) -> float:
    """How sure the least sure of the amount's words is; 1 when nothing is known of the words."""
    begin, least = 0, 1.0
    for word in words:
        end = begin + len(word.text)
        if begin < said.end and said.begin < end:
            least = min(least, word.confidence)
        begin = end + 1
    return least


def _agrees(other: tuple[int, ...], amounts: tuple[int, ...], index: int) -> bool:
    """Whether the other reading says this amount: in its place, or anywhere when it says another number of them."""
    if len(other) == len(amounts):
        return other[index] == amounts[index]
    return amounts[index] in other
