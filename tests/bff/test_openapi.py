"""The committed contract is what the code says, and says all that the services' contracts do."""

import json
from enum import StrEnum
from typing import Any

import pytest
from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper
from heo.ai.v1 import bill_pb2, reading_service_pb2, speech_service_pb2
from heo.events.v1.event_pb2 import Event
from heo.ledger.v1 import account_service_pb2, draft_service_pb2, jar_service_pb2, transaction_pb2
from heo.notifier.v1 import inbox_service_pb2
from heo.type.v1 import access_pb2, draft_pb2

from services.bff.app import build_app
from services.bff.openapi import FILE, OPEN, rendered
from services.bff.problems.handlers import load_problems
from services.bff.wire import enums
from services.bff.wire.from_proto import enum_prefix


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return build_app(load_problems()).openapi()


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(method, found) for methods in document["paths"].values() for method, found in methods.items()]


def test_the_committed_contract_is_what_the_code_says(document: dict[str, Any]) -> None:
    assert FILE.read_text("utf-8") == rendered(document), "run: python -m services.bff.openapi"


def test_operation_ids_are_unique(document: dict[str, Any]) -> None:
    ids = [found["operationId"] for _, found in operations(document)]
    assert len(ids) == len(set(ids))


def test_every_failure_is_a_problem(document: dict[str, Any]) -> None:
    for _, found in operations(document):
        for status, answer in found["responses"].items():
            if int(status) >= 400 and found["operationId"] != "get_health":
                assert list(answer["content"]) == ["application/problem+json"], (found["operationId"], status)


def test_every_write_carries_the_clients_id(document: dict[str, Any]) -> None:
    """But those that are the same when they are sent twice, and signing in, which is meant to happen twice."""
    without = {"sign_in", "sign_out", "update_user", "change_password"}
    for method, found in operations(document):
        if method == "get" or found["operationId"] in without:
            continue
        assert "request_id" in json.dumps(_sent(found, document)), found["operationId"]


def _sent(operation: dict[str, Any], document: dict[str, Any]) -> Any:
    body = operation.get("requestBody")
    if body is None:
        return [parameter for parameter in operation["parameters"] if parameter["required"]]
    if "multipart/form-data" in body["content"]:
        return body["content"]["multipart/form-data"]["schema"]["required"]
    name = body["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return document["components"]["schemas"][name]["required"]


def test_only_signing_up_signing_in_and_health_are_open(document: dict[str, Any]) -> None:
    assert {found["operationId"] for _, found in operations(document) if not found["security"]} == OPEN


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (enums.Role, access_pb2.Role),
        (enums.AccountType, account_service_pb2.AccountType),
        (enums.TransactionKind, draft_pb2.TransactionKind),
        (enums.Source, transaction_pb2.Source),
        (enums.DraftState, draft_service_pb2.DraftState),
        (enums.DraftField, draft_pb2.DraftField),
        (enums.ReadingStage, reading_service_pb2.ReadingStage),
        (enums.PictureKind, bill_pb2.PictureKind),
        (enums.BillField, bill_pb2.BillField),
        (enums.NothingHeard, speech_service_pb2.NothingHeard),
        (enums.ShareKind, jar_service_pb2.ShareKind),
        (enums.AlertKind, inbox_service_pb2.AlertKind),
    ],
)
def test_enumerations_are_those_of_the_contract(ours: type[StrEnum], theirs: EnumTypeWrapper) -> None:
    prefix = enum_prefix(theirs.DESCRIPTOR)
    named = [value.name.removeprefix(prefix).lower() for value in theirs.DESCRIPTOR.values if value.number]
    assert [value.value for value in ours] == named


def test_the_stream_knows_every_kind_of_event() -> None:
    bodies = [field.name for field in Event.DESCRIPTOR.oneofs_by_name["body"].fields]
    assert {kind.value for kind in enums.LedgerKind} == {*bodies, "resync"}
