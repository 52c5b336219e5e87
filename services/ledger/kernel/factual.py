"""Changes of facts: accounts, jars and rules that come into being or end. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from services.ledger.events import model as events
from services.ledger.jars.model import Share, ShareKind, is_valid_rule
from services.ledger.journal.drafting import EntryDraft, FactsDraft, LineDraft
from services.ledger.journal.facts import AccountFact, Facts, Rule
from services.ledger.journal.kinds import PURSES, SWEEPABLE, AccountType, Kind, Purpose, Source
from services.ledger.journal.model import Amount, CloseAccount, Content, OpenAccounts, Part, PostingGroup, SetJarRule
from services.ledger.journal.opening import NewAccount, NewCommodity, system_accounts
from services.ledger.journal.refusal import Reason, RefusalError
from services.ledger.kernel.reads import Reads


def open_accounts(
    group: PostingGroup, change: OpenAccounts, facts: Facts
) -> tuple[EntryDraft, Facts, list[events.Body]]:
    """The entry that brings the facts in, the facts after it, and what is said of it; openings follow as records."""
    if (change.founding is None) == (not facts.by_number):
        raise RefusalError(Reason.HOUSEHOLD_NOT_FOUND if change.founding is None else Reason.REQUEST_ID_REUSED)
    fresh = [item for item in change.commodities if _is_new(item, facts)]
    wanted = [*(account for item in fresh for account in system_accounts(group.household_id, item)), *change.accounts]
    after = facts.plus(commodities={item.code: item.decimals for item in fresh})
    opened = list(_numbered(wanted, after))
    after = after.plus([account for account, _ in opened])
    opened = [(_with_jar(account, new, after), new) for account, new in opened]
    after = after.plus([account for account, _ in opened])
    placed = [(account, new, _parent(new, after)) for account, new in opened]
    drafted = FactsDraft(accounts=placed, commodities=[(item.code, item.decimals) for item in fresh])
    bodies: list[events.Body] = [events.HouseholdChanged(members_changed=True)]
    if change.founding is None:
        bodies = [_changed(account, closed=False) for account, new in opened if new.purpose is Purpose.ORDINARY]
    if change.shares:
        rule = _rule(change.shares, max(after.rules, default=0) + 1, after)
        drafted.rules.append((rule, change.preset))
        after = after.plus(rules=[rule])
    return _facts_entry(group, change.valid_date, drafted), after, bodies


def close_account(
    group: PostingGroup, change: CloseAccount, facts: Facts, reads: Reads
) -> tuple[EntryDraft, Facts, events.Body]:
    """The entry that closes an account and moves what it holds to the successor."""
    account = facts.by_id.get(change.account_id)
    if account is None or account.type in {AccountType.EQUITY, AccountType.OUTSIDE}:
        raise RefusalError(Reason.ACCOUNT_NOT_FOUND)
    if account.purpose is Purpose.UNASSIGNED:
        raise RefusalError(Reason.UNASSIGNED_JAR)
    if account.closed:
        raise RefusalError(Reason.JAR_CLOSED if account.type is AccountType.JAR else Reason.ACCOUNT_CLOSED)
    successor = _successor(account, change, facts)
    held = reads.balances.get((group.household_id, account.number), 0) if account.type in SWEEPABLE else 0
    if held and change.successor_id is None:
        raise RefusalError(Reason.BALANCE_NOT_ZERO)
    lines = [LineDraft([(account, -held), (successor, held)])] if held and successor is not None else []
    drafted = FactsDraft(closures=[(account.number, successor.number if successor else None)])
    entry = replace(_facts_entry(group, change.valid_date, drafted), kind=Kind.CLOSING, lines=lines)
    closed = replace(account, closed=True, successor=successor.number if successor else None)
    return entry, facts.plus([closed]), _changed(account, closed=True)


def set_rule(group: PostingGroup, change: SetJarRule, facts: Facts) -> tuple[EntryDraft, Facts]:
    """The entry that puts a new version of the jar rule in force."""
    if change.version != max(facts.rules, default=0) + 1:
        raise RefusalError(Reason.VERSION_STALE)
    rule = _rule(change.shares, change.version, facts)
    entry = _facts_entry(group, change.valid_date, FactsDraft(rules=[(rule, change.preset)]))
    return entry, facts.plus(rules=[rule])


def opening_content(new: NewAccount) -> Content | None:
    """The transaction that holds an account's opening balance, None when it begins empty."""
    if new.opening is None or not new.opening.minor_units:
        return None
    part = Part(Amount(new.opening.minor_units, new.commodity))
    return Content(Kind.OPENING, new.opening.valid_date, (part,), account_id=new.account_id)


