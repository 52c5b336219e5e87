"""From any exception to the ServiceError that the caller is told; used where it is sent and where it is counted."""

from collections.abc import Callable, Sequence

import grpc

from services.mesh.errors import ServiceError

Translator = Callable[[Exception], ServiceError | None]
"""Knows the failures of one library; None for those of others."""

_PASSED_ON = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)


class Translation:
    """Asks each translator in turn; what none of them knows is INTERNAL."""

    def __init__(self, translators: Sequence[Translator] = ()) -> None:
        """Know what `translators` know, and the mesh's own errors."""
        self._translators = translators

    def __call__(self, error: Exception) -> ServiceError:
        """What the caller is told of `error`; nothing of an unforeseen one's words."""
        if isinstance(error, ServiceError):
            return error
        for translate in self._translators:
            known = translate(error)
            if known is not None:
                return known
        if isinstance(error, grpc.aio.AioRpcError) and error.code() in _PASSED_ON:
            return ServiceError("UNAVAILABLE", error.code(), "a service that this one needs is not reachable now")
        return ServiceError("INTERNAL", grpc.StatusCode.INTERNAL, "a fault of the service; its trace tells more")
