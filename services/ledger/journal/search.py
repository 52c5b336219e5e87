"""The list of transactions: newest valid date first, by keyset, narrowed by a filter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.ledger.journal.kinds import Kind
from services.ledger.journal.model import Amount
from services.ledger.journal.store import VOID
from services.ledger.journal.words import fold
from services.ledger.reading import Connection

MOST_WORDS = 20
"""Words of a search beyond these are not looked at: a person types a few."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What narrows the list; empty fields do not. A category includes those below it."""

    from_date: date | None = None
    to_date: date | None = None
    account_ids: tuple[UUID, ...] = ()
    jar_ids: tuple[UUID, ...] = ()
    kinds: tuple[Kind, ...] = ()
    words: str = ""
    least: Amount | None = None
    most: Amount | None = None
    with_voided: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An account, category or jar as a search sees it."""

    number: int
    account_id: UUID
    is_jar: bool
    parent: int | None
    folded: str


NAMED = """
SELECT a.number, a.account_id, a.book = 2, p.parent, p.name
FROM ledger.accounts a JOIN ledger.account_profiles p ON p.household_id = a.household_id AND p.number = a.number
WHERE a.household_id = %(household_id)s AND a.type <> 7
"""
# First the page's sort keys alone, by index and no further than the page; what they state is read for those few.
_KEYS = """
SELECT e.valid_date, e.sequence FROM ledger.entries e
WHERE e.household_id = %(household_id)s AND e.kind < 100 AND e.reverses IS NULL
  AND (e.valid_date, e.sequence) < (%(before_date)s, %(before_sequence)s)
"""
_LIVE = """
NOT EXISTS (SELECT FROM ledger.entries r WHERE r.household_id = e.household_id AND r.reverses = e.sequence OFFSET 0)
"""
_LIVE_OR_VOIDED = f"({_LIVE} OR EXISTS ({VOID}))"
_TOUCHES = """
EXISTS (SELECT FROM ledger.legs g WHERE g.household_id = e.household_id AND g.sequence = e.sequence
          AND g.account = ANY(%({})s) OFFSET 0)
"""
_SAYS = """
(EXISTS (SELECT FROM ledger.texts t WHERE t.household_id = e.household_id AND t.sequence = e.sequence
           AND strpos(t.folded, %({0})s) > 0 OFFSET 0)
 OR EXISTS (SELECT FROM ledger.legs g WHERE g.household_id = e.household_id AND g.sequence = e.sequence
              AND g.account = ANY(%({0}_named)s) OFFSET 0))
"""
# What a transaction amounts to: the positive half of its stated legs in the book that it is about.
_AMOUNTS = """
(SELECT sum(g.amount) FROM ledger.legs g
 JOIN ledger.lines s ON s.household_id = g.household_id AND s.sequence = g.sequence AND s.line = g.line AND s.role = 1
 WHERE g.household_id = e.household_id AND g.sequence = e.sequence AND g.amount > 0 AND g.commodity = %({0}_commodity)s
   AND g.book = CASE e.kind WHEN 4 THEN 2 ELSE 1 END) {1} %({0})s
"""


async def named(conn: Connection, household_id: UUID) -> list[Named]:
    """All accounts, categories and jars of the household with their folded names."""
    rows = await (await conn.execute(NAMED, {"household_id": household_id})).fetchall()
    return [Named(number, account_id, is_jar, parent, fold(name)) for number, account_id, is_jar, parent, name in rows]


async def page(
    conn: Connection,
    household_id: UUID,
    wanted: Filter,
    known: Sequence[Named],
    before: tuple[date, int],
    limit: int,
) -> list[tuple[date, int]]:
    """The sort keys (valid date, sequence) of at most `limit` transactions of `wanted`, before the key `before`."""
    conditions, values = conditions_of(wanted, known)
    statement = " AND ".join((_KEYS, *conditions)) + " ORDER BY e.valid_date DESC, e.sequence DESC LIMIT %(limit)s"
    keyset = {"before_date": before[0], "before_sequence": before[1], "limit": limit}
    cursor = await conn.execute(statement.encode(), {"household_id": household_id, **keyset, **values})
    return [(day, sequence) for day, sequence in await cursor.fetchall()]


def conditions_of(wanted: Filter, known: Sequence[Named]) -> tuple[list[str], dict[str, object]]:
    """The filter in SQL: conditions out of fixed texts alone, and the values that they name."""
    conditions = [_LIVE_OR_VOIDED if wanted.with_voided else _LIVE]
    values: dict[str, object] = {}

    def add(condition: str, **named_values: object) -> None:
        conditions.append(condition)
        values.update(named_values)

    if wanted.from_date is not None:
        add("e.valid_date >= %(from_date)s", from_date=wanted.from_date)
    if wanted.to_date is not None:
        add("e.valid_date <= %(to_date)s", to_date=wanted.to_date)
    if wanted.kinds:
        add("e.kind = ANY(%(kinds)s)", kinds=[int(kind) for kind in wanted.kinds])
    if wanted.account_ids:
        add(_TOUCHES.format("accounts"), accounts=numbers_below(wanted.account_ids, known))
    if wanted.jar_ids:
        add(_TOUCHES.format("jars"), jars=numbers_below(wanted.jar_ids, known))
    for place, word in enumerate(fold(wanted.words).split()[:MOST_WORDS]):
        name = f"word_{place}"
        add(_SAYS.format(name), **{name: word, f"{name}_named": [item.number for item in known if word in item.folded]})
    for name, bound, operator in (("least", wanted.least, ">="), ("most", wanted.most, "<=")):
        if bound is not None:
            amount = {name: bound.minor_units, f"{name}_commodity": bound.commodity}
            add(_AMOUNTS.format(name, operator), **amount)
    return conditions, values


def numbers_below(ids: Iterable[UUID], known: Sequence[Named]) -> list[int]:
    """The numbers of accounts, and of the categories below them."""
    wanted = set(ids)
    chosen = {item.number for item in known if item.account_id in wanted}
    return sorted(chosen | {item.number for item in known if item.parent in chosen})
