"""Errors that cross a service's border: google.rpc.Status with ErrorInfo on the wire, ServiceError in Python."""

from collections.abc import Mapping
from types import MappingProxyType

import grpc
from google.protobuf.message import DecodeError, Message
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import ErrorInfo
from google.rpc.status_pb2 import Status

STATUS_DETAILS_KEY = "grpc-status-details-bin"
_NO_METADATA: Mapping[str, str] = MappingProxyType({})


class ServiceError(Exception):
    """A refusal that the caller can act on.

    `reason` is the name in the service's ErrorReason enum without its prefix ("VERSION_STALE"). `message` is for
    developers; it and `metadata` never carry an amount, a name or a memo. An empty `domain` becomes "<service>.heo" on
    the way out. `details` are further google.rpc detail messages, e.g. BadRequest.
    """

    def __init__(
        self,
        reason: str,
        code: grpc.StatusCode,
        message: str = "",
        domain: str = "",
        metadata: Mapping[str, str] = _NO_METADATA,
        details: tuple[Message, ...] = (),
    ) -> None:
        """Build the refusal; see the class for the meaning of each part."""
        super().__init__(reason, code, message)
        self.reason = reason
        self.code = code
        self.message = message
        self.domain = domain
        self.metadata = metadata
        self.details = details


def to_status(error: ServiceError, domain: str) -> Status:
    """The google.rpc.Status of `error`; `domain` fills in where the error names none."""
    info = ErrorInfo(reason=error.reason, domain=error.domain or domain, metadata=dict(error.metadata))
    status = Status(code=Code.Value(error.code.name), message=error.message or error.reason)
    for detail in (info, *error.details):
        status.details.add().Pack(detail)
    return status


def status_of(error: grpc.RpcError) -> Status | None:
    """The google.rpc.Status that a server attached to a failed call; None when it attached none or it cannot be
    read.
    """
    trailing = error.trailing_metadata() if isinstance(error, grpc.aio.AioRpcError) else None
    for key, value in trailing or ():
        if key == STATUS_DETAILS_KEY and isinstance(value, bytes):
            try:
                return Status.FromString(value)
            except DecodeError:
                return None
    return None


def reason_of(error: grpc.RpcError) -> ErrorInfo | None:
    """The ErrorInfo of a failed call; None when the failure is the transport's own."""
    status = status_of(error)
    info = ErrorInfo()
    for detail in status.details if status is not None else ():
        if detail.Unpack(info):
            return info
    return None
