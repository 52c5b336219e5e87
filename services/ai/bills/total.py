"""Which sum was paid: label, place, repetition and arithmetic, added up."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.ai.bills.arithmetic import (
    CASH_CHANGE,
    LINES_SUM,
    REPEATED,
    SUBTOTAL,
    WORDS,
    Closing,
    cash_less_change,
    closing,
)
from services.ai.bills.gathering import ReadLine
from services.ai.bills.sums import PAYMENTS, Fact, Sums

DERIVED = "derived"
"""The role of a total that nobody could read: what is printed above it leads there."""
SIGNS = {"fee": 1, "vat": 1, "rounding": 1, "discount": -1}
PROOFS = {CASH_CHANGE: 2.0, WORDS: 2.0, LINES_SUM: 1.2, SUBTOTAL: 1.4, REPEATED: 0.5}
"""Identity → how much it speaks for a total on which it closes."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The total with what speaks for it. `proofs` are the identities that close on it."""

    fact: Fact
    score: float
    proofs: tuple[str, ...]
    way: Closing | None


def choose_total(sums: Sums, lines: Sequence[ReadLine], rows: int) -> Chosen | None:
    """The likeliest total, or None when no row, no words and no payment says one."""
    weighed = [_weighed(fact, sums, lines, rows) for fact in _candidates(sums)]
    return max(weighed, key=lambda chosen: (chosen.score, chosen.fact.row), default=None)


def _candidates(sums: Sums) -> list[Fact]:
    found = [fact for fact in sums.of("total", "words") if fact.amount > 0]
    for cash in sums.of("cash"):
        for change in sums.of("change"):
            paid = cash.amount - change.amount
            if paid > 0 and change.amount > 0 and all(fact.amount != paid for fact in found):
                sure = min(cash.confidence, change.confidence)
                found.append(Fact("paid", paid, cash.row, 0.3, cash.box, sure, cash.text))
    if not found:
        found = _derived(sums)
    if not found:
        found = [fact for fact in sums.of("card", "transfer", "wallet", "subtotal", "cash") if fact.amount > 0]
    return found


def _derived(sums: Sums) -> list[Fact]:
    """Where no total can be read: the subtotal with all that is added and taken off below it, which nothing proves."""
    for subtotal in reversed(sums.of("subtotal")):
        below = [fact for fact in sums.facts if fact.row > subtotal.row and fact.amount and fact.role in SIGNS]
        amount = subtotal.amount + sum(SIGNS[fact.role] * fact.amount for fact in below)
        if below and amount > 0:
            sure = min(fact.confidence for fact in (subtotal, *below))
            return [Fact(DERIVED, amount, subtotal.row, 0.3, subtotal.box, sure, subtotal.text)]
    return []


def _weighed(fact: Fact, sums: Sums, lines: Sequence[ReadLine], rows: int) -> Chosen:
    proofs, way = proofs_of(fact.amount, sums, lines, fact.row)
    score = {"total": 3.0 * fact.weight, "words": 2.0, "paid": 0.5}.get(fact.role, 0.5 * fact.weight)
    score += 0.6 * fact.row / max(1, rows) + 0.3 * fact.confidence
    score += sum(PROOFS[proof] for proof in proofs)
    others = sum(other.amount == fact.amount for other in sums.of("total") if other.row != fact.row)
    score += 0.4 * min(2, others)
    if _was_reduced(fact, sums):
        score -= 1.5
    score -= 1.5 * _is_of_a_part(fact, sums, lines)
    return Chosen(fact, score, proofs, way)


def proofs_of(amount: int, sums: Sums, lines: Sequence[ReadLine], row: int) -> tuple[tuple[str, ...], Closing | None]:
    """The identities that close on an amount, and the way from lines or subtotal to it."""
    proofs, way = [], None
    if lines:
        way = closing(sum(line.amount for line in lines), amount, sums)
        if way is not None:
            proofs.append(LINES_SUM)
    for earlier in sums.of("subtotal", "total"):
        if earlier.row < row and earlier.amount != amount:
            step = closing(earlier.amount, amount, sums)
            if step is not None and step.steps:
                proofs.append(SUBTOTAL)
                way = way or step
                break
    if cash_less_change(amount, sums):
        proofs.append(CASH_CHANGE)
    if any(fact.amount == amount and fact.row != row for fact in sums.of("words")):
        proofs.append(WORDS)
    if any(fact.amount == amount and fact.row != row for fact in sums.of(*PAYMENTS)):
        proofs.append(REPEATED)
    return tuple(proofs), way


def _is_of_a_part(fact: Fact, sums: Sums, lines: Sequence[ReadLine]) -> bool:
    """Whether more things stand below it, before another total."""
    below = [line.row for line in lines if line.row > fact.row]
    return bool(below) and any(other.row > below[0] for other in sums.of("total"))


def _was_reduced(fact: Fact, sums: Sums) -> bool:
    """Whether a discount stands below it, then a smaller total that is just that much smaller."""
    return any(
        discount.amount and fact.row < discount.row < later.row and fact.amount - discount.amount == later.amount
        for discount in sums.of("discount")
        for later in sums.of("total", *PAYMENTS)
    )
