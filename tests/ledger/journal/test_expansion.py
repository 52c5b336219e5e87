"""Both books of each kind of transaction, as an accountant would write them down."""

from datetime import date
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ledger.jars.model import ShareKind
from services.ledger.journal.drafting import LineDraft
from services.ledger.journal.expansion import Expansion, expand, sweeps
from services.ledger.journal.facts import AccountFact, Facts, Rule
from services.ledger.journal.kinds import AccountType, BudgetRole, Kind, LineRole, Purpose
from services.ledger.journal.model import Amount, Content, Part
from services.ledger.journal.refusal import Reason, RefusalError

TODAY = date(2026, 11, 21)
SPACE = UUID(int=7)


def identifier(name: str) -> UUID:
    return uuid5(SPACE, name)


def account(number: int, name: str, kind: AccountType, commodity: str = "VND", **more: Any) -> AccountFact:
    budget = more.pop("on_budget", False)
    return AccountFact(number, identifier(name), kind, commodity, budget, key=name, **more)


ACCOUNTS = [
    account(1, "UNASSIGNED", AccountType.JAR, purpose=Purpose.UNASSIGNED),
    account(2, "outside", AccountType.OUTSIDE, purpose=Purpose.OUTSIDE),
    account(3, "opening", AccountType.EQUITY, purpose=Purpose.OPENING),
    account(4, "conversion", AccountType.EQUITY, purpose=Purpose.CONVERSION),
    account(5, "gold-conversion", AccountType.EQUITY, "GOLD", purpose=Purpose.CONVERSION),
    account(6, "NEC", AccountType.JAR),
    account(7, "PLAY", AccountType.JAR),
    account(8, "cash", AccountType.ASSET, on_budget=True),
    account(9, "card", AccountType.LIABILITY, on_budget=True),
    account(10, "receivable", AccountType.ASSET),
    account(11, "payable", AccountType.LIABILITY),
    account(12, "gold", AccountType.ASSET, "GOLD"),
    account(13, "food", AccountType.EXPENSE, default_jar=6),
    account(14, "salary", AccountType.INCOME),
    account(15, "old bank", AccountType.ASSET, on_budget=True, closed=True, successor=8),
    account(16, "OLD", AccountType.JAR, closed=True, successor=6),
    account(17, "sweets", AccountType.EXPENSE, default_jar=16),
]
RULE = Rule(1, "VND", ((6, ShareKind.PERCENT, 8000), (16, ShareKind.PERCENT, 1000), (7, ShareKind.PERCENT, 1000)))
FACTS = Facts(1, ACCOUNTS, [RULE], {"VND": 0, "GOLD": 2})


def said(kind: Kind, *parts: Part, **more: Any) -> Content:
    ids = {name: identifier(value) for name, value in more.items() if isinstance(value, str)}
    return Content(kind, TODAY, parts, **{**more, **ids})


def part(amount: int, category: str = "", jar: str = "", commodity: str = "VND") -> Part:
    return Part(Amount(amount, commodity), identifier(category) if category else None, identifier(jar) if jar else None)


