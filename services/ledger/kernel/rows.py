"""The rows that a batch writes, and how each table's columns are sent.

Rows are collected as tuples and turned into columns at the end: one append a row, one transposition a table.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, TypeAlias

from services.ledger.kernel import arrays
from services.ledger.kernel.pipeline import Value

Row: TypeAlias = tuple[Any, ...]
Column: TypeAlias = Callable[[Sequence[Any]], Value]


def _texts(values: Sequence[str | None]) -> Value:
    return arrays.varying(arrays.TEXT, [None if value is None else value.encode() for value in values])


def _short_texts(values: Sequence[str]) -> Value:
    known = {value: value.encode() for value in set(values)}
    return arrays.varying(arrays.TEXT, [known[value] for value in values])


def _booleans(values: Sequence[bool]) -> Value:
    return arrays.fixed(arrays.BOOL, [b"\x01" if value else b"\x00" for value in values], 1)


ID: Column = partial(arrays.fixed, arrays.UUID_, size=16)
ID_OR_NULL: Column = partial(arrays.varying, arrays.UUID_)
HASH: Column = partial(arrays.fixed, arrays.BYTEA, size=32)
BYTES: Column = partial(arrays.varying, arrays.BYTEA)
INT2: Column = partial(arrays.integers, arrays.INT2)
INT4: Column = partial(arrays.integers, arrays.INT4)
INT8: Column = partial(arrays.integers, arrays.INT8)
INT4_OR_NULL: Column = partial(arrays.optional_integers, arrays.INT4)
INT8_OR_NULL: Column = partial(arrays.optional_integers, arrays.INT8)
DATE: Column = partial(arrays.integers, arrays.DATE)
TIME: Column = partial(arrays.integers, arrays.TIME)
TEXT: Column = _texts
WORD: Column = _short_texts
BOOL: Column = _booleans

COLUMNS: Mapping[str, tuple[Column, ...]] = MappingProxyType(
    {
        "entries": (
            ID, INT8, ID, INT2, ID, INT4, INT2, INT2, INT2, ID_OR_NULL, DATE, TIME, INT8_OR_NULL, INT4_OR_NULL,
            TEXT, TEXT, HASH, HASH, HASH,
        ),
        "lines": (ID, INT8, INT2, INT2, ID_OR_NULL, BYTES, HASH),
        "texts": (ID, INT8, INT2, BYTES, TEXT, TEXT, TEXT, TEXT, TEXT),
        "commodities": (ID, WORD, INT2, INT8, HASH),
        "accounts": (ID, INT4, ID, INT2, INT2, WORD, BOOL, INT2, INT2, INT8, HASH),
        "account_profiles": (ID, INT4, TEXT, TEXT, TEXT, TEXT, INT4, INT4_OR_NULL, INT4_OR_NULL),
        "closures": (ID, INT4, INT4_OR_NULL, INT8, HASH),
        "jar_rules": (ID, INT4, WORD, TEXT, INT8, HASH),
        "jar_rule_shares": (ID, INT4, INT2, INT4, INT2, INT4, HASH),
        "legs": (ID, INT8, INT2, INT2, INT4, INT8, INT8, WORD, INT2, INT2, DATE),
        "requests": (ID, ID, ID, INT8, INT2, BYTES),
        "balances": (ID, INT4, INT8, INT8),
        "month_totals": (ID, INT4, DATE, INT8),
        "drafts": (ID, ID, INT8, TIME),
        "heads": (ID, INT8, HASH, INT8, HASH, INT8),
        "outbox": (ID, INT8, INT2, BYTES, WORD, TIME, HASH),
    }
)  # fmt: skip
"""How the columns of each write statement are sent, in its order; the order of the tables is the order of writing."""


@dataclass(slots=True)
class Rows:
    """All rows of a batch by table; month totals are summed per row, since a statement must not touch a row twice."""

    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    totals: dict[tuple[bytes, int, int], int] = field(default_factory=dict)

    def columns(self, table: str) -> list[Value]:
        """The columns of one table, ready to be sent."""
        transposed = zip(*self.tables[table], strict=True)
        return [send(values) for send, values in zip(COLUMNS[table], transposed, strict=True)]
