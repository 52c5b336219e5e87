"""Watching a stream of another service for as long as somebody wants it: it breaks, it is opened again."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Coroutine
from contextvars import Context
from typing import Any, TypeVar

import grpc

from services.mesh.logs import get_logger

T = TypeVar("T")

FIRST_PAUSE_S = 0.05
LONGEST_PAUSE_S = 5.0


async def keep_watching(
    what: str, open_stream: Callable[[], AsyncIterator[T]], deliver: Callable[[T], None], lost: Callable[[], None]
) -> None:
    """Hand each item to `deliver`; call `lost` when items may be missed until it is open again. Never returns."""
    log = get_logger("live")
    pause_s = FIRST_PAUSE_S
    while True:
        try:
            async for item in open_stream():
                pause_s = FIRST_PAUSE_S
                deliver(item)
        except grpc.aio.AioRpcError as error:
            if error.code() != grpc.StatusCode.DEADLINE_EXCEEDED:  # the stream's longest life is its ordinary end
                log.info("live.stream_lost", kind=what, status=error.code().name)
        lost()
        await asyncio.sleep(pause_s * random.uniform(0.5, 1))  # noqa: S311 — spreads reconnections, keeps no secret
        pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


def start(work: Coroutine[Any, Any, None], name: str) -> "asyncio.Task[None]":
    """Run `work` apart from the request that asked for it: without its deadline, its caller and its trace."""
    return asyncio.get_running_loop().create_task(work, name=name, context=Context())
