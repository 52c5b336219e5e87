"""Every refusal of the ledger: the reason of its contract, and the gRPC code that goes with it."""

from collections.abc import Mapping
from types import MappingProxyType

import psycopg
from grpc import StatusCode

from services.ledger.events.position import PositionError
from services.ledger.paging.model import PageTokenError
from services.mesh.errors import ServiceError

_CODES: Mapping[StatusCode, str] = {
    StatusCode.INVALID_ARGUMENT: "INVALID_ARGUMENT UNBALANCED COMMODITY_MISMATCH COMMODITY_UNKNOWN AMOUNT_OUT_OF_RANGE"
    " DATE_OUT_OF_RANGE KIND_MISMATCH SUCCESSOR_INVALID RULE_INVALID POSITION_INVALID",
    StatusCode.NOT_FOUND: "NOT_FOUND HOUSEHOLD_NOT_FOUND ACCOUNT_NOT_FOUND JAR_NOT_FOUND TRANSACTION_NOT_FOUND"
    " DRAFT_NOT_FOUND PLAN_NOT_FOUND MEMBER_NOT_FOUND INVITATION_INVALID",
    StatusCode.ALREADY_EXISTS: "REQUEST_ID_REUSED NAME_TAKEN PLAN_EXISTS",
    StatusCode.ABORTED: "VERSION_STALE",
    StatusCode.FAILED_PRECONDITION: "ACCOUNT_CLOSED JAR_CLOSED ALREADY_VOIDED BALANCE_NOT_ZERO DRAFT_NOT_READY"
    " DRAFT_INCOMPLETE UNASSIGNED_JAR LAST_OWNER LIMIT_REACHED",
    StatusCode.RESOURCE_EXHAUSTED: "QUEUE_FULL",
    StatusCode.PERMISSION_DENIED: "PERMISSION_DENIED",
}
CODE_OF: Mapping[str, StatusCode] = MappingProxyType(
    {reason: code for code, reasons in _CODES.items() for reason in reasons.split()}
)
"""Reason (ErrorReason without its prefix) to gRPC code, for all that the ledger itself refuses."""

_NONE: Mapping[str, str] = MappingProxyType({})


def refusal(reason: str, message: str = "", metadata: Mapping[str, str] = _NONE) -> ServiceError:
    """The error to raise for `reason`. `message` and `metadata` carry field names, never amounts, names or words."""
    return ServiceError(reason, CODE_OF[reason], message, metadata=metadata)


def unstorable(error: Exception) -> ServiceError | None:
    """INVALID_ARGUMENT for a value that PostgreSQL cannot hold, such as a text with NUL; None for any other error."""
    return refusal("INVALID_ARGUMENT", "a text holds a NUL") if isinstance(error, psycopg.DataError) else None


def bad_token(error: Exception) -> ServiceError | None:
    """POSITION_INVALID or INVALID_ARGUMENT for a token that is not one of this ledger's; None for any other error."""
    if isinstance(error, PositionError):
        return refusal("POSITION_INVALID")
    if isinstance(error, PageTokenError):
        return refusal("INVALID_ARGUMENT", "page_token is not of this list")
    return None
