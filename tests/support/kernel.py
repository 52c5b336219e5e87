"""A kernel on a fresh database, and a household to post to: what the kernel's own tests stand on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.conninfo import make_conninfo
from psycopg_pool import AsyncConnectionPool

from services.ledger.jars.model import Share, ShareKind
from services.ledger.journal.kinds import AccountType, Kind, Purpose, Source
from services.ledger.journal.model import (
    Amount,
    Change,
    CloseAccount,
    Content,
    Edit,
    OpenAccounts,
    Part,
    PostingGroup,
    Record,
    Void,
)
from services.ledger.journal.opening import (
    Founding,
    NewAccount,
    NewCommodity,
    Opening,
    Profile,
    system_account_id,
)
from services.ledger.kernel.answers import Answer
from services.ledger.kernel.assembly import build_kernel
from services.ledger.kernel.kernel import Kernel
from services.ledger.kernel.settings import KernelSettings, open_poster_pool
from services.ledger.reading import Reader
from services.ledger.verification.model import Verdict
from services.ledger.verification.service import Verification
from services.mesh.clock import Clock, FixedClock
from services.mesh.ids import new_id

NOON = datetime(2026, 11, 21, 5, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)
SIX_JARS = {"NEC": 5500, "FFA": 1000, "EDU": 1000, "LTSS": 1000, "PLAY": 1000, "GIVE": 500}


def as_role(dsn: str, role: str) -> str:
    """`dsn` with another user."""
    return make_conninfo(dsn, user=role)


@asynccontextmanager
async def running_kernel(
    dsn: str, clock: Clock | None = None, settings: KernelSettings | None = None
) -> AsyncIterator[Kernel]:
    """A started kernel on the database of an administrator's `dsn`."""
    settings = settings or KernelSettings()
    pool = await open_poster_pool(as_role(dsn, "ledger_poster"), settings)
    kernel = build_kernel(pool, clock or FixedClock(NOON), settings)
    await kernel.start()
    try:
        yield kernel
    finally:
        await kernel.stop()
        await pool.close()


async def verified(dsn: str, household_id: UUID) -> Verdict:
    """The verdict of VerifyHousehold."""
    pool: AsyncConnectionPool[AsyncConnection] = AsyncConnectionPool(
        as_role(dsn, "ledger_reader"), min_size=1, max_size=1, open=False, kwargs={"options": "-c timezone=UTC"}
    )
    async with pool:
        return await Verification(Reader(pool)).verify_household(household_id)


