"""A state machine over the kernel: whatever people do, in whatever order and however often, the books are right.

The oracle below is a few dictionaries that know nothing of lines, legs or hashes.
"""

import asyncio
from collections import defaultdict
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import Any, TypeVar

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from services.ledger.journal.kinds import Kind
from services.ledger.journal.model import Content, PostingGroup
from services.ledger.kernel.answers import Answer, Posted, Refused
from services.ledger.kernel.assembly import build_kernel
from services.ledger.kernel.kernel import Kernel
from services.ledger.kernel.settings import KernelSettings, open_poster_pool
from services.mesh.clock import FixedClock
from services.mesh.testing.plugin import MakeDatabase
from tests.support.kernel import NOON, SIX_JARS, TODAY, Home, as_role, verified

T = TypeVar("T")
Changes = dict[str, int]

PURSES = ("cash", "bank")
JARS = (*SIX_JARS, "UNASSIGNED")
DEFAULT_JAR = {"food": "NEC", "coffee": "PLAY"}

amounts = st.one_of(st.integers(1, 200_000), st.integers(1, 10**15))
days = st.integers(-400, 30).map(lambda days: TODAY + timedelta(days=days))
places = st.integers(0, 1000)


@dataclass
class Known:
    """A transaction as the oracle remembers it."""

    group: PostingGroup
    version: int
    live: bool
    effect: Changes


