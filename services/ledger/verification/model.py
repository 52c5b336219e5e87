"""What verification finds: rows that are not what the journal says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_DIFFERENCES = 20
"""More are not collected: the first one is what matters, the others are mostly its echo."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that differs: `row` is its key as column=value pairs; `column` is empty when it is missing or stray."""

    table: str
    row: str
    column: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The household's books: whole when there are no differences."""

    differences: tuple[Difference, ...]
    entries: int
    sequence: int
    chain_hash: bytes

    @property
    def clean(self) -> bool:
        """Whether everything agrees."""
        return not self.differences


@dataclass(slots=True)
class Findings:
    """Differences as they are found. Problems are said without amounts and words."""

    found: list[Difference] = field(default_factory=list)

    def add(self, table: str, key: dict[str, Any], column: str, problem: str) -> None:
        """Note a difference, as long as there is room."""
        if len(self.found) < MOST_DIFFERENCES:
            row = " ".join(f"{name}={value}" for name, value in key.items())
            self.found.append(Difference(table, row, column, problem))

    def differs(self, table: str, key: dict[str, Any], column: str, stored: object, expected: object) -> bool:
        """Note a difference when `stored` is not what is `expected`; whether it was."""
        if stored == expected:
            return False
        self.add(table, key, column, "is not what the journal says")
        return True

    def missing(self, table: str, key: dict[str, Any]) -> None:
        """Note a row that should be there."""
        self.add(table, key, "", "is missing")

    def stray(self, table: str, key: dict[str, Any]) -> None:
        """Note a row that should not be there."""
        self.add(table, key, "", "belongs to nothing")

    def gaps(self, table: str, key: dict[str, Any], name: str, numbers: Sequence[int], first: int = 0) -> bool:
        """Note the first number that is missing from a run of numbers that begins at `first`; whether there was one."""
        for expected, number in enumerate(numbers, first):
            if number != expected:
                self.missing(table, {**key, name: expected})
                return True
        return False
