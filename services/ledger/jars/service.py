"""Use cases of jars and of the rule that splits income into them."""

from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import TypeAdapter

from services.ledger.accounts import store as accounts
from services.ledger.accounts.service import NEW_POSITION, check_name
from services.ledger.accounts.view import MOST_ACCOUNTS
from services.ledger.events.model import AccountChanged
from services.ledger.households.model import Household
from services.ledger.households.service import known_household
from services.ledger.jars import store
from services.ledger.jars.model import Share, ShareKind, is_valid_rule
from services.ledger.jars.view import UNASSIGNED_KEY, Jar, JarChange, RuleView
from services.ledger.journal.kinds import AccountType
from services.ledger.journal.model import CloseAccount, OpenAccounts, SetJarRule
from services.ledger.journal.opening import NewAccount, Profile
from services.ledger.journal.posting import GroupPoster, post
from services.ledger.paging.model import Cut, PageRequest
from services.ledger.presets.model import Presets
from services.ledger.reading import Connection, Reader
from services.ledger.receipts.service import Keeper, Keeping, Write
from services.ledger.refusals import refusal
from services.mesh.clock import Clock

_ANSWER = TypeAdapter(Jar)
_JARS = (AccountType.JAR,)


@dataclass(frozen=True, slots=True)
class WantedJar:
    """What is asked for a new jar."""

    household_id: UUID
    jar_id: UUID
    name: str
    icon: str
    hue: str


