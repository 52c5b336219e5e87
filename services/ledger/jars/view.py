"""Jars as people see them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

UNASSIGNED_KEY = "UNASSIGNED"


@dataclass(frozen=True, slots=True)
class Jar:
    """A jar. Amounts are minor units of `commodity`; `month_out` is positive; `number` is its place in the journal."""

    number: int
    jar_id: UUID
    name: str
    key: str
    icon: str
    hue: str
    commodity: str
    position: int
    closed: bool
    successor_id: UUID | None
    balance: int
    month_in: int
    month_out: int
    version: int


@dataclass(frozen=True, slots=True)
class JarChange:
    """What is wanted of a jar; None leaves a field as it is."""

    jar_id: UUID
    version: int
    name: str | None = None
    icon: str | None = None
    hue: str | None = None
    position: int | None = None


@dataclass(frozen=True, slots=True)
class RuleShare:
    """One jar's part. `kind` is heo.ledger.v1.ShareKind: 1 percent, 2 remainder."""

    jar_id: UUID
    kind: int
    basis_points: int


@dataclass(frozen=True, slots=True)
class RuleView:
    """One version of the rule, in priority order."""

    version: int
    preset: str
    create_time: datetime
    shares: tuple[RuleShare, ...]