def _facts_entry(group: PostingGroup, valid_date: date, facts: FactsDraft) -> EntryDraft:
    return EntryDraft(Kind.FACTS, group.request_id, 1, Source.MANUAL, valid_date, [], facts=facts)


def _is_new(commodity: NewCommodity, facts: Facts) -> bool:
    known = facts.commodities.get(commodity.code)
    if known is not None and known != commodity.decimals:
        raise RefusalError(Reason.COMMODITY_MISMATCH)
    return known is None


def _numbered(wanted: Sequence[NewAccount], facts: Facts) -> Iterator[tuple[AccountFact, NewAccount]]:
    for number, new in enumerate(wanted, max(facts.by_number, default=0) + 1):
        if new.commodity not in facts.commodities:
            raise RefusalError(Reason.COMMODITY_UNKNOWN)
        if new.account_id in facts.by_id:
            raise RefusalError(Reason.REQUEST_ID_REUSED)
        if new.on_budget and new.type not in PURSES:
            raise RefusalError(Reason.KIND_MISMATCH)
        yield (
            AccountFact(number, new.account_id, new.type, new.commodity, new.on_budget, new.purpose, new.profile.key),
            new,
        )


def _with_jar(account: AccountFact, new: NewAccount, facts: Facts) -> AccountFact:
    if new.profile.default_jar_id is None:
        return account
    return replace(account, default_jar=_open_jar(new.profile.default_jar_id, facts).number)


def _parent(new: NewAccount, facts: Facts) -> int | None:
    if new.profile.parent_id is None:
        return None
    parent = facts.by_id.get(new.profile.parent_id)
    if parent is None or parent.type is not new.type:
        raise RefusalError(Reason.ACCOUNT_NOT_FOUND)
    return parent.number


def _open_jar(jar_id: UUID, facts: Facts) -> AccountFact:
    jar = facts.by_id.get(jar_id)
    if jar is None or jar.type is not AccountType.JAR:
        raise RefusalError(Reason.JAR_NOT_FOUND)
    if jar.closed:
        raise RefusalError(Reason.JAR_CLOSED)
    return jar


def _rule(shares: Sequence[Share], version: int, facts: Facts) -> Rule:
    if not is_valid_rule(shares):
        raise RefusalError(Reason.RULE_INVALID)
    jars = [_open_jar(share.jar_id, facts) for share in shares]
    if len({jar.commodity for jar in jars}) != 1:
        raise RefusalError(Reason.COMMODITY_MISMATCH)
    parts = ((jar.number, ShareKind(share.kind), share.basis_points) for jar, share in zip(jars, shares, strict=True))
    return Rule(version, jars[0].commodity, tuple(parts))


def _successor(account: AccountFact, change: CloseAccount, facts: Facts) -> AccountFact | None:
    if change.successor_id is None:
        return facts.unassigned(account.commodity) if account.type is AccountType.JAR else None
    successor = facts.by_id.get(change.successor_id)
    alike = successor is not None and (successor.type, successor.commodity, successor.role) == (
        account.type,
        account.commodity,
        account.role,
    )
    if successor is None or not alike or successor.closed or successor is account:
        raise RefusalError(Reason.SUCCESSOR_INVALID)
    return successor


def _changed(account: AccountFact, *, closed: bool) -> events.AccountChanged:
    return events.AccountChanged(account.account_id, account.type is AccountType.JAR, closed)
