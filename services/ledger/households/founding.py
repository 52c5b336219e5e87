"""What a new household starts with, worked out from the presets. Ids follow from the household's, so that a repeated
request asks for the very same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from services.ledger.jars.model import Share, ShareKind
from services.ledger.jars.view import UNASSIGNED_KEY
from services.ledger.journal.kinds import AccountType
from services.ledger.journal.model import OpenAccounts
from services.ledger.journal.opening import Founding, NewAccount, NewCommodity, Profile
from services.ledger.presets.model import PresetJar, Presets

FIRST_RULE = "six_jars"


@dataclass(frozen=True, slots=True)
class NewHousehold:
    """What is asked for a new household."""

    household_id: UUID
    name: str
    time_zone: str
    currency: str
    month_start_day: int
    locale: str
    owner_name: str


def founding_of(new: NewHousehold, decimals: int, owner: UUID, today: date, presets: Presets) -> OpenAccounts:
    """The change that founds the household: its settings, first owner, accounts, categories, jars and jar rule."""
    opened = (*_accounts(new, presets), *_jars(new, presets), *_categories(new, presets))
    shares = tuple(
        Share(preset_id(new.household_id, "jar", key), ShareKind.PERCENT, points)
        for key, points in presets.rules[FIRST_RULE].items()
    )
    founding = Founding(
        name=new.name,
        time_zone=new.time_zone,
        currency=new.currency,
        month_start_day=new.month_start_day,
        locale=new.locale,
        owner_member_id=preset_id(new.household_id, "member", "founder"),
        owner_user_id=owner,
        owner_name=new.owner_name,
    )
    commodity = NewCommodity(new.currency, decimals, unassigned_profile(presets, new.locale, UNASSIGNED_KEY))
    return OpenAccounts(today, opened, (commodity,), founding, shares, FIRST_RULE)


def preset_id(household_id: UUID, noun: str, key: str) -> UUID:
    """The id of a preset's account, category or jar in one household."""
    return uuid5(household_id, f"heo.preset.{noun}.{key}")


def unassigned_profile(presets: Presets, locale: str, key: str) -> Profile:
    """How a commodity's UNASSIGNED jar looks; only the main commodity's has the key."""
    jar = presets.unassigned
    return Profile(jar.names.in_locale(locale), key, jar.icon, jar.hue, position=len(presets.jars))


def _accounts(new: NewHousehold, presets: Presets) -> Iterator[NewAccount]:
    for position, account in enumerate(presets.accounts):
        profile = Profile(account.names.in_locale(new.locale), account.key, account.icon, position=position)
        account_id = preset_id(new.household_id, "account", account.key)
        yield NewAccount(account_id, AccountType[account.kind], new.currency, account.on_budget, profile)


def _jars(new: NewHousehold, presets: Presets) -> Iterator[NewAccount]:
    for position, jar in enumerate(presets.jars):
        yield _jar(new, jar, position)


def _jar(new: NewHousehold, jar: PresetJar, position: int) -> NewAccount:
    profile = Profile(jar.names.in_locale(new.locale), jar.key, jar.icon, jar.hue, position)
    return NewAccount(preset_id(new.household_id, "jar", jar.key), AccountType.JAR, new.currency, False, profile)


def _categories(new: NewHousehold, presets: Presets) -> Iterator[NewAccount]:
    for position, category in enumerate(presets.categories):
        parent = category.parent_key
        profile = Profile(
            category.names.in_locale(new.locale),
            category.key,
            category.icon,
            position=position,
            parent_id=preset_id(new.household_id, "category", parent) if parent else None,
            default_jar_id=preset_id(new.household_id, "jar", category.jar) if category.jar else None,
        )
        kind = AccountType.EXPENSE if category.spends else AccountType.INCOME
        yield NewAccount(preset_id(new.household_id, "category", category.key), kind, new.currency, False, profile)