def legs(expansion: Expansion) -> list[list[tuple[str, int]]]:
    return [[(fact.key, amount) for fact, amount in line.legs] for line in expansion.lines]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            said(Kind.EXPENSE, part(45, "food"), account_id="cash"),
            [("cash", -45), ("food", 45), ("NEC", -45), ("outside", 45)],
        ),
        (
            said(Kind.EXPENSE, part(45, "food", "PLAY"), account_id="card"),
            [("card", -45), ("food", 45), ("PLAY", -45), ("outside", 45)],
        ),
        (
            said(Kind.EXPENSE, part(45, "sweets"), account_id="cash"),
            [("cash", -45), ("sweets", 45), ("NEC", -45), ("outside", 45)],
        ),
        (said(Kind.EXPENSE, part(45, "food"), account_id="receivable"), [("receivable", -45), ("food", 45)]),
        (
            said(Kind.REFUND, part(45, "food"), account_id="cash"),
            [("cash", 45), ("food", -45), ("NEC", 45), ("outside", -45)],
        ),
        (
            said(Kind.INCOME, part(101, "salary"), account_id="cash"),
            [("cash", 101), ("salary", -101), ("NEC", 81), ("NEC", 10), ("PLAY", 10), ("outside", -101)],
        ),
        (
            said(Kind.INCOME, part(101, "salary", "PLAY"), account_id="cash"),
            [("cash", 101), ("salary", -101), ("PLAY", 101), ("outside", -101)],
        ),
        (said(Kind.TRANSFER, part(5), account_id="cash", counter_account_id="card"), [("cash", -5), ("card", 5)]),
        (
            said(Kind.JAR_MOVE, part(5, jar="NEC"), counter_jar_id="PLAY"),
            [("NEC", -5), ("PLAY", 5)],
        ),
        (
            said(Kind.LOAN_OUT, part(5), account_id="cash"),
            [("cash", -5), ("receivable", 5), ("UNASSIGNED", -5), ("outside", 5)],
        ),
        (
            said(Kind.LOAN_BACK, part(5), account_id="cash"),
            [("receivable", -5), ("cash", 5), ("UNASSIGNED", 5), ("outside", -5)],
        ),
        (
            said(Kind.LOAN_IN, part(5), account_id="cash"),
            [("payable", -5), ("cash", 5), ("UNASSIGNED", 5), ("outside", -5)],
        ),
        (
            said(Kind.LOAN_REPAY, part(5, jar="NEC"), account_id="cash"),
            [("cash", -5), ("payable", 5), ("NEC", -5), ("outside", 5)],
        ),
        (
            said(Kind.OPENING, part(-5), account_id="card"),
            [("card", -5), ("opening", 5), ("UNASSIGNED", -5), ("outside", 5)],
        ),
        (
            said(
                Kind.EXCHANGE, part(9), account_id="cash", counter_account_id="gold", counter_amount=Amount(2, "GOLD")
            ),
            [
                ("cash", -9), ("conversion", 9), ("UNASSIGNED", -9), ("outside", 9),
                ("gold-conversion", -2), ("gold", 2),
            ],
        ),
    ],
)  # fmt: skip
def test_the_legs_of_each_kind(content: Content, expected: list[tuple[str, int]]) -> None:
    assert legs(expand(content, FACTS)) == [expected]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (said(Kind.EXPENSE, part(0, "food"), account_id="cash"), Reason.AMOUNT_OUT_OF_RANGE),
        (said(Kind.EXPENSE, part(-1, "food"), account_id="cash"), Reason.AMOUNT_OUT_OF_RANGE),
        (said(Kind.EXPENSE, part(10**15 + 1, "food"), account_id="cash"), Reason.AMOUNT_OUT_OF_RANGE),
        (said(Kind.EXPENSE, part(1, "food"), account_id="nowhere"), Reason.ACCOUNT_NOT_FOUND),
        (said(Kind.EXPENSE, part(1, "food"), account_id="old bank"), Reason.ACCOUNT_CLOSED),
        (said(Kind.EXPENSE, part(1, "food"), account_id="salary"), Reason.KIND_MISMATCH),
        (said(Kind.EXPENSE, part(1, "salary"), account_id="cash"), Reason.KIND_MISMATCH),
        (said(Kind.EXPENSE, part(1), account_id="cash"), Reason.KIND_MISMATCH),
        (said(Kind.EXPENSE, part(1, "food", commodity="USD"), account_id="cash"), Reason.COMMODITY_MISMATCH),
        (said(Kind.EXPENSE, part(1, "food", "nojar"), account_id="cash"), Reason.JAR_NOT_FOUND),
        (said(Kind.EXPENSE, part(1, "food", "cash"), account_id="cash"), Reason.JAR_NOT_FOUND),
        (said(Kind.EXPENSE, part(1, "food", "OLD"), account_id="cash"), Reason.JAR_CLOSED),
        (said(Kind.TRANSFER, part(1), account_id="cash", counter_account_id="cash"), Reason.KIND_MISMATCH),
        (said(Kind.TRANSFER, part(1), account_id="cash", counter_account_id="gold"), Reason.COMMODITY_MISMATCH),
        (said(Kind.JAR_MOVE, part(1, jar="NEC"), counter_jar_id="NEC"), Reason.KIND_MISMATCH),
        (said(Kind.JAR_MOVE, part(1, jar="NEC"), counter_jar_id="PLAY", account_id="cash"), Reason.KIND_MISMATCH),
        (said(Kind.EXCHANGE, part(1), account_id="cash", counter_account_id="gold"), Reason.KIND_MISMATCH),
    ],
)
def test_what_is_refused(content: Content, reason: Reason) -> None:
    with pytest.raises(RefusalError) as refused:
        expand(content, FACTS)
    assert refused.value.reason is reason


