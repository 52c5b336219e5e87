"""Closed-loop load: so many callers, each waiting for its answer before it asks again."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Call = Callable[[int], Awaitable[int]]
"""Takes the caller's number, makes one call, answers how many entries it posted."""

WARM_UP_S = 1.0


@dataclass(frozen=True)
class Figure:
    """What was done in one run."""

    per_second: float
    p50_ms: float
    p99_ms: float


async def measured(call: Call, callers: int, seconds: float) -> Figure:
    """Run `callers` for `seconds` after a warm-up."""
    loop = asyncio.get_running_loop()
    begins = loop.time() + WARM_UP_S
    ends = begins + seconds
    done = 0
    latencies: list[float] = []

    async def caller(number: int) -> None:
        nonlocal done
        while (asked := loop.time()) < ends:
            posted = await call(number)
            answered = loop.time()
            if begins <= answered <= ends:
                done += posted
                latencies.append(answered - asked)

    await asyncio.gather(*(caller(number) for number in range(callers)))
    latencies.sort()
    return Figure(done / seconds, _percentile(latencies, 0.5), _percentile(latencies, 0.99))


def _percentile(values: list[float], share: float) -> float:
    return values[min(int(len(values) * share), len(values) - 1)] * 1000 if values else 0.0
