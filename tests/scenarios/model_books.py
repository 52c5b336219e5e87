"""Books kept by the pure rules alone: no database, no wire. What a posting writes is summed up in a dictionary."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from services.ledger.accounts.service import NEW_POSITION
from services.ledger.households.founding import NewHousehold, founding_of, unassigned_profile
from services.ledger.jars.model import Share, ShareKind
from services.ledger.jars.view import UNASSIGNED_KEY
from services.ledger.journal.drafting import EntryDraft
from services.ledger.journal.facts import NO_FACTS, Facts
from services.ledger.journal.kinds import AccountType, Kind, Source
from services.ledger.journal.model import (
    Amount,
    Change,
    CloseAccount,
    Content,
    Edit,
    OpenAccounts,
    PostingGroup,
    Record,
    SetJarRule,
    Void,
)
from services.ledger.journal.model import Part as PartModel
from services.ledger.journal.opening import NewAccount, NewCommodity, Opening, Profile
from services.ledger.journal.refusal import RefusalError
from services.ledger.kernel.reads import Reads, StoredLine, StoredTransaction
from services.ledger.kernel.workout import work_out
from services.ledger.months.model import BudgetMonth
from services.ledger.presets.loading import load_presets
from services.mesh.ids import new_id
from tests.scenarios.story import Opened, Refusal, Said

TODAY = date(2026, 11, 21)


class ModelBooks:
    """One household in memory."""

    def __init__(self) -> None:
        self.household_id = new_id()
        self.start_day = 1
        self.facts: Facts = NO_FACTS
        self.reads = Reads()
        self.days: dict[tuple[AccountType, date], int] = defaultdict(int)
        self.names: dict[str, UUID] = {}
        self.sequence = 0

    async def found(self, month_start_day: int) -> None:
        self.start_day = month_start_day
        new = NewHousehold(self.household_id, "Nhà", "Asia/Ho_Chi_Minh", "VND", month_start_day, "vi", "Lan")
        change = founding_of(new, 0, new_id(), TODAY, load_presets())
        self._post(change)
        self.names = {account.profile.key: account.account_id for account in change.accounts}
        self.names[UNASSIGNED_KEY] = self.facts.unassigned("VND").account_id

    async def open(self, account: Opened) -> None:
        self.names[account.name] = new_id()
        kind = AccountType[account.type.upper()]
        on_budget = not account.off_budget and account.commodity == "VND"
        opening = Opening(account.opening, date(2026, 9, 1)) if account.opening else None
        profile = Profile(account.name, position=NEW_POSITION)
        new = NewAccount(self.names[account.name], kind, account.commodity, on_budget, profile, opening)
        fresh: tuple[NewCommodity, ...] = ()
        if account.commodity not in self.facts.commodities:
            jar = unassigned_profile(load_presets(), "vi", "")
            fresh = (NewCommodity(account.commodity, 2 if account.decimals is None else account.decimals, jar),)
        self._post(OpenAccounts(TODAY, (new,), fresh))

    async def record(self, said: Said) -> str:
        transaction_id = new_id()
        self._post(Record(transaction_id, self._content(said), Source.MANUAL))
        return str(transaction_id)

    async def edit(self, transaction_id: str, version: int, said: Said) -> None:
        self._post(Edit(UUID(transaction_id), version, self._content(said)))

    async def void(self, transaction_id: str, version: int) -> None:
        self._post(Void(UUID(transaction_id), version))

    async def close(self, name: str, into: str, *, jar: bool) -> None:
        self._post(CloseAccount(TODAY, self.names[name], self.names[into] if into else None))

    async def set_rule(self, version: int, shares: Mapping[str, int | str]) -> None:
        told = tuple(
            Share(self.names[key], ShareKind.REMAINDER)
            if points == "rest"
            else Share(self.names[key], ShareKind.PERCENT, int(points))
            for key, points in shares.items()
        )
        self._post(SetJarRule(TODAY, version + 1, told))

    async def balances(self) -> Mapping[str, int]:
        return {name: self._balance(account_id) for name, account_id in self.names.items()}

    async def jars(self) -> Mapping[str, int]:
        return await self.balances()

    async def month(self, month: str) -> Mapping[str, int]:
        wanted = BudgetMonth.parse(month)
        sums = {AccountType.INCOME: 0, AccountType.EXPENSE: 0}
        for (kind, day), amount in self.days.items():
            if kind in sums and BudgetMonth.of(day, self.start_day) == wanted:
                sums[kind] += amount
        return {"income": -sums[AccountType.INCOME], "spending": sums[AccountType.EXPENSE]}

    def _balance(self, account_id: UUID) -> int:
        number = self.facts.by_id[account_id].number
        return self.reads.balances.get((self.household_id, number), 0)

    def _post(self, change: Change) -> None:
        group = PostingGroup(self.household_id, new_id(), None, (change,))
        try:
            worked = work_out(group, self.facts, self.reads, TODAY)
        except RefusalError as refused:
            raise Refusal(refused.reason.value) from refused
        self.facts = worked.after
        for entry in worked.entries:
            self.sequence += 1
            self._book(entry)

    def _book(self, entry: EntryDraft) -> None:
        for line in entry.lines:
            for account, amount in line.legs:
                key = (self.household_id, account.number)
                self.reads.balances[key] = self.reads.balances.get(key, 0) + amount
                self.days[account.type, entry.valid_date] += amount
        if entry.kind < Kind.FACTS:
            lines = [
                StoredLine(line.role, line.member_id, [(account.number, amount) for account, amount in line.legs])
                for line in entry.lines
            ]
            self.reads.transactions[self.household_id, entry.transaction_id] = StoredTransaction(
                entry.version, entry.reverses is None, self.sequence, entry.kind, entry.valid_date,
                entry.rule_version, lines,
            )  # fmt: skip

    def _content(self, said: Said) -> Content:
        ids: dict[str, UUID | None] = {"": None, **self.names}
        account = self.facts.by_id[self.names[said.account]] if said.account else None
        code = account.commodity if account is not None else "VND"
        parts = tuple(
            PartModel(Amount(part.amount, "VND" if part.category else code), ids[part.category], ids[part.jar])
            for part in said.parts
        )
        return Content(
            kind=Kind[said.kind.upper()],
            valid_date=date.fromisoformat(said.date),
            parts=parts,
            account_id=ids[said.account],
            counter_account_id=ids[said.counter],
            counter_jar_id=ids[said.counter_jar],
            counter_amount=Amount(*said.arrives) if said.arrives else None,
            person=said.person,
        )
