"""The identities of a bill. One that closes proves the sums in it; one that breaks says where to look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from services.ai.bills.sums import Fact, Sums

LINES_SUM, SUBTOTAL, CASH_CHANGE, WORDS, REPEATED = "LINES_SUM", "SUBTOTAL", "CASH_CHANGE", "WORDS", "REPEATED"


@dataclass(frozen=True, slots=True)
class Closing:
    """How base − discounts + fees + VAT + rounding came to the total: the facts that took part."""

    base: int
    discounts: tuple[Fact, ...] = ()
    fees: tuple[Fact, ...] = ()
    vats: tuple[Fact, ...] = ()
    rounding: int = 0

    @property
    def steps(self) -> int:
        """How many things had to be added or taken off."""
        return len(self.discounts) + len(self.fees) + len(self.vats) + (self.rounding != 0)

    @property
    def used(self) -> frozenset[int]:
        """The rows of the facts that took part."""
        return frozenset(fact.row for fact in (*self.discounts, *self.fees, *self.vats))


def closing(base: int, total: int, sums: Sums, last_row: int | None = None) -> Closing | None:
    """The simplest way from `base` to `total` with what the bill prints, or None.

    Of facts up to `last_row` only, when given: what stands below a subtotal did not make it.
    """
    best: Closing | None = None
    for way in _ways(sums, last_row):
        discounts, fees, vats, rounding = way
        result = base - _sum(discounts) + _sum(fees) + _sum(vats) + rounding
        if result == total:
            found = Closing(base, discounts, fees, vats, rounding)
            if best is None or found.steps < best.steps:
                best = found
    return best


Way = tuple[tuple[Fact, ...], tuple[Fact, ...], tuple[Fact, ...], int]


def _ways(sums: Sums, last_row: int | None) -> Iterator[Way]:
    def facts(*roles: str) -> list[Fact]:
        return [fact for fact in sums.of(*roles) if fact.amount and (last_row is None or fact.row <= last_row)]

    roundings = {0} | {sign * fact.amount for fact in facts("rounding") for sign in (1, -1)}
    yield from product(
        _choices(facts("discount")), _choices(facts("fee")), _choices(facts("vat")), sorted(roundings, key=abs)
    )


def _choices(facts: Sequence[Fact]) -> list[tuple[Fact, ...]]:
    """None, each, the sum of all, and the sum of those before the last (which may be their sum)."""
    facts = facts[:6]
    found: list[tuple[Fact, ...]] = [(), *((fact,) for fact in facts)]
    if len(facts) > 1:
        found.append(tuple(facts))
    if len(facts) > 2:
        found.append(tuple(facts[:-1]))
    return found


def _sum(facts: Sequence[Fact]) -> int:
    return sum(fact.amount for fact in facts)


def cash_less_change(total: int, sums: Sums) -> tuple[Fact, Fact] | None:
    """The cash and the change whose difference is the total."""
    for cash in sums.of("cash"):
        for change in sums.of("change"):
            if cash.row != change.row and cash.amount - change.amount == total and total > 0:
                return cash, change
    return None
