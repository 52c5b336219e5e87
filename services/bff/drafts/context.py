"""What words may point to: a household's accounts, categories, jars and people, kept until they change."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from heo.ai.v1.understanding_service_pb2 import InterpretContext, NamedThing
from heo.events.v1.event_pb2 import Event
from heo.ledger.v1.account_service_pb2 import AccountType, ListAccountsRequest
from heo.ledger.v1.jar_service_pb2 import ListJarsRequest
from heo.ledger.v1.member_service_pb2 import ListMembersRequest

from services.bff.households.model import Membership
from services.bff.live.hub import Hub
from services.bff.upstream.acting import Acting
from services.bff.upstream.services import Ledger

MOST_HOUSEHOLDS = 256
MOST_ACCOUNTS, MOST_CATEGORIES, MOST_JARS, MOST_MEMBERS = 500, 1000, 100, 100
MONEY = (AccountType.ACCOUNT_TYPE_ASSET, AccountType.ACCOUNT_TYPE_LIABILITY)
CATEGORIES = (AccountType.ACCOUNT_TYPE_EXPENSE, AccountType.ACCOUNT_TYPE_INCOME)


@dataclass(frozen=True, slots=True)
class Lists:
    """The household's things as ai takes them."""

    accounts: list[NamedThing]
    categories: list[NamedThing]
    jars: list[NamedThing]
    members: list[NamedThing]


class Contexts:
    """The lists of the households that somebody talks about now."""

    def __init__(self, ledger: Ledger, hub: Hub) -> None:
        """Ask `ledger`, and keep what it says while `hub` hears of changes."""
        self._ledger = ledger
        self._hub = hub
        self._known: OrderedDict[UUID, Lists] = OrderedDict()
        self._changes = 0
        hub.listen(self.heard)

    async def of(self, acting: Acting, membership: Membership, day: str) -> InterpretContext:
        """The context of a sentence said on `day` (yyyy-mm-dd)."""
        lists = await self._lists(acting, membership.household_id)
        return InterpretContext(
            today=day,
            currency=membership.currency,
            locale=membership.locale,
            accounts=lists.accounts,
            categories=lists.categories,
            jars=lists.jars,
            members=lists.members,
        )

    def forget(self, household_id: UUID) -> None:
        """Ask anew, and keep no answer that was asked for before."""
        self._changes += 1
        self._known.pop(household_id, None)

    def heard(self, household_id: UUID, event: Event | None) -> None:
        """Forget when accounts, jars or members changed, or when something may have been missed."""
        if event is None or event.WhichOneof("body") in ("account_changed", "household_changed"):
            self.forget(household_id)

    async def _lists(self, acting: Acting, household_id: UUID) -> Lists:
        listening = self._hub.follow(acting, household_id)
        known = self._known.get(household_id)
        if known is not None and listening:
            return known
        changes = self._changes
        lists = await self._ask(acting, str(household_id))
        if listening and changes == self._changes:
            self._known[household_id] = lists
            self._known.move_to_end(household_id)
            while len(self._known) > MOST_HOUSEHOLDS:
                self._known.popitem(last=False)
        return lists

    async def _ask(self, acting: Acting, household_id: str) -> Lists:
        ledger = self._ledger
        accounts, jars, members = await asyncio.gather(
            ledger.ask_all(
                ledger.accounts.ListAccounts, ListAccountsRequest(household_id=household_id), acting, "accounts"
            ),
            ledger.ask_all(ledger.jars.ListJars, ListJarsRequest(household_id=household_id), acting, "jars"),
            ledger.ask_all(
                ledger.members.ListMembers, ListMembersRequest(household_id=household_id), acting, "members"
            ),
        )
        return Lists(
            accounts=[_account(found) for found in accounts if found.type in MONEY][:MOST_ACCOUNTS],
            categories=[_category(found) for found in accounts if found.type in CATEGORIES][:MOST_CATEGORIES],
            jars=[NamedThing(thing_id=jar.jar_id, name=jar.name, key=jar.key) for jar in jars][:MOST_JARS],
            members=[NamedThing(thing_id=one.member_id, name=one.name) for one in members][:MOST_MEMBERS],
        )


def _account(account: Any) -> NamedThing:
    return NamedThing(thing_id=account.account_id, name=account.name, key=account.key)


def _category(account: Any) -> NamedThing:
    return NamedThing(
        thing_id=account.account_id,
        name=account.name,
        key=account.key,
        default_jar_id=account.default_jar_id,
        is_income=account.type == AccountType.ACCOUNT_TYPE_INCOME,
    )
