"""From what a person says to lines and legs in two books."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

from services.ledger.jars.model import split
from services.ledger.journal.drafting import LegDraft, LineDraft
from services.ledger.journal.facts import AccountFact, Facts, Rule
from services.ledger.journal.kinds import PURSES, SWEEPABLE, AccountType, BudgetRole, Kind, LineRole, Purpose
from services.ledger.journal.model import MOST_MINOR_UNITS, Amount, Content, Part
from services.ledger.journal.refusal import Reason, RefusalError
from services.ledger.journal.words import words_of

_COUNTER_KEY: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.LOAN_OUT: "receivable", Kind.LOAN_BACK: "receivable",
        Kind.LOAN_IN: "payable", Kind.LOAN_REPAY: "payable",
    }
)  # fmt: skip
"""The account of a loan when none is named: one for all that was lent, one for all that was borrowed."""

_INTO_ACCOUNT = frozenset({Kind.LOAN_IN, Kind.LOAN_BACK})


@dataclass(slots=True)
class Expansion:
    """The lines of one transaction, and the jar rule that took part: its version and what it was applied to."""

    lines: list[LineDraft]
    rule_version: int | None = None
    rule_inputs: str | None = None


def expand(content: Content, facts: Facts, *, rule_version: int | None = None, forgiving: bool = False) -> Expansion:
    """Work `content` out against the household's facts; RefusalError with the reason when it cannot be.

    `rule_version` splits income by that version of the rule instead of the one in force. `forgiving` takes closed
    accounts and jars and sweeps what arrives there to the successor: corrections and feed rows are never refused.
    """
    expander = _Expander(content, facts, rule_version, forgiving)
    lines = [
        LineDraft(expander.part(part), LineRole.STATED, part.member_id, words)
        for part, words in zip(content.parts, words_of(content), strict=True)
    ]
    if forgiving:
        lines.extend(sweeps(lines, facts))
    rule = expander.rule
    if rule is None:
        return Expansion(lines)
    return Expansion(lines, rule.version, json.dumps({"bases": expander.bases}, separators=(",", ":")))


def sweeps(lines: Sequence[LineDraft], facts: Facts) -> list[LineDraft]:
    """Lines that move what `lines` leave on closed accounts and jars to their open successors."""
    left: dict[AccountFact, int] = {}
    for line in lines:
        for account, amount in line.legs:
            if account.closed and account.type in SWEEPABLE:
                left[account] = left.get(account, 0) + amount
    swept = []
    for account, amount in left.items():
        heir = facts.open_heir(account)
        if amount and heir is not None:
            swept.append(LineDraft([(account, -amount), (heir, amount)], LineRole.SWEPT))
    return swept


@dataclass(slots=True)
class _Expander:
    """Works out one content; remembers the rule that it used."""

    content: Content
    facts: Facts
    rule_version: int | None
    forgiving: bool
    rule: Rule | None = None
    bases: list[int] = field(default_factory=list)

    def part(self, part: Part) -> list[LegDraft]:
        """The legs of one part: money first, then the jars that go with it."""
        amount = part.amount.minor_units
        may_be_negative = self.content.kind is Kind.OPENING
        if not amount or abs(amount) > MOST_MINOR_UNITS or (amount < 0 and not may_be_negative):
            raise RefusalError(Reason.AMOUNT_OUT_OF_RANGE)
        return _WORKERS[self.content.kind](self, part, amount)

    def spending(self, part: Part, amount: int) -> list[LegDraft]:
        """An expense; a refund is the same with the sign turned."""
        paid = amount if self.content.kind is Kind.EXPENSE else -amount
        account = self.purse(self.content.account_id, part.amount)
        category = self.category(part, AccountType.EXPENSE)
        default = self.facts.by_number.get(category.default_jar) if category.default_jar else None
        return self.coupled([(account, -paid), (category, paid)], part, default)

    def income(self, part: Part, amount: int) -> list[LegDraft]:
        """Income: without a jar it splits by the rule."""
        account = self.purse(self.content.account_id, part.amount)
        category = self.category(part, AccountType.INCOME)
        legs: list[LegDraft] = [(account, amount), (category, -amount)]
        rule = self.rule_for(part)
        if rule is None or account.role is not BudgetRole.ON_BUDGET:
            return self.coupled(legs, part)
        self.rule = rule
        self.bases.append(amount)
        parts = split(amount, [(kind, points) for _, kind, points in rule.shares])
        legs.extend(
            (self.heir(self.facts.by_number[jar]), taken)
            for (jar, _, _), taken in zip(rule.shares, parts, strict=True)
            if taken
        )
        legs.append((self.facts.special[Purpose.OUTSIDE, account.commodity], -amount))
        return legs

    def transfer(self, part: Part, amount: int) -> list[LegDraft]:
        """Money between two accounts, loans included; a jar moves when it crosses the border of the budget."""
        if part.category_id is not None:
            raise RefusalError(Reason.KIND_MISMATCH)
        account = self.purse(self.content.account_id, part.amount)
        counter = self.counter(part.amount)
        if counter is account:
            raise RefusalError(Reason.KIND_MISMATCH)
        if self.content.kind in _INTO_ACCOUNT:
            return self.coupled([(counter, -amount), (account, amount)], part)
        return self.coupled([(account, -amount), (counter, amount)], part)

    def jar_move(self, part: Part, amount: int) -> list[LegDraft]:
        """Between two jars: no money moves."""
        if self.content.account_id or self.content.counter_account_id or part.category_id:
            raise RefusalError(Reason.KIND_MISMATCH)
        giver, taker = self.jar(part.jar_id, part.amount), self.jar(self.content.counter_jar_id, part.amount)
        if giver is taker:
            raise RefusalError(Reason.KIND_MISMATCH)
        return [(giver, -amount), (taker, amount)]

    def opening(self, part: Part, amount: int) -> list[LegDraft]:
        """What an account held before the household began to keep books."""
        account = self.purse(self.content.account_id, part.amount)
        equity = self.facts.special[Purpose.OPENING, account.commodity]
        return self.coupled([(account, amount), (equity, -amount)], part)

    def exchange(self, part: Part, amount: int) -> list[LegDraft]:
        """One commodity for another: each side balances against the conversion account of its commodity."""
        arrives = self.content.counter_amount
        if arrives is None or len(self.content.parts) > 1 or part.category_id is not None:
            raise RefusalError(Reason.KIND_MISMATCH)
        if not 0 < arrives.minor_units <= MOST_MINOR_UNITS:
            raise RefusalError(Reason.AMOUNT_OUT_OF_RANGE)
        account = self.purse(self.content.account_id, part.amount)
        counter = self.counter(arrives)
        if account.commodity == counter.commodity:
            raise RefusalError(Reason.COMMODITY_MISMATCH)
        gives, takes = (self.facts.special[Purpose.CONVERSION, a.commodity] for a in (account, counter))
        given = self.coupled([(account, -amount), (gives, amount)], part)
        return given + self.coupled([(takes, -arrives.minor_units), (counter, arrives.minor_units)], Part(arrives))

    def coupled(self, legs: list[LegDraft], part: Part, default: AccountFact | None = None) -> list[LegDraft]:
        """The legs, and the jar that moves with what they change on budget: Σ jars = Σ on-budget."""
        moved = sum(amount for account, amount in legs if account.role is BudgetRole.ON_BUDGET)
        if not moved:
            return legs
        commodity = legs[0][0].commodity
        if part.jar_id is not None:
            jar = self.jar(part.jar_id, part.amount)
        elif default is not None and default.commodity == commodity:
            jar = self.heir(default)
        else:
            jar = self.facts.unassigned(commodity)
        return [*legs, (jar, moved), (self.facts.special[Purpose.OUTSIDE, commodity], -moved)]

    def rule_for(self, part: Part) -> Rule | None:
        if part.jar_id is not None:
            return None
        if self.rule_version is not None:
            stored = self.facts.rules[self.rule_version]
            if stored.commodity == part.amount.commodity:
                return stored
        return self.facts.in_force.get(part.amount.commodity)

    def heir(self, jar: AccountFact) -> AccountFact:
        """Where a jar's share goes now: itself, its successor, or UNASSIGNED."""
        return self.facts.open_heir(jar) or self.facts.unassigned(jar.commodity)

    def purse(self, account_id: UUID | None, amount: Amount) -> AccountFact:
        """An asset or liability of the amount's commodity."""
        account = self.found(account_id, amount)
        if account.type not in PURSES:
            raise RefusalError(Reason.KIND_MISMATCH)
        return account

    def counter(self, amount: Amount) -> AccountFact:
        """The other account; a loan without one falls on the household's account for loans."""
        if self.content.counter_account_id is None:
            loans = self.facts.by_key.get(_COUNTER_KEY.get(self.content.kind, ""))
            if loans is None:
                raise RefusalError(Reason.KIND_MISMATCH)
            return self.purse(loans.account_id, amount)
        return self.purse(self.content.counter_account_id, amount)

    def category(self, part: Part, wanted: AccountType) -> AccountFact:
        """The part's category."""
        category = self.found(part.category_id, part.amount)
        if category.type is not wanted:
            raise RefusalError(Reason.KIND_MISMATCH)
        return category

    def found(self, account_id: UUID | None, amount: Amount) -> AccountFact:
        """An account of the household; closed ones only for what is never refused."""
        if account_id is None:
            raise RefusalError(Reason.KIND_MISMATCH)
        account = self.facts.by_id.get(account_id)
        if account is None:
            raise RefusalError(Reason.ACCOUNT_NOT_FOUND)
        if account.closed and not self.forgiving:
            raise RefusalError(Reason.ACCOUNT_CLOSED)
        if account.commodity != amount.commodity:
            raise RefusalError(Reason.COMMODITY_MISMATCH)
        return account

    def jar(self, jar_id: UUID | None, amount: Amount) -> AccountFact:
        """A jar of the household."""
        if jar_id is None:
            raise RefusalError(Reason.KIND_MISMATCH)
        jar = self.facts.by_id.get(jar_id)
        if jar is None or jar.type is not AccountType.JAR:
            raise RefusalError(Reason.JAR_NOT_FOUND)
        if jar.closed and not self.forgiving:
            raise RefusalError(Reason.JAR_CLOSED)
        if jar.commodity != amount.commodity:
            raise RefusalError(Reason.COMMODITY_MISMATCH)
        return jar


_WORKERS: Mapping[Kind, Callable[[_Expander, Part, int], list[LegDraft]]] = MappingProxyType(
    {
        Kind.EXPENSE: _Expander.spending, Kind.REFUND: _Expander.spending, Kind.INCOME: _Expander.income,
        Kind.TRANSFER: _Expander.transfer, Kind.JAR_MOVE: _Expander.jar_move, Kind.OPENING: _Expander.opening,
        Kind.EXCHANGE: _Expander.exchange, Kind.LOAN_OUT: _Expander.transfer, Kind.LOAN_IN: _Expander.transfer,
        Kind.LOAN_BACK: _Expander.transfer, Kind.LOAN_REPAY: _Expander.transfer,
    }
)  # fmt: skip
