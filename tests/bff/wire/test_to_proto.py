"""Bodies become messages by name."""

from uuid import UUID

from heo.ledger.v1.account_service_pb2 import ACCOUNT_TYPE_ASSET, CreateAccountRequest, UpdateAccountRequest
from heo.ledger.v1.journal_service_pb2 import RecordTransactionRequest
from heo.ledger.v1.plan_service_pb2 import CreatePlanRequest

from services.bff.accounts.schemas import AccountChange, NewAccount
from services.bff.plans.schemas import NewPlan
from services.bff.transactions.schemas import NewTransaction
from services.bff.wire.to_proto import request_of

ID, OTHER = UUID(int=7), UUID(int=8)


def test_absent_fields_stay_unset() -> None:
    body = NewAccount.model_validate({"request_id": ID, "type": "asset", "name": "VCB"})
    request = request_of(CreateAccountRequest, body, household_id=OTHER)
    assert (request.household_id, request.request_id, request.type) == (str(OTHER), str(ID), ACCOUNT_TYPE_ASSET)
    assert not request.HasField("opening_balance")
    assert not request.HasField("commodity_decimals")


def test_money_and_currency_have_the_contracts_names() -> None:
    body = NewAccount.model_validate(
        {"request_id": ID, "type": "asset", "name": "Vàng", "currency": "GOLD_CHI", "currency_decimals": 2}
        | {"opening_balance": {"amount": 250, "currency": "GOLD_CHI"}}
    )
    request = request_of(CreateAccountRequest, body)
    assert (request.commodity, request.commodity_decimals, request.opening_balance.minor_units) == ("GOLD_CHI", 2, 250)


def test_null_clears_an_id_and_absence_leaves_it() -> None:
    seen = {"request_id": ID, "version": 3}
    cleared = request_of(UpdateAccountRequest, AccountChange.model_validate(seen | {"parent_id": None, "name": None}))
    assert cleared.HasField("parent_id")
    assert cleared.parent_id == ""
    assert not cleared.HasField("name")
    assert not request_of(UpdateAccountRequest, AccountChange.model_validate(seen)).HasField("parent_id")


def test_a_null_target_does_not_choose_it() -> None:
    body = NewPlan.model_validate(
        {"request_id": ID, "category_id": OTHER, "jar_id": None, "from_month": "2026-11"}
        | {"amount": {"amount": 1, "currency": "VND"}}
    )
    assert request_of(CreatePlanRequest, body).WhichOneof("target") == "category_id"


def test_parts_are_filled_in_order() -> None:
    splits = [{"amount": {"amount": amount, "currency": "VND"}, "tags": ["tết"]} for amount in (1, 2)]
    content = {"kind": "expense", "valid_date": "2026-11-20", "splits": splits}
    body = NewTransaction.model_validate({"request_id": ID, "content": content})
    request = request_of(RecordTransactionRequest, body)
    assert [split.amount.minor_units for split in request.content.splits] == [1, 2]
    assert list(request.content.splits[0].tags) == ["tết"]
