"""Use cases of accounts and categories."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from pydantic import TypeAdapter

from services.ledger.accounts import store
from services.ledger.accounts.view import (
    CATEGORIES,
    LISTED,
    MOST_ACCOUNTS,
    Account,
    AccountChange,
    comparable,
    may_be_parent,
)
from services.ledger.commodities.service import Commodities
from services.ledger.events.model import AccountChanged
from services.ledger.households.model import Household
from services.ledger.households.service import known_household
from services.ledger.journal.kinds import PURSES, AccountType
from services.ledger.journal.model import Amount, CloseAccount, OpenAccounts
from services.ledger.journal.opening import NewAccount, Opening, Profile
from services.ledger.journal.posting import GroupPoster, post
from services.ledger.paging.model import Cut, PageRequest
from services.ledger.reading import Connection, Reader
from services.ledger.receipts.service import Keeper, Keeping, Write
from services.ledger.refusals import refusal
from services.mesh.clock import Clock

NEW_POSITION = 1000
"""Where a new account, category or jar stands until it is moved: after the presets, in the order of making."""

_ANSWER = TypeAdapter(Account)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for a new account or category."""

    household_id: UUID
    account_id: UUID
    type: AccountType
    name: str
    icon: str
    commodity: str
    off_budget: bool
    parent_id: UUID | None
    default_jar_id: UUID | None
    opening: Amount | None
    opening_date: date | None
    decimals: int | None


class Accounts:
    """Opens, reads, changes and closes accounts and categories."""

    def __init__(
        self, reader: Reader, keeper: Keeper, poster: GroupPoster, commodities: Commodities, clock: Clock
    ) -> None:
        """Work with these parts."""
        self._reader = reader
        self._keeper = keeper
        self._poster = poster
        self._commodities = commodities
        self._clock = clock

    async def create(self, wanted: Wanted, actor_id: UUID | None) -> Account:
        """Open an account or category, with its opening balance, in one transaction.

        KIND_MISMATCH, NAME_TAKEN, LIMIT_REACHED, ACCOUNT_NOT_FOUND (parent), JAR_NOT_FOUND, COMMODITY_UNKNOWN,
        COMMODITY_MISMATCH, AMOUNT_OUT_OF_RANGE, DATE_OUT_OF_RANGE, REQUEST_ID_REUSED.
        """
        async with self._reader.household(wanted.household_id) as conn:
            household = await known_household(conn, wanted.household_id)
            wanted = replace(wanted, commodity=wanted.commodity or household.currency)
            made = await store.find_opened(conn, wanted.household_id, wanted.account_id)
            if made is None:
                await self._check_new(conn, household, wanted)
            today = household.today(self._clock.now())
            # A repeated request must ask for the same as the first, whatever day it is by now.
            day = wanted.opening_date or (made.opening_date if made is not None else None) or today
            fresh = await self._commodities.first_met(conn, household, wanted.commodity, wanted.decimals, made)
        new = _new_account(wanted, household, day)
        change = OpenAccounts(today, (new,), fresh)
        await post(self._poster, wanted.household_id, wanted.account_id, actor_id, change)
        return _opened(wanted, new)

    async def _check_new(self, conn: Connection, household: Household, wanted: Wanted) -> None:
        if wanted.type not in CATEGORIES | PURSES:
            raise refusal("KIND_MISMATCH", "type cannot be opened")
        in_category = wanted.type in CATEGORIES
        if in_category and (wanted.off_budget or wanted.opening is not None):
            raise refusal("KIND_MISMATCH", "a category holds no money")
        if wanted.opening is not None and wanted.opening.commodity != wanted.commodity:
            raise refusal("COMMODITY_MISMATCH", "opening_balance is not in the account's commodity")
        if not in_category and (wanted.parent_id is not None or wanted.default_jar_id is not None):
            raise refusal("KIND_MISMATCH", "parent_id and default_jar_id are for categories")
        await check_name(conn, household.household_id, wanted.name, _alike(wanted.type), wanted.account_id)
        if await store.count(conn, household.household_id) >= MOST_ACCOUNTS:
            raise refusal("LIMIT_REACHED")
        await _check_parent(conn, household.household_id, wanted.parent_id, wanted.account_id, wanted.type)

    async def page(
        self, household_id: UUID, types: tuple[AccountType, ...], page: PageRequest, *, with_closed: bool
    ) -> Cut[Account]:
        """Accounts and categories by type and position; without EQUITY unless it is asked for."""
        after = page.after((0, 0, 0))
        async with self._reader.household(household_id) as conn:
            found = await store.page(
                conn, household_id, types or LISTED, with_closed=with_closed, after=after, limit=page.limit
            )
        return page.cut(found, lambda item: (int(item.type), item.position, item.number))

    async def update(self, household_id: UUID, request_id: UUID, wanted: AccountChange) -> Account:
        """Change how an account looks and what it prefers.

        ACCOUNT_NOT_FOUND, JAR_NOT_FOUND, ACCOUNT_CLOSED, VERSION_STALE, NAME_TAKEN, KIND_MISMATCH.
        """

        async def work(keeping: Keeping) -> Account:
            account = await known_account(keeping.conn, household_id, wanted.account_id)
            if account.version != wanted.version:
                raise refusal("VERSION_STALE")
            if account.closed:
                raise refusal("ACCOUNT_CLOSED")
            await _check_change(keeping.conn, household_id, account, wanted)
            await store.change(keeping.conn, household_id, _changed(account, wanted))
            keeping.tell(AccountChanged(account.account_id, is_jar=False, closed=account.closed))
            return await known_account(keeping.conn, household_id, wanted.account_id)

        return await self._keeper.keep(Write(household_id, request_id, "UpdateAccount", wanted), _ANSWER, work)

    async def close(
        self, household_id: UUID, request_id: UUID, account_id: UUID, successor_id: UUID | None, actor_id: UUID | None
    ) -> Account:
        """Close an account; what is left moves to the successor in the same entry.

        ACCOUNT_NOT_FOUND, ACCOUNT_CLOSED, BALANCE_NOT_ZERO without a successor, SUCCESSOR_INVALID.
        """
        async with self._reader.household(household_id) as conn:
            household = await known_household(conn, household_id)
            await known_account(conn, household_id, account_id)
            if successor_id is not None:
                await known_account(conn, household_id, successor_id)
        change = CloseAccount(household.today(self._clock.now()), account_id, successor_id)
        await post(self._poster, household_id, request_id, actor_id, change)
        async with self._reader.household(household_id) as conn:
            return await known_account(conn, household_id, account_id)