@dataclass
class Home:
    """A household with cash, a bank account, a loan, a few categories and the six jars."""

    household_id: UUID = field(default_factory=new_id)
    user_id: UUID = field(default_factory=new_id)
    ids: dict[str, UUID] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("cash", "bank", "receivable", "food", "coffee", "salary", "gold", *SIX_JARS):
            self.ids[name] = new_id()
        self.ids["UNASSIGNED"] = system_account_id(self.household_id, Purpose.UNASSIGNED, "VND")

    def founding(self) -> PostingGroup:
        """The group that makes it."""
        jars = [self._account(key, AccountType.JAR) for key in SIX_JARS]
        accounts = [
            *jars,
            self._account("cash", AccountType.ASSET, on_budget=True, opening=1_000_000),
            self._account("bank", AccountType.ASSET, on_budget=True),
            self._account("receivable", AccountType.ASSET),
            self._account("food", AccountType.EXPENSE, jar="NEC"),
            self._account("coffee", AccountType.EXPENSE, jar="PLAY", parent="food"),
            self._account("salary", AccountType.INCOME),
            self._account("gold", AccountType.ASSET, commodity="GOLD"),
        ]
        founder = Founding("Nhà Lan", "Asia/Ho_Chi_Minh", "VND", 1, "vi", new_id(), self.user_id, "Lan")
        shares = tuple(Share(self.ids[key], ShareKind.PERCENT, points) for key, points in SIX_JARS.items())
        unassigned = Profile("Chưa chia", "UNASSIGNED")
        commodities = (NewCommodity("VND", 0, unassigned), NewCommodity("GOLD", 2, Profile("Vàng")))
        return self.group(OpenAccounts(TODAY, tuple(accounts), commodities, founder, shares, "six_jars"))

    def group(self, *changes: Change, request_id: UUID | None = None) -> PostingGroup:
        """Changes under one id; a single record's id is the group's."""
        if request_id is None and len(changes) == 1 and isinstance(changes[0], Record):
            request_id = changes[0].transaction_id
        return PostingGroup(self.household_id, request_id or new_id(), self.user_id, changes)

    def record(self, content: Content, source: Source = Source.MANUAL) -> PostingGroup:
        """A new transaction."""
        return self.group(Record(new_id(), content, source))

    def spend(
        self,
        amount: int,
        *,
        on: date = TODAY,
        category: str = "food",
        account: str = "cash",
        jar: str = "",
        note: str = "",
    ) -> Content:
        """An expense."""
        part = Part(Amount(amount, "VND"), self.ids[category], self.ids[jar] if jar else None)
        return Content(Kind.EXPENSE, on, (part,), self.ids[account], note=note)

    def earn(self, amount: int, *, on: date = TODAY, account: str = "bank") -> Content:
        """Income, split by the rule."""
        part = Part(Amount(amount, "VND"), self.ids["salary"])
        return Content(Kind.INCOME, on, (part,), self.ids[account])

    def transfer(self, amount: int, giver: str, taker: str, *, on: date = TODAY) -> Content:
        """Money from one account to another."""
        part = Part(Amount(amount, "VND"))
        return Content(Kind.TRANSFER, on, (part,), self.ids[giver], self.ids[taker])

    def move(self, amount: int, giver: str, taker: str, *, on: date = TODAY) -> Content:
        """Money from one jar to another."""
        part = Part(Amount(amount, "VND"), jar_id=self.ids[giver])
        return Content(Kind.JAR_MOVE, on, (part,), counter_jar_id=self.ids[taker])

    def edit(self, transaction_id: UUID, version: int, content: Content) -> PostingGroup:
        """New content for what was seen at `version`."""
        return self.group(Edit(transaction_id, version, content))

    def void(self, transaction_id: UUID, version: int) -> PostingGroup:
        """An end to what was seen at `version`."""
        return self.group(Void(transaction_id, version))

    def close(self, name: str, successor: str | None = None) -> PostingGroup:
        """An end to an account or jar."""
        heir = self.ids[successor] if successor else None
        return self.group(CloseAccount(TODAY, self.ids[name], heir))

    def _account(
        self,
        name: str,
        kind: AccountType,
        *,
        on_budget: bool = False,
        opening: int = 0,
        jar: str = "",
        parent: str = "",
        commodity: str = "VND",
    ) -> NewAccount:
        look = Profile(
            name,
            name,
            parent_id=self.ids[parent] if parent else None,
            default_jar_id=self.ids[jar] if jar else None,
        )
        begins = Opening(opening, TODAY) if opening else None
        return NewAccount(self.ids[name], kind, commodity, on_budget, look, begins)


async def new_home(kernel: Kernel) -> Home:
    """A household that has been founded."""
    home = Home()
    await posted(kernel, home.founding())
    return home


async def posted(kernel: Kernel, group: PostingGroup) -> Answer:
    """Post, and insist that it was not refused."""
    answer = await kernel.post(group)
    assert hasattr(answer, "entries"), answer
    return answer


async def balances(dsn: str, home: Home) -> dict[str, int]:
    """Balances by name, of accounts that have one."""
    names = {identifier: name for name, identifier in home.ids.items()}
    query = (
        "SELECT a.account_id, b.amount FROM ledger.balances b JOIN ledger.accounts a"
        " ON a.household_id = b.household_id AND a.number = b.account WHERE b.household_id = %s"
    )
    async with await AsyncConnection.connect(dsn) as conn:
        rows = await (await conn.execute(query, (home.household_id,))).fetchall()
    return {names[identifier]: amount for identifier, amount in rows if identifier in names}
