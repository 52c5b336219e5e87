"""Who calls: the facts of a verified token, for the length of one call."""

from contextvars import ContextVar
from dataclasses import dataclass
from uuid import UUID

import grpc

_CALLER: ContextVar["Caller"] = ContextVar("heo_caller")


@dataclass(frozen=True, slots=True)
class Caller:
    """A verified caller. `peer` is the service that signed; user and household are None when it acts for nobody."""

    user_id: UUID | None
    household_id: UUID | None
    role: int
    peer: str


def current_caller() -> Caller:
    """The caller of the call that runs now; LookupError outside of an authenticated call."""
    return _CALLER.get()


def caller_of(context: "grpc.aio.ServicerContext[object, object]") -> Caller:
    """The caller of `context`'s call; LookupError when the method is open to all.

    Each call runs in a task of its own, so that the task's context holds exactly one caller.
    """
    return _CALLER.get()


def set_caller(caller: Caller) -> None:
    """Say who calls; for the auth interceptor and for tests."""
    _CALLER.set(caller)