async def known_account(conn: Connection, household_id: UUID, account_id: UUID) -> Account:
    """An account or category; ACCOUNT_NOT_FOUND when the household has none such, or it is one of the ledger's own."""
    found = await store.find(conn, household_id, account_id)
    if found is None or found.type is AccountType.EQUITY:
        raise refusal("ACCOUNT_NOT_FOUND")
    return found


async def check_name(
    conn: Connection, household_id: UUID, name: str, types: tuple[AccountType, ...], but: UUID
) -> None:
    """NAME_TAKEN when another open one of `types` than `but` has this name, letter case aside.

    Compared here and not in SQL: what lower() makes of "Đ" depends on the locale of the database.
    """
    names = await store.open_names(conn, household_id, types)
    if any(comparable(known) == comparable(name) for account_id, known in names.items() if account_id != but):
        raise refusal("NAME_TAKEN")


def _alike(kind: AccountType) -> tuple[AccountType, ...]:
    """Types among which a name is used once."""
    return tuple(PURSES) if kind in PURSES else (kind,)


async def _check_parent(
    conn: Connection, household_id: UUID, parent_id: UUID | None, child_id: UUID, child: AccountType, number: int = 0
) -> None:
    if parent_id is None:
        return
    parent = await known_account(conn, household_id, parent_id)
    has_children = await store.has_children(conn, household_id, number)
    if not may_be_parent(parent, child_id, child, child_has_children=has_children):
        raise refusal("KIND_MISMATCH", "parent_id is no category of the first level of the same type")


async def _check_change(conn: Connection, household_id: UUID, account: Account, wanted: AccountChange) -> None:
    links = (wanted.parent_id, wanted.default_jar_id)
    if account.type not in CATEGORIES and any(link is not None for link in links):
        raise refusal("KIND_MISMATCH", "parent_id and default_jar_id are for categories")
    if wanted.name is not None:
        await check_name(conn, household_id, wanted.name, _alike(account.type), account.account_id)
    await _check_parent(conn, household_id, wanted.parent_id, account.account_id, account.type, account.number)
    if wanted.default_jar_id is not None and not await store.is_open_jar(conn, household_id, wanted.default_jar_id):
        raise refusal("JAR_NOT_FOUND")


def _changed(account: Account, wanted: AccountChange) -> Account:
    return replace(
        account,
        name=account.name if wanted.name is None else wanted.name,
        icon=account.icon if wanted.icon is None else wanted.icon,
        position=account.position if wanted.position is None else wanted.position,
        parent_id=None if wanted.clear_parent else wanted.parent_id or account.parent_id,
        default_jar_id=None if wanted.clear_default_jar else wanted.default_jar_id or account.default_jar_id,
    )


def _new_account(wanted: Wanted, household: Household, day: date) -> NewAccount:
    profile = Profile(
        wanted.name,
        icon=wanted.icon,
        position=NEW_POSITION,
        parent_id=wanted.parent_id,
        default_jar_id=wanted.default_jar_id,
    )
    # Only the main currency has jars that income is split into; what counts anything else is kept beside the budget.
    on_budget = wanted.type in PURSES and not wanted.off_budget and wanted.commodity == household.currency
    opening = Opening(wanted.opening.minor_units, day) if wanted.opening is not None else None
    return NewAccount(wanted.account_id, wanted.type, wanted.commodity, on_budget, profile, opening)


def _opened(wanted: Wanted, new: NewAccount) -> Account:
    """The account as it was right after opening: the same answer for the same request, whatever came later."""
    return Account(
        number=0,
        account_id=new.account_id,
        type=new.type,
        name=wanted.name,
        key="",
        icon=wanted.icon,
        commodity=new.commodity,
        on_budget=new.on_budget,
        parent_id=wanted.parent_id,
        default_jar_id=wanted.default_jar_id,
        position=NEW_POSITION,
        closed=False,
        successor_id=None,
        balance=wanted.opening.minor_units if wanted.opening is not None else 0,
        version=1,
    )
