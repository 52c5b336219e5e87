"""Does the bill prove itself? Identities that closed, those that broke, and the line that breaks the sum."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from services.ai.bills.arithmetic import CASH_CHANGE, LINES_SUM, REPEATED, SUBTOTAL, WORDS
from services.ai.bills.gathering import ReadLine
from services.ai.bills.sums import Fact, Sums
from services.ai.bills.total import DERIVED, Chosen, proofs_of

ADDED_UP = "added_up"
"""The role of a total that nobody printed: the sum of the lines."""
STRONG = frozenset({LINES_SUM, SUBTOTAL, CASH_CHANGE, WORDS})
CASH_CHANGE_BREAKS, WORDS_BREAK = "CASH_CHANGE_BREAKS", "WORDS_BREAK"
LINES_BREAK, DISCOUNT_LEFT, OTHER_TOTAL = "LINES_BREAK", "DISCOUNT_LEFT", "OTHER_TOTAL"
DOUBTS = frozenset({CASH_CHANGE_BREAKS, WORDS_BREAK, DISCOUNT_LEFT, OTHER_TOTAL})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lines, mended where two identities agree on how, the codes, and whether the total is proven."""

    lines: tuple[ReadLine, ...]
    chosen: Chosen
    why: tuple[str, ...]
    total_proven: bool
    verified: bool


def checked(chosen: Chosen, sums: Sums, lines: Sequence[ReadLine], decimals: int = 0) -> Verdict:
    """Weighs what closed against what broke, in a currency with so many decimals."""
    mended = tuple(lines)
    if chosen.fact.role == ADDED_UP:
        return Verdict(mended, chosen, (), total_proven=False, verified=False)
    if lines and LINES_SUM not in chosen.proofs:
        mended = _mended(chosen, sums, lines)
        proofs, way = proofs_of(chosen.fact.amount, sums, mended, chosen.fact.row)
        chosen = replace(chosen, proofs=proofs, way=way or chosen.way)
    broken = _broken(chosen, sums, mended)
    names = [f"LINE_BREAKS:{number}" for number, line in enumerate(mended, start=1) if line.line.breaks_the_sum]
    proven = bool(STRONG & set(chosen.proofs)) and not (DOUBTS & set(broken))
    if set(chosen.proofs) <= {LINES_SUM, REPEATED} and _says_one_thing_twice(chosen, mended, decimals):
        proven = False
    if chosen.fact.role == DERIVED and not {CASH_CHANGE, WORDS} & set(chosen.proofs):
        proven = False
    return Verdict(mended, chosen, (*chosen.proofs, *broken, *names), proven, proven and LINES_BREAK not in broken)


def _says_one_thing_twice(chosen: Chosen, lines: Sequence[ReadLine], decimals: int) -> bool:
    """Whether one line is the whole sum: where the total is not surely one, and where a sign before both numbers may
    have been read as a digit of both, that proves nothing.
    """
    return len(lines) == 1 and (decimals > 0 or chosen.fact.weight < 0.7) and not _priced(lines[0])


def _broken(chosen: Chosen, sums: Sums, lines: Sequence[ReadLine]) -> list[str]:
    total = chosen.fact.amount
    broken = []
    cash, change = sums.of("cash"), sums.of("change")
    pairs = [(c, g) for c in cash for g in change if c.row != g.row and c.amount >= g.amount]
    if pairs and CASH_CHANGE not in chosen.proofs and any(g.amount for _, g in pairs):
        broken.append(CASH_CHANGE_BREAKS)
    words = sums.of("words")
    if words and WORDS not in chosen.proofs:
        broken.append(WORDS_BREAK)
    if lines and LINES_SUM not in chosen.proofs:
        broken.append(LINES_BREAK)
    if _outranked(chosen, sums):
        broken.append(OTHER_TOTAL)
    if _left_out(chosen, sums.of("discount")) and not {CASH_CHANGE, WORDS} & set(chosen.proofs):
        broken.append(DISCOUNT_LEFT)
    return broken if total else [*broken, LINES_BREAK]