class Jars:
    """Makes, reads, changes and closes jars; puts rules in force."""

    def __init__(self, reader: Reader, keeper: Keeper, poster: GroupPoster, presets: Presets, clock: Clock) -> None:
        """Work with these parts."""
        self._reader = reader
        self._keeper = keeper
        self._poster = poster
        self._presets = presets
        self._clock = clock

    async def create(self, wanted: WantedJar, actor_id: UUID | None) -> Jar:
        """Make a jar; NAME_TAKEN, LIMIT_REACHED, REQUEST_ID_REUSED."""
        async with self._reader.household(wanted.household_id) as conn:
            household = await known_household(conn, wanted.household_id)
            if await accounts.find_opened(conn, wanted.household_id, wanted.jar_id) is None:
                await check_name(conn, wanted.household_id, wanted.name, _JARS, wanted.jar_id)
                if await accounts.count(conn, wanted.household_id) >= MOST_ACCOUNTS:
                    raise refusal("LIMIT_REACHED")
        profile = Profile(wanted.name, icon=wanted.icon, hue=wanted.hue, position=NEW_POSITION)
        new = NewAccount(wanted.jar_id, AccountType.JAR, household.currency, False, profile)
        change = OpenAccounts(household.today(self._clock.now()), (new,))
        await post(self._poster, wanted.household_id, wanted.jar_id, actor_id, change)
        return Jar(
            number=0,
            jar_id=wanted.jar_id,
            name=wanted.name,
            key="",
            icon=wanted.icon,
            hue=wanted.hue,
            commodity=household.currency,
            position=NEW_POSITION,
            closed=False,
            successor_id=None,
            balance=0,
            month_in=0,
            month_out=0,
            version=1,
        )

    async def page(self, household_id: UUID, page: PageRequest, *, with_closed: bool) -> Cut[Jar]:
        """Jars in order, with their balances and this budget month's flows."""
        after = page.after((-1, 0))
        async with self._reader.household(household_id) as conn:
            household = await known_household(conn, household_id)
            month = household.dates_of(household.this_month(self._clock.now()))
            found = await store.page(conn, household_id, month, with_closed=with_closed, after=after, limit=page.limit)
        return page.cut(found, lambda item: (item.position, item.number))

    async def update(self, household_id: UUID, request_id: UUID, wanted: JarChange) -> Jar:
        """Change how a jar looks; JAR_NOT_FOUND, JAR_CLOSED, VERSION_STALE, NAME_TAKEN, UNASSIGNED_JAR."""

        async def work(keeping: Keeping) -> Jar:
            household = await known_household(keeping.conn, household_id)
            jar = await self._known(keeping.conn, household, wanted.jar_id)
            if jar.version != wanted.version:
                raise refusal("VERSION_STALE")
            if jar.closed:
                raise refusal("JAR_CLOSED")
            if wanted.name is not None and jar.key == UNASSIGNED_KEY:
                raise refusal("UNASSIGNED_JAR")
            if wanted.name is not None:
                await check_name(keeping.conn, household_id, wanted.name, _JARS, jar.jar_id)
            await store.change(keeping.conn, household_id, _changed(jar, wanted))
            keeping.tell(AccountChanged(jar.jar_id, is_jar=True, closed=False))
            return await self._known(keeping.conn, household, wanted.jar_id)

        return await self._keeper.keep(Write(household_id, request_id, "UpdateJar", wanted), _ANSWER, work)

    async def close(
        self, household_id: UUID, request_id: UUID, jar_id: UUID, successor_id: UUID | None, actor_id: UUID | None
    ) -> Jar:
        """Close a jar; what is left moves to the successor in the same entry.

        JAR_NOT_FOUND, JAR_CLOSED, BALANCE_NOT_ZERO without a successor, SUCCESSOR_INVALID, UNASSIGNED_JAR.
        """
        async with self._reader.household(household_id) as conn:
            household = await known_household(conn, household_id)
            await self._known(conn, household, jar_id)
            if successor_id is not None:
                await self._known(conn, household, successor_id)
        change = CloseAccount(household.today(self._clock.now()), jar_id, successor_id)
        await post(self._poster, household_id, request_id, actor_id, change)
        async with self._reader.household(household_id) as conn:
            return await self._known(conn, household, jar_id)

    async def rule(self, household_id: UUID, version: int) -> RuleView:
        """The rule in force (0) or one version of it; NOT_FOUND."""
        async with self._reader.household(household_id) as conn:
            found = await store.find_rule(conn, household_id, version)
        if found is None:
            raise refusal("NOT_FOUND", "no such version of the jar rule")
        return found

    async def set_rule(
        self, household_id: UUID, request_id: UUID, seen: int, shares: tuple[Share, ...], preset: str,
        actor_id: UUID | None,
    ) -> RuleView:  # fmt: skip
        """Put a new version in force, by shares or by a preset's name.

        VERSION_STALE when `seen` is not the version in force; RULE_INVALID, JAR_NOT_FOUND, JAR_CLOSED.
        """
        if bool(shares) == bool(preset):
            raise refusal("RULE_INVALID", "either shares or a preset")
        async with self._reader.household(household_id) as conn:
            household = await known_household(conn, household_id)
            if preset:
                shares = await self._preset_shares(conn, household_id, preset)
        if not is_valid_rule(shares):
            raise refusal("RULE_INVALID")
        change = SetJarRule(household.today(self._clock.now()), seen + 1, shares, preset)
        await post(self._poster, household_id, request_id, actor_id, change)
        return await self.rule(household_id, seen + 1)

    async def _preset_shares(self, conn: Connection, household_id: UUID, preset: str) -> tuple[Share, ...]:
        """The preset's shares of the household's jars; JAR_NOT_FOUND when it has one of them no more."""
        wanted = self._presets.rules[preset]
        jars = await store.by_key(conn, household_id, list(wanted))
        if len(jars) < len(wanted):
            raise refusal("JAR_NOT_FOUND", "the preset needs a jar that this household has not")
        return tuple(Share(jars[key], ShareKind.PERCENT, points) for key, points in wanted.items())

    async def _known(self, conn: Connection, household: Household, jar_id: UUID) -> Jar:
        month = household.dates_of(household.this_month(self._clock.now()))
        found = await store.find(conn, household.household_id, jar_id, month)
        if found is None:
            raise refusal("JAR_NOT_FOUND")
        return found


def _changed(jar: Jar, wanted: JarChange) -> Jar:
    return replace(
        jar,
        name=jar.name if wanted.name is None else wanted.name,
        icon=jar.icon if wanted.icon is None else wanted.icon,
        hue=jar.hue if wanted.hue is None else wanted.hue,
        position=jar.position if wanted.position is None else wanted.position,
    )
