"""From another service's refusal to a problem."""

import grpc
from google.rpc.error_details_pb2 import BadRequest

from services.bff.problems.problem import FieldProblem, Refusal
from services.mesh.errors import reason_of, status_of

RETRY_AFTER_S = 2
_NOT_NOW = frozenset({grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.CANCELLED})
_OURS = frozenset({"UNAUTHENTICATED", "DEADLINE_REQUIRED", "UNSPECIFIED"})
"""Refusals that only a fault of the bff can cause: the person can do nothing about them."""


def problem_of(service: str, error: grpc.aio.AioRpcError) -> Refusal:
    """The refusal to show for `error` of `service` ("ledger", "ai", "notifier")."""
    info = reason_of(error)
    if error.code() in _NOT_NOW:
        is_engine = info is not None and info.reason == "ENGINE_UNAVAILABLE"
        return Refusal("ENGINE_UNAVAILABLE" if is_engine else f"{service.upper()}_UNAVAILABLE", None, RETRY_AFTER_S)
    if info is None or info.reason in _OURS:
        return Refusal("INTERNAL")
    retry_after_s = RETRY_AFTER_S if error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED else None
    return Refusal(info.reason, _fields(error), retry_after_s)


def _fields(error: grpc.aio.AioRpcError) -> list[FieldProblem] | None:
    """The broken rules, by path: "content.splits[0].amount" becomes "content.splits.0.amount"."""
    status, bad = status_of(error), BadRequest()
    for detail in status.details if status is not None else ():
        if detail.Unpack(bad):
            return [
                FieldProblem(field=found.field.replace("[", ".").replace("]", ""), message=found.description)
                for found in bad.field_violations
            ]
    return None
