"""How sure the amounts are: every way to read the sound is understood, and readings that mean the same add up."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from services.ai.speech.model import HeardAmount, Hearing, Transcript

AmountsOf = Callable[[str], tuple[int, ...]]
"""The amounts in đồng that a sentence says, in order."""

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
        shares[meaning] += reading.share
    chosen = max((pair for pair in meanings if pair[0].words), key=lambda pair: shares[pair[1]], default=meanings[0])
    reading, amounts = chosen
    total = sum(shares.values())
    posteriors = [
        sum(share for other, share in shares.items() if _agrees(other, amounts, i)) for i in range(len(amounts))
    ]
    if reading.words and reading.words != hearing.words:
        others = tuple(one for one in hearing.readings if one is not reading)
        hearing = replace(hearing, words=reading.words, readings=(reading, *others))
    heard = tuple(
        HeardAmount(amount, round(posterior / total, 4)) for amount, posterior in zip(amounts, posteriors, strict=True)
    )
    return Transcript(hearing, heard)


def _agrees(other: tuple[int, ...], amounts: tuple[int, ...], index: int) -> bool:
    """Whether the other reading says this amount: in its place, or anywhere when it says another number of them."""
    if len(other) == len(amounts):
        return other[index] == amounts[index]
    return amounts[index] in other