def _outranked(chosen: Chosen, sums: Sums) -> bool:
    """Whether a total below says as surely something else, and nothing that is printed leads from one to the other."""
    total = chosen.fact
    if {CASH_CHANGE, WORDS} & set(chosen.proofs):
        return False
    return any(
        other.row > total.row and other.amount not in (0, total.amount) and other.weight >= total.weight - 0.06
        for other in sums.of("total")
    )


def _left_out(chosen: Chosen, discounts: Sequence[Fact]) -> bool:
    """Whether something is taken off below the total, or just above it without having been used."""
    used = chosen.way.used if chosen.way is not None else frozenset()
    return any(fact.amount and fact.row > chosen.fact.row and fact.row not in used for fact in discounts)


def _mended(chosen: Chosen, sums: Sums, lines: Sequence[ReadLine]) -> tuple[ReadLine, ...]:
    """The lines with the one that breaks the sum mended or marked, when exactly one can be it."""
    read = sum(line.amount for line in lines)
    for expected in _expected(chosen, sums):
        off = expected - read
        by_product = [index for index, line in enumerate(lines) if _product(line) == line.amount + off]
        if len(by_product) == 1:
            return _with(lines, by_product[0], amount=lines[by_product[0]].amount + off, breaks=False)
        nameless = [index for index, line in enumerate(lines) if line.amount == -off and len(line.line.name) < 2]
        if len(nameless) == 1 and len(lines) > 1:
            return tuple(line for index, line in enumerate(lines) if index != nameless[0])
    for expected in _expected(chosen, sums):
        off = expected - read
        suspects = [
            index for index, line in enumerate(lines) if _misread(line.amount, line.amount + off) and not _priced(line)
        ]
        wrong = [index for index in suspects if _product(lines[index]) not in (None, lines[index].amount)]
        for found in (wrong, suspects):
            if len(found) == 1:
                return _with(lines, found[0], amount=lines[found[0]].amount, breaks=True)
    wrong = [index for index, line in enumerate(lines) if _product(line) not in (None, line.amount)]
    return _with(lines, wrong[0], amount=lines[wrong[0]].amount, breaks=True) if len(wrong) == 1 else tuple(lines)


def _expected(chosen: Chosen, sums: Sums) -> list[int]:
    """What the lines should add up to: the printed subtotal, or the total before what was taken off and added."""
    total = chosen.fact.amount
    earlier = [fact.amount for fact in sums.of("subtotal") if fact.row <= chosen.fact.row]
    off = sum(fact.amount for fact in sums.of("discount")) - sum(fact.amount for fact in sums.of("fee"))
    vat = sum(fact.amount for fact in sums.of("vat"))
    return list(dict.fromkeys([*earlier, total + off, total + off - vat, total]))


def _product(line: ReadLine) -> int | None:
    """Quantity times price when both are printed and come out whole."""
    if not line.line.quantity or line.line.unit_price is None:
        return None
    exact = Fraction(line.line.quantity) * line.line.unit_price
    if exact.denominator == 1:
        return int(exact)
    return line.amount if abs(exact - line.amount) <= Fraction(max(1, abs(line.amount)), 200) else round(exact)


def _priced(line: ReadLine) -> bool:
    """Whether quantity times price proves the line's sum."""
    return line.line.quantity not in ("", "1") and _product(line) == line.amount


def _misread(read: int, meant: int) -> bool:
    """Whether one digit that was read wrong, lost or doubled makes one number of the other."""
    if meant <= 0 or read == meant:
        return False
    one, other = str(abs(read)), str(meant)
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return len(longer) - len(shorter) == 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _with(lines: Sequence[ReadLine], index: int, amount: int, breaks: bool) -> tuple[ReadLine, ...]:
    line = replace(lines[index].line, amount=amount, breaks_the_sum=breaks)
    return (*lines[:index], ReadLine(line, lines[index].row), *lines[index + 1 :])
