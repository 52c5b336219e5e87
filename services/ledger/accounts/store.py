"""Accounts and categories in PostgreSQL: reads, and the profile that people may change."""

from collections.abc import Sequence
from uuid import UUID

from psycopg.rows import args_row

from services.ledger.accounts.view import Account, Opened
from services.ledger.journal.kinds import AccountType
from services.ledger.journal.opening import opening_transaction_id
from services.ledger.reading import Connection, Row

_COLUMNS = """
SELECT a.number, a.account_id, a.type, p.name, p.key, p.icon, a.commodity, a.on_budget, parent.account_id,
jar.account_id, p.position, c.number IS NOT NULL, successor.account_id, coalesce(b.amount, 0), p.version
FROM ledger.accounts a
JOIN ledger.account_profiles p ON p.household_id = a.household_id AND p.number = a.number
LEFT JOIN ledger.balances b ON b.household_id = a.household_id AND b.account = a.number
LEFT JOIN ledger.accounts parent ON parent.household_id = a.household_id AND parent.number = p.parent
LEFT JOIN ledger.accounts jar ON jar.household_id = a.household_id AND jar.number = p.default_jar
LEFT JOIN ledger.closures c ON c.household_id = a.household_id AND c.number = a.number
LEFT JOIN ledger.accounts successor ON successor.household_id = a.household_id AND successor.number = c.successor
WHERE a.household_id = %(household_id)s AND a.book = 1
"""
PAGE = f"""{_COLUMNS}
  AND a.type = ANY(%(types)s) AND (%(with_closed)s OR c.number IS NULL)
  AND (a.type, p.position, a.number) > (%(type)s, %(position)s, %(number)s)
ORDER BY a.type, p.position, a.number LIMIT %(limit)s
"""
MANY = f"{_COLUMNS} AND a.account_id = ANY(%(account_ids)s)"

NUMBER_OF_CHILDREN = """
SELECT count(*) FROM ledger.account_profiles WHERE household_id = %(household_id)s AND parent = %(number)s
"""
OPEN_NAMES = """
SELECT a.account_id, p.name FROM ledger.account_profiles p
JOIN ledger.accounts a ON a.household_id = p.household_id AND a.number = p.number
LEFT JOIN ledger.closures c ON c.household_id = p.household_id AND c.number = p.number
WHERE p.household_id = %(household_id)s AND c.number IS NULL AND a.type = ANY(%(types)s)
"""
COUNT_ALL = "SELECT count(*) FROM ledger.accounts WHERE household_id = %(household_id)s"
OPENED = """
SELECT a.sequence, (SELECT e.valid_date FROM ledger.entries e WHERE e.household_id = a.household_id
                      AND e.transaction_id = %(opening_id)s AND e.version = 1 AND e.kind < 100 LIMIT 1)
FROM ledger.accounts a WHERE a.household_id = %(household_id)s AND a.account_id = %(account_id)s
"""
IS_OPEN_JAR = """
SELECT EXISTS (
  SELECT FROM ledger.accounts a
  LEFT JOIN ledger.closures c ON c.household_id = a.household_id AND c.number = a.number
  WHERE a.household_id = %(household_id)s AND a.account_id = %(jar_id)s AND a.type = 6 AND c.number IS NULL)
"""
COUNT_KNOWN = """
SELECT count(*) FROM ledger.accounts
WHERE household_id = %(household_id)s AND account_id = ANY(%(ids)s)
  AND CASE WHEN %(jars)s THEN type = 6 ELSE type BETWEEN 1 AND 4 END
"""
CHANGE = """
UPDATE ledger.account_profiles SET name = %(name)s, icon = %(icon)s, position = %(position)s, version = version + 1,
  parent = (SELECT number FROM ledger.accounts WHERE household_id = %(household_id)s AND account_id = %(parent_id)s),
  default_jar = (SELECT number FROM ledger.accounts WHERE household_id = %(household_id)s AND account_id = %(jar_id)s)
WHERE household_id = %(household_id)s AND number = %(number)s
"""


def _account(*row: object) -> Account:
    number, account_id, kind, *rest = row
    return Account(number, account_id, AccountType(kind), *rest)  # type: ignore[arg-type]  # columns in the order of the fields


async def page(
    conn: Connection, household_id: UUID, types: Sequence[int], *, with_closed: bool, after: Row, limit: int
) -> list[Account]:
    """At most `limit` accounts after the sort key (type, position, number)."""
    asked = {"household_id": household_id, "types": list(types), "with_closed": with_closed, "limit": limit}
    async with conn.cursor(row_factory=args_row(_account)) as cursor:
        await cursor.execute(PAGE, {**asked, "type": after[0], "position": after[1], "number": after[2]})
        return await cursor.fetchall()


async def find(conn: Connection, household_id: UUID, account_id: UUID) -> Account | None:
    """One account or category; None when the household has none such."""
    found = await find_many(conn, household_id, [account_id])
    return found[0] if found else None


async def find_many(conn: Connection, household_id: UUID, account_ids: Sequence[UUID]) -> list[Account]:
    """Those of `account_ids` that the household has, in no order."""
    async with conn.cursor(row_factory=args_row(_account)) as cursor:
        await cursor.execute(MANY, {"household_id": household_id, "account_ids": list(account_ids)})
        return await cursor.fetchall()


async def has_children(conn: Connection, household_id: UUID, number: int) -> bool:
    """Whether any category stands below this one."""
    return bool(await _scalar(conn, NUMBER_OF_CHILDREN, household_id=household_id, number=number))


async def open_names(conn: Connection, household_id: UUID, types: Sequence[int]) -> dict[UUID, str]:
    """The names of the open accounts of some types."""
    cursor = await conn.execute(OPEN_NAMES, {"household_id": household_id, "types": list(types)})
    return dict(await cursor.fetchall())


async def find_opened(conn: Connection, household_id: UUID, account_id: UUID) -> Opened | None:
    """That the account was opened before; None when it was not."""
    values = {"household_id": household_id, "account_id": account_id, "opening_id": opening_transaction_id(account_id)}
    row = await (await conn.execute(OPENED, values)).fetchone()
    return Opened(*row) if row else None


async def is_open_jar(conn: Connection, household_id: UUID, jar_id: UUID) -> bool:
    """Whether the id is one of the household's jars, and open."""
    return bool(await _scalar(conn, IS_OPEN_JAR, household_id=household_id, jar_id=jar_id))


async def count(conn: Connection, household_id: UUID) -> int:
    """How many accounts, categories and jars the household has, closed ones included."""
    return int(str(await _scalar(conn, COUNT_ALL, household_id=household_id)))


async def count_known(conn: Connection, household_id: UUID, ids: Sequence[UUID], *, jars: bool) -> int:
    """How many of `ids` are jars of the household, or accounts and categories of it."""
    return int(str(await _scalar(conn, COUNT_KNOWN, household_id=household_id, ids=list(ids), jars=jars)))


async def change(conn: Connection, household_id: UUID, account: Account) -> None:
    """Write the profile of `account` and count its version up."""
    values = {
        "household_id": household_id, "number": account.number, "name": account.name, "icon": account.icon,
        "position": account.position, "parent_id": account.parent_id, "jar_id": account.default_jar_id,
    }  # fmt: skip
    await conn.execute(CHANGE, values)


async def _scalar(conn: Connection, statement: str, **values: object) -> object:
    row = await (await conn.execute(statement, values)).fetchone()
    return row[0] if row else None
