"""The rule that splits income into jars, by largest remainder: the parts are the income to the đồng."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from uuid import UUID

WHOLE = 10_000
"""100 % in basis points."""


class ShareKind(IntEnum):
    """How a jar takes part; numbers of heo.ledger.v1.ShareKind. 3 (fixed) and 4 (fill to target) are reserved."""

    PERCENT = 1
    REMAINDER = 2


@dataclass(frozen=True, slots=True)
class Share:
    """One jar's part of a rule. `basis_points` is the percentage × 100, for PERCENT; 0 for REMAINDER."""

    jar_id: UUID
    kind: ShareKind
    basis_points: int = 0


def is_valid_rule(shares: Sequence[Share]) -> bool:
    """Whether the shares make a whole: 100 %, or less with one jar that takes the remainder; each jar once."""
    remainders = sum(share.kind is ShareKind.REMAINDER for share in shares)
    total = sum(share.basis_points for share in shares if share.kind is ShareKind.PERCENT)
    in_range = all(
        0 < share.basis_points <= WHOLE if share.kind is ShareKind.PERCENT else share.basis_points == 0
        for share in shares
    )
    whole = total == WHOLE if remainders == 0 else remainders == 1 and total <= WHOLE
    return bool(shares) and in_range and whole and len({share.jar_id for share in shares}) == len(shares)


def split(income: int, shares: Sequence[tuple[ShareKind, int]]) -> tuple[int, ...]:
    """The parts of `income` (minor units, not negative), in the order of `shares` (kind, basis points).

    Each percentage takes its floor; the đồng left over go one each to the largest fractions, the earlier share first.
    A remainder takes what no percentage names, and with it the whole of the rounding.
    """
    floors = [income * points // WHOLE for _, points in shares]
    left = income - sum(floors)
    for place, (kind, _) in enumerate(shares):
        if kind is ShareKind.REMAINDER:
            floors[place] += left
            return tuple(floors)
    by_fraction = sorted(range(len(shares)), key=lambda place: (-(income * shares[place][1] % WHOLE), place))
    for place in by_fraction[:left]:
        floors[place] += 1
    return tuple(floors)
