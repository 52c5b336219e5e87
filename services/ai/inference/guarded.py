"""Any engine, with a time limit for each run and a breaker for each model."""

import asyncio
from typing import Any

from numpy.typing import NDArray

from services.ai.inference.breaker import Breaker
from services.ai.inference.engine import Engine, EngineUnavailableError, Tensors


class GuardedEngine:
    """Runs on another engine; what is down or slow is told within `limit_s`, and then at once."""

    def __init__(self, engine: Engine, limit_s: float) -> None:
        """Guard `engine`."""
        self._engine = engine
        self._limit_s = limit_s
        self._breakers: dict[str, Breaker] = {}

    async def infer(self, model: str, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """See Engine."""
        breaker = self._breakers.setdefault(model, Breaker(model))
        breaker.enter()
        try:
            async with asyncio.timeout(self._limit_s):
                found = await self._engine.infer(model, inputs)
        except TimeoutError:
            breaker.failed()
            raise EngineUnavailableError(f"{model}: took longer than {self._limit_s:g} s") from None
        except EngineUnavailableError:
            breaker.failed()
            raise
        breaker.succeeded()
        return found

    async def ready(self, model: str) -> bool:
        """See Engine."""
        breaker = self._breakers.get(model)
        return (breaker is None or not breaker.is_open) and await self._engine.ready(model)

    async def close(self) -> None:
        """See Engine."""
        await self._engine.close()