def test_a_correction_of_something_closed_is_swept_to_its_successor() -> None:
    content = said(Kind.EXPENSE, part(45, "food", "OLD"), account_id="old bank")
    expansion = expand(content, FACTS, forgiving=True)
    assert legs(expansion)[1:] == [[("old bank", 45), ("cash", -45)], [("OLD", 45), ("NEC", -45)]]
    assert [line.role for line in expansion.lines] == [LineRole.STATED, LineRole.SWEPT, LineRole.SWEPT]


def test_what_closed_accounts_hold_in_balance_is_not_swept() -> None:
    closed, cash = FACTS.by_number[15], FACTS.by_number[8]
    assert sweeps([LineDraft([(closed, 5), (cash, -5)]), LineDraft([(closed, -5), (cash, 5)])], FACTS) == []


def test_an_income_keeps_the_rule_that_it_was_recorded_under() -> None:
    newer = FACTS.plus(rules=[Rule(2, "VND", ((7, ShareKind.REMAINDER, 0),))])
    content = said(Kind.INCOME, part(100, "salary"), account_id="cash")
    assert expand(content, newer).rule_version == 2
    kept = expand(content, newer, rule_version=1)
    assert (kept.rule_version, kept.rule_inputs) == (1, '{"bases":[100]}')
    assert ("NEC", 80) in legs(kept)[0]


amounts = st.integers(1, 10**15)
jars = st.sampled_from(["", "NEC", "PLAY", "UNASSIGNED", "OLD"])
spendings = st.builds(part, amounts, st.sampled_from(["food", "sweets"]), jars)
incomes = st.builds(lambda a, j: part(a, "salary", j), amounts, jars)
purses = st.sampled_from(["cash", "card", "receivable", "old bank"])
contents = st.one_of(
    st.builds(lambda p, a: said(Kind.EXPENSE, *p, account_id=a), st.lists(spendings, min_size=1, max_size=5), purses),
    st.builds(lambda p, a: said(Kind.INCOME, *p, account_id=a), st.lists(incomes, min_size=1, max_size=5), purses),
    st.builds(
        lambda p, a: said(Kind.LOAN_OUT, *p, account_id=a, counter_account_id="payable"),
        st.lists(st.builds(lambda a, j: part(a, "", j), amounts, jars), min_size=1, max_size=5),
        purses,
    ),
)


@given(contents)
def test_three_rules_hold_for_everything_that_can_be_said(content: Content) -> None:
    every = [leg for line in expand(content, FACTS, forgiving=True).lines for leg in line.legs]
    for book in (1, 2):
        assert sum(amount for fact, amount in every if fact.book == book) == 0
    in_jars = sum(amount for fact, amount in every if fact.role is BudgetRole.JAR)
    assert in_jars == sum(amount for fact, amount in every if fact.role is BudgetRole.ON_BUDGET)
    assert sum(amount for fact, amount in every if fact.key in {"OLD", "old bank"}) == 0