class Oracle:
    """Balances by name, transactions in order, and who inherits from whom."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.names = {identifier: name for name, identifier in home.ids.items()}
        self.balances: defaultdict[str, int] = defaultdict(int, {"cash": 1_000_000, "UNASSIGNED": 1_000_000})
        self.heirs: dict[str, str] = {}
        self.transactions: list[Known] = []

    def heir(self, name: str) -> str:
        while name in self.heirs:
            name = self.heirs[name]
        return name

    def apply(self, changes: Changes) -> Changes:
        """Book changes; what arrives at something closed goes to its heir."""
        arrived: Changes = defaultdict(int)
        for name, amount in changes.items():
            arrived[self.heir(name)] += amount
        for name, amount in arrived.items():
            self.balances[name] += amount
        return arrived

    def effect(self, content: Content) -> Changes:
        """What a transaction changes, before heirs."""
        changes: Changes = defaultdict(int)
        account = self.names[content.account_id] if content.account_id else ""
        for part in content.parts:
            amount = part.amount.minor_units
            jar = self.names[part.jar_id] if part.jar_id else ""
            if content.kind is Kind.EXPENSE:
                category = self.names[part.category_id] if part.category_id else ""
                changes[account] -= amount
                changes[category] += amount
                changes[jar or DEFAULT_JAR[category]] -= amount
            elif content.kind is Kind.INCOME:
                changes[account] += amount
                changes["salary"] -= amount
                for name, share in largest_remainder(amount).items():
                    changes[name] += share
            elif content.kind is Kind.TRANSFER and content.counter_account_id:
                taker = self.names[content.counter_account_id]
                changes[account] -= amount
                changes[taker] += amount
                if taker == "receivable":
                    changes[jar or "UNASSIGNED"] -= amount
            elif content.counter_jar_id:
                changes[jar] -= amount
                changes[self.names[content.counter_jar_id]] += amount
        return changes

    def refusal(self, content: Content) -> str:
        """Why new spending is refused; corrections never are."""
        for part in content.parts:
            jars = [self.names[jar] for jar in (part.jar_id, content.counter_jar_id) if jar]
            if any(jar in self.heirs for jar in jars):
                return "JAR_CLOSED"
        return ""


def largest_remainder(amount: int) -> Changes:
    exact = {name: Fraction(amount * points, 10_000) for name, points in SIX_JARS.items()}
    parts = {name: int(share) for name, share in exact.items()}
    order = sorted(exact, key=lambda name: parts[name] - exact[name])
    for name in order[: amount - sum(parts.values())]:
        parts[name] += 1
    return parts


class Books(RuleBasedStateMachine):
    """What people do to one household."""

    dsn = ""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.home = Home()
        self.oracle = Oracle(self.home)
        self.answers: list[tuple[PostingGroup, Posted]] = []
        self.admin = psycopg.connect(self.dsn, autocommit=True)

    def run_async(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @initialize()
    def found(self) -> None:
        self.run_async(self.start())
        self.keep(self.home.founding())

    async def start(self) -> None:
        limits = KernelSettings()
        self.pool = await open_poster_pool(as_role(self.dsn, "ledger_poster"), limits)
        self.kernel: Kernel = build_kernel(self.pool, FixedClock(NOON), limits)
        await self.kernel.start()

    async def stop(self) -> None:
        await self.kernel.stop()
        await self.pool.close()

    @rule()
    def restart(self) -> None:
        self.run_async(self.stop())
        self.run_async(self.start())

    def post(self, *groups: PostingGroup) -> list[Answer]:
        """All at once."""

        async def together() -> list[Answer]:
            return list(await asyncio.gather(*(self.kernel.post(group) for group in groups)))

        return self.run_async(together())

    def keep(self, group: PostingGroup) -> Posted:
        (answer,) = self.post(group)
        assert isinstance(answer, Posted), answer
        self.answers.append((group, answer))
        return answer

    def record(self, content: Content) -> None:
        group = self.home.record(content)
        refused = self.oracle.refusal(content)
        if refused:
            assert self.post(group) == [Refused(refused)]  # type: ignore[arg-type]  # a reason is its name
            return
        self.keep(group)
        effect = self.oracle.apply(self.oracle.effect(content))
        self.oracle.transactions.append(Known(group, 1, True, effect))

    @rule(
        amount=amounts, on=days, account=st.sampled_from(PURSES), category=st.sampled_from(sorted(DEFAULT_JAR)),
        jar=st.sampled_from(["", *JARS]), note=st.sampled_from(["", "phở", "cà phê"]),
    )  # fmt: skip
    def spend(self, amount: int, on: Any, account: str, category: str, jar: str, note: str) -> None:
        self.record(self.home.spend(amount, on=on, account=account, category=category, jar=jar, note=note))

    @rule(amount=amounts, on=days)
    def earn(self, amount: int, on: Any) -> None:
        self.record(self.home.earn(amount, on=on))

    @rule(amount=amounts, pair=st.sampled_from([("cash", "bank"), ("bank", "cash"), ("bank", "receivable")]))
    def transfer(self, amount: int, pair: tuple[str, str]) -> None:
        self.record(self.home.transfer(amount, *pair))

    @rule(amount=amounts, pair=st.permutations(JARS).map(lambda jars: jars[:2]))
    def move(self, amount: int, pair: list[str]) -> None:
        self.record(self.home.move(amount, *pair))

    @rule(place=places)
    def replay(self, place: int) -> None:
        group, answer = self.answers[place % len(self.answers)]
        (again,) = self.post(group)
        assert isinstance(again, Posted)
        assert again.encode() == answer.encode()

    @rule(place=places, amount=amounts)
    def reuse_an_id(self, place: int, amount: int) -> None:
        group, _ = self.answers[place % len(self.answers)]
        other = self.home.record(self.home.earn(amount))
        forged = PostingGroup(group.household_id, group.request_id, self.home.user_id, other.changes)
        assert self.post(forged) == [Refused("REQUEST_ID_REUSED")]  # type: ignore[arg-type]

    @rule(amount=amounts, copies=st.integers(2, 5))
    def send_twice(self, amount: int, copies: int) -> None:
        group = self.home.record(self.home.spend(amount))
        answers = self.post(*[group] * copies)
        first = answers[0]
        assert isinstance(first, Posted)
        assert len({answer.encode() for answer in answers if isinstance(answer, Posted)}) == 1
        self.answers.append((group, first))
        effect = self.oracle.apply(self.oracle.effect(self.home.spend(amount)))
        self.oracle.transactions.append(Known(group, 1, True, effect))

    def chosen(self, place: int) -> Known | None:
        known = self.oracle.transactions
        return known[place % len(known)] if known else None

    def expected(self, known: Known, version: int) -> str:
        if version != known.version:
            return "VERSION_STALE"
        return "" if known.live else "ALREADY_VOIDED"

    @rule(place=places, amount=amounts, on=days, age=st.sampled_from([0, 0, 0, 1]))
    def edit(self, place: int, amount: int, on: Any, age: int) -> None:
        known = self.chosen(place)
        if known is None or known.version - age < 1:
            return
        content = self.home.spend(amount, on=on, jar="EDU")
        group = self.home.edit(known.group.request_id, known.version - age, content)
        refused = self.expected(known, known.version - age)
        if refused:
            assert self.post(group) == [Refused(refused)]  # type: ignore[arg-type]
            return
        self.keep(group)
        self.changed(known, content)

    def changed(self, known: Known, content: Content | None) -> None:
        self.oracle.apply({name: -amount for name, amount in known.effect.items()})
        known.version += 1
        known.live = content is not None
        known.effect = self.oracle.apply(self.oracle.effect(content)) if content else {}

    @rule(place=places, age=st.sampled_from([0, 0, 0, 1]))
    def void(self, place: int, age: int) -> None:
        known = self.chosen(place)
        if known is None or known.version - age < 1:
            return
        group = self.home.void(known.group.request_id, known.version - age)
        refused = self.expected(known, known.version - age)
        if refused:
            assert self.post(group) == [Refused(refused)]  # type: ignore[arg-type]
            return
        self.keep(group)
        self.changed(known, None)

    @rule(place=places, amounts=st.tuples(amounts, amounts))
    def two_editors(self, place: int, amounts: tuple[int, int]) -> None:
        known = self.chosen(place)
        if known is None or not known.live:
            return
        contents = [self.home.spend(amount) for amount in amounts]
        groups = [self.home.edit(known.group.request_id, known.version, content) for content in contents]
        answers = self.post(*groups)
        won = [place for place, answer in enumerate(answers) if isinstance(answer, Posted)]
        assert len(won) == 1
        assert answers[1 - won[0]] == Refused("VERSION_STALE")  # type: ignore[arg-type]
        self.changed(known, contents[won[0]])

    @rule(name=st.sampled_from(sorted(SIX_JARS)), heir=st.sampled_from(JARS))
    def close(self, name: str, heir: str) -> None:
        group = self.home.close(name, heir)
        (answer,) = self.post(group)
        if name in self.oracle.heirs:
            assert answer == Refused("JAR_CLOSED")  # type: ignore[arg-type]
        elif heir == name or heir in self.oracle.heirs:
            assert answer == Refused("SUCCESSOR_INVALID")  # type: ignore[arg-type]
        else:
            assert isinstance(answer, Posted), answer
            self.answers.append((group, answer))
            left = self.oracle.balances.pop(name, 0)
            self.oracle.heirs[name] = heir
            self.oracle.balances[heir] += left

    @invariant()
    def balances_are_those_of_the_oracle(self) -> None:
        query = (
            "SELECT a.account_id, b.amount FROM ledger.balances b JOIN ledger.accounts a"
            " ON a.household_id = b.household_id AND a.number = b.account WHERE b.household_id = %s"
        )
        rows = self.admin.execute(query, (self.home.household_id,)).fetchall()
        stored = {self.oracle.names[key]: amount for key, amount in rows if key in self.oracle.names}
        assert {k: v for k, v in stored.items() if v} == {k: v for k, v in self.oracle.balances.items() if v}
        jars = sum(stored.get(name, 0) for name in JARS)
        assert jars == sum(stored.get(name, 0) for name in PURSES)

    def teardown(self) -> None:
        if hasattr(self, "kernel"):
            self.run_async(self.stop())
            verdict = self.run_async(verified(self.dsn, self.home.household_id))
            assert verdict.clean, verdict.differences
        self.admin.close()
        self.runner.close()


@pytest.fixture(scope="module")
def books_dsn(make_module_database: MakeDatabase) -> str:
    return make_module_database(["services.ledger"])


def test_the_books_are_right_whatever_people_do(books_dsn: str) -> None:
    machine = type("BooksHere", (Books,), {"dsn": books_dsn})
    limits = settings(max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(machine, settings=limits)
