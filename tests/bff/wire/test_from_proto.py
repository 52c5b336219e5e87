"""Messages become answers by name; every field of every answer finds its source."""

from datetime import UTC, datetime
from types import UnionType
from typing import Any, Union, get_args, get_origin
from uuid import UUID

import pytest
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from heo.ai.v1 import memory_service_pb2, understanding_service_pb2
from heo.ledger.v1 import (
    account_service_pb2,
    draft_service_pb2,
    household_service_pb2,
    jar_service_pb2,
    journal_service_pb2,
    member_service_pb2,
    plan_service_pb2,
    report_service_pb2,
    transaction_pb2,
    verification_service_pb2,
)
from heo.notifier.v1 import inbox_service_pb2
from heo.type.v1 import draft_pb2
from heo.type.v1.money_pb2 import Money
from pydantic import BaseModel

from services.bff.accounts.schemas import Account
from services.bff.alerts.schemas import Alert
from services.bff.drafts.schemas import Draft, DraftContent, QuestionOption
from services.bff.households.schemas import Household, Verification
from services.bff.jars.schemas import Jar, JarRule
from services.bff.members.schemas import InvitationCode, Joined
from services.bff.memories.schemas import Memory
from services.bff.plans.schemas import Plan
from services.bff.reports.schemas import CashFlow, MonthSummary, Spendable
from services.bff.transactions.schemas import Transaction, TransactionFilter
from services.bff.wire.from_proto import answer, source
from services.bff.wire.schema import Money as OurMoney

ID = UUID(int=7)
SOURCES: list[tuple[type[BaseModel], type[Message], set[str]]] = [
    (Account, account_service_pb2.Account, set()),
    (Alert, inbox_service_pb2.Alert, set()),
    (Draft, draft_service_pb2.Draft, set()),
    (QuestionOption, understanding_service_pb2.QuestionOption, set()),
    (Household, household_service_pb2.Household, {"today", "month"}),
    (Verification, verification_service_pb2.VerifyHouseholdResponse, set()),
    (Jar, jar_service_pb2.Jar, set()),
    (JarRule, jar_service_pb2.JarRule, set()),
    (InvitationCode, member_service_pb2.CreateInvitationResponse, set()),
    (Joined, member_service_pb2.AcceptInvitationResponse, set()),
    (Memory, memory_service_pb2.Memory, set()),
    (Plan, plan_service_pb2.Plan, set()),
    (CashFlow, report_service_pb2.GetCashFlowResponse, set()),
    (MonthSummary, report_service_pb2.GetMonthSummaryResponse, set()),
    (Spendable, report_service_pb2.GetSpendableResponse, set()),
    (Transaction, transaction_pb2.Transaction, set()),
    (TransactionFilter, journal_service_pb2.TransactionFilter, set()),
]


@pytest.mark.parametrize(("schema", "message", "known"), SOURCES)
def test_every_field_finds_its_source(schema: type[BaseModel], message: type[Message], known: set[str]) -> None:
    _finds(schema, message.DESCRIPTOR, known)


def _finds(schema: type[BaseModel], descriptor: Any, known: set[str]) -> None:
    for name, field in schema.model_fields.items():
        if name in known:
            continue
        found = source(descriptor, name)
        inner = _model(field.annotation)
        if inner is not None and inner is not OurMoney:
            _finds(inner, found.message_type, set())


def _model(annotation: Any) -> type[BaseModel] | None:
    """The schema inside of an annotation, through lists and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, Union, UnionType):
        return next((inner for inner in map(_model, get_args(annotation)) if inner), None)
    return None


def test_forms_change_on_the_way() -> None:
    created = Timestamp()
    created.FromDatetime(datetime(2026, 11, 20, 5, tzinfo=UTC))
    household = household_service_pb2.Household(
        household_id=str(ID), name="Nhà Lan", currency="VND", locale="vi", create_time=created, chain_hash=b"\x01\xff"
    )
    seen = answer(Household, household, today="2026-11-20", month="2026-11")
    assert (seen.household_id, seen.chain_hash, seen.create_time) == (ID, "01ff", datetime(2026, 11, 20, 5, tzinfo=UTC))


def test_what_is_empty_is_null_where_null_is_allowed() -> None:
    seen = answer(DraftContent, draft_pb2.DraftContent(account_id=str(ID)))
    assert (seen.account_id, seen.category_id, seen.amount, seen.kind, seen.valid_date) == (ID, None, None, None, None)
    assert (seen.note, seen.tags) == ("", [])


def test_an_amount_keeps_every_dong() -> None:
    content = draft_pb2.DraftContent(amount=Money(minor_units=10**15, commodity="VND"))
    assert answer(DraftContent, content).amount == OurMoney(amount=10**15, currency="VND")
