"""What the interceptors share: wrapping a handler of any of gRPC's four kinds with one context manager a call."""

import inspect
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, aclosing
from dataclasses import dataclass
from typing import Any

import grpc
from google.protobuf.message import Message

Context = grpc.aio.ServicerContext[Any, Any]
"""What gRPC tells of a call."""

Handler = Any
"""grpc.RpcMethodHandler, of which the stubs know one kind only."""

Check = Callable[["Message | Undecodable"], None]
"""Looks at each request message, the streamed ones included; raises ServiceError to refuse."""

Around = Callable[[Context], AbstractAsyncContextManager[Check | None]]
"""Surrounds one call. What it yields is asked about each request message; None when it does not care."""


class Undecodable:
    """Stands for a request message whose bytes are none; the innermost interceptor refuses it."""


@dataclass(frozen=True, slots=True)
class Method:
    """What an interceptor knows when it decides, once a method, how to surround its calls."""

    path: str
    """As on the wire: "/package.Service/Method"."""

    streams_responses: bool

    @property
    def service(self) -> str:
        """The service's full name, "package.Service"."""
        return self.path[1:].partition("/")[0]


class Interceptor(grpc.aio.ServerInterceptor, ABC):
    """Wraps each method once and remembers it: a call then costs no construction, only the context manager."""

    def __init__(self) -> None:
        """Start with no method wrapped."""
        self._wrapped: dict[str, tuple[Handler, Handler]] = {}

    @abstractmethod
    def around(self, method: Method) -> Around | None:
        """How to surround calls of `method`; None leaves them as they are."""

    async def intercept_service(
        self, continuation: Callable[[grpc.HandlerCallDetails], Awaitable[Handler]], handler_call_details: Any
    ) -> Handler:
        """Hand gRPC the wrapped handler; an unknown method stays unknown."""
        handler = await continuation(handler_call_details)
        if handler is None:
            return None
        path: str = handler_call_details.method
        known = self._wrapped.get(path)
        if known is None or known[0] is not handler:
            around = self.around(Method(path, handler.response_streaming))
            known = (handler, handler if around is None else self.wrapped(handler, around))
            self._wrapped[path] = known
        return known[1]

    def wrapped(self, handler: Handler, around: Around) -> Handler:
        """`handler` as gRPC gets it."""
        return wrap(handler, around)


def wrap(handler: Handler, around: Around, *, decode: Callable[[bytes], Any] | None = None) -> Handler:
    """`handler` with every call inside of `around`; `decode` takes the place of its own deserializer."""
    codec = (decode or handler.request_deserializer, handler.response_serializer)
    if not handler.response_streaming:
        inner = handler.stream_unary if handler.request_streaming else handler.unary_unary
        make = (
            grpc.stream_unary_rpc_method_handler if handler.request_streaming else grpc.unary_unary_rpc_method_handler
        )
        return make(_answering(inner, around, handler.request_streaming), *codec)
    inner = handler.stream_stream if handler.request_streaming else handler.unary_stream
    make = grpc.stream_stream_rpc_method_handler if handler.request_streaming else grpc.unary_stream_rpc_method_handler
    # A generator's responses pass through the wrapper; a coroutine (the health service's Watch) writes to the context
    # itself.
    kind = _yielding if inspect.isasyncgenfunction(inner) else _answering
    return make(kind(inner, around, handler.request_streaming), *codec)


def _answering(inner: Callable[..., Awaitable[Any]], around: Around, many: bool) -> Callable[..., Awaitable[Any]]:
    async def call(request: Any, context: Context) -> Any:
        async with around(context) as check:
            return await inner(_checked(request, check, many), context)

    return call


def _yielding(inner: Callable[..., Any], around: Around, many: bool) -> Callable[..., AsyncIterator[Any]]:
    async def call(request: Any, context: Context) -> AsyncIterator[Any]:
        async with around(context) as check, aclosing(inner(_checked(request, check, many), context)) as responses:
            async for response in responses:
                yield response

    return call


def _checked(request: Any, check: Check | None, many: bool) -> Any:
    if check is None:
        return request
    if many:
        return _each(request, check)
    check(request)
    return request


async def _each(requests: AsyncIterator[Message], check: Check) -> AsyncIterator[Message]:
    async for request in requests:
        check(request)
        yield request
