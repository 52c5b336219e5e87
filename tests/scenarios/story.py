"""A money story: what was there, what happened, and what must be so then. Amounts are minor units (đồng for VND)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import yaml

FOLDER = Path(__file__).parent
Row = Mapping[str, Any]


class Refusal(Exception):  # noqa: N818 - a story speaks of refusals
    """What a ledger answers to a step that it does not book."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a transaction, by names."""

    amount: int
    category: str = ""
    jar: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A transaction as a person says it, by names. `arrives` is (minor units, commodity) of an exchange."""

    kind: str
    date: str
    parts: tuple[Part, ...]
    account: str = ""
    counter: str = ""
    counter_jar: str = ""
    person: str = ""
    arrives: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """An account that is there from the start."""

    name: str
    type: str = "asset"
    opening: int = 0
    off_budget: bool = False
    commodity: str = "VND"
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One file."""

    name: str
    story: str
    month_start_day: int
    accounts: tuple[Opened, ...]
    steps: tuple[Row, ...]
    then: Row


class Books(Protocol):
    """A ledger in which a story can be played: the pure model, gRPC or REST. Steps that are refused raise Refusal."""

    async def found(self, month_start_day: int) -> None: ...
    async def open(self, account: Opened) -> None: ...
    async def record(self, said: Said) -> str: ...
    async def edit(self, transaction_id: str, version: int, said: Said) -> None: ...
    async def void(self, transaction_id: str, version: int) -> None: ...
    async def close(self, name: str, into: str, *, jar: bool) -> None: ...
    async def set_rule(self, version: int, shares: Mapping[str, int | str]) -> None: ...
    async def balances(self) -> Mapping[str, int]: ...
    async def jars(self) -> Mapping[str, int]: ...
    async def month(self, month: str) -> Mapping[str, int]: ...


@dataclass
class Play:
    """Plays a story in some books; remembers the transactions that it named and their versions."""

    books: Books
    named: dict[str, tuple[str, int]] = field(default_factory=dict)
    rule_version: int = 1

    async def step(self, row: Row) -> None:
        """One step; AssertionError when it is refused otherwise than the story says."""
        answered = ""
        try:
            await self._do(row)
        except Refusal as refusal:
            answered = refusal.reason
        assert answered == row.get("refused", ""), row

    async def _do(self, row: Row) -> None:
        if "void" in row:
            transaction_id, version = self.named[row["void"]]
            await self.books.void(transaction_id, version)
            self.named[row["void"]] = transaction_id, version + 1
        elif "edit" in row:
            transaction_id, version = self.named[row["edit"]]
            await self.books.edit(transaction_id, version, said(row))
            self.named[row["edit"]] = transaction_id, version + 1
        elif "close" in row:
            await self.books.close(row["close"], row.get("into", ""), jar=False)
        elif "close_jar" in row:
            await self.books.close(row["close_jar"], row.get("into", ""), jar=True)
        elif "rule" in row:
            await self.books.set_rule(self.rule_version, row["rule"])
            self.rule_version += 1
        else:
            self.named[row.get("as", "")] = await self.books.record(said(row)), 1


KINDS = {
    "expense": "expense", "income": "income", "refund": "refund", "transfer": "transfer", "move": "jar_move",
    "lend": "loan_out", "repaid": "loan_back", "borrow": "loan_in", "repay": "loan_repay", "exchange": "exchange",
}  # fmt: skip


def said(row: Row) -> Said:
    """The transaction in a step."""
    word = next(word for word in KINDS if word in row)
    amounts: list[Row] = row[word] if isinstance(row[word], list) else [{"amount": row[word], **row}]
    jar: str = row.get("from_jar", "")
    parts = tuple(Part(item["amount"], item.get("category", ""), item.get("jar", jar)) for item in amounts)
    return Said(
        kind=KINDS[word],
        date=str(row["date"]),
        parts=parts,
        account=row.get("from", row.get("into", "")),
        counter=row.get("to", ""),
        counter_jar=row.get("to_jar", ""),
        person=row.get("person", ""),
        arrives=(row["arrives"], row["of"]) if "arrives" in row else None,
    )


def load_stories() -> Iterator[Story]:
    """All stories, by name."""
    for file in sorted(FOLDER.glob("*.yaml")):
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        given = raw["given"]
        accounts = tuple(Opened(name, **spec) for name, spec in given.get("accounts", {}).items())
        yield Story(file.stem, raw["story"], given.get("month_start_day", 1), accounts, tuple(raw["when"]), raw["then"])


async def play(story: Story, books: Books) -> None:
    """Play the story; AssertionError at the first thing that is not as it says."""
    await books.found(story.month_start_day)
    for account in story.accounts:
        await books.open(account)
    playing = Play(books)
    for row in story.steps:
        await playing.step(row)
    balances, jars = await books.balances(), await books.jars()
    assert {name: balances[name] for name in story.then.get("balances", {})} == story.then.get("balances", {})
    assert {name: balances[name] for name in story.then.get("categories", {})} == story.then.get("categories", {})
    assert {name: jars[name] for name in story.then.get("jars", {})} == story.then.get("jars", {})
    for month, sums in story.then.get("months", {}).items():
        assert await books.month(str(month)) == sums, month
