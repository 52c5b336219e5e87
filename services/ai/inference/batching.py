"""Micro-batching without a timer: what arrives while the model runs goes together into the next run."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.ai.inference.engine import EngineError, EngineUnavailableError, Tensors

Outputs = dict[str, NDArray[Any]]
Run = Callable[[Tensors], Outputs]
"""Computes all outputs; called in a thread, one call at a time."""

MOST_WAITING = 64
"""Requests beyond this many are refused instead of queued: each of them would wait for seconds."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    inputs: Tensors
    rows: int
    signature: tuple[Any, ...]
    answer: "asyncio.Future[Outputs]"


class Batcher:
    """Runs one model for many callers."""

    def __init__(self, name: str, run: Run, most_rows: int, most_waiting: int = MOST_WAITING) -> None:
        """Run `run` with up to `most_rows` rows at once; with 0, tensors have no batch axis and run one by one."""
        self._name = name
        self._run = run
        self._most_rows = most_rows
        self._most_waiting = most_waiting
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"model-{name}")
        self._waiting: deque[_Waiting] = deque()
        self._draining: asyncio.Task[None] | None = None

    async def infer(self, inputs: Tensors) -> Outputs:
        """The outputs for `inputs`; EngineUnavailableError when too many wait, EngineError when the model fails."""
        if len(self._waiting) >= self._most_waiting:
            raise EngineUnavailableError(f"{self._name}: too many requests wait")
        rows = next(iter(inputs.values())).shape[0] if self._most_rows else 0
        answer: asyncio.Future[Outputs] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(inputs, rows, _signature(inputs), answer))
        if self._draining is None or self._draining.done():
            self._draining = asyncio.create_task(self._drain())
        return await answer

    def close(self) -> None:
        """End the thread once its run is done; who still waits is told."""
        for one in self._waiting:
            if not one.answer.done():
                one.answer.set_exception(EngineUnavailableError(f"{self._name}: the engine is closed"))
        self._waiting.clear()
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _drain(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            group = self._next_group()
            if not group:
                continue
            run = loop.run_in_executor(self._thread, self._run, _merged(group))
            await asyncio.wait([run])
            _deal_out(self._name, group, run)

    def _next_group(self) -> list[_Waiting]:
        """The oldest request and those behind it that fit with it into one run; nobody waits for cancelled ones."""
        group: list[_Waiting] = []
        left: deque[_Waiting] = deque()
        rows = 0
        for one in self._waiting:
            if one.answer.done():
                continue
            fits = bool(self._most_rows) and bool(group) and one.signature == group[0].signature
            if not group or (fits and rows + one.rows <= self._most_rows):
                group.append(one)
                rows += one.rows
            else:
                left.append(one)
        self._waiting = left
        return group


def _signature(inputs: Tensors) -> tuple[Any, ...]:
    """What must agree for two requests to run together: names, types and all axes but the first."""
    return tuple(sorted((name, str(tensor.dtype), tensor.shape[1:]) for name, tensor in inputs.items()))


def _merged(group: list[_Waiting]) -> Tensors:
    if len(group) == 1:
        return group[0].inputs
    return {name: np.concatenate([one.inputs[name] for one in group]) for name in group[0].inputs}


def _deal_out(name: str, group: list[_Waiting], run: "asyncio.Future[Outputs]") -> None:
    """Each caller's rows, or each caller's own failure."""
    failure = None if run.cancelled() else run.exception()
    first = 0
    for one in group:
        if one.answer.done():
            pass  # its caller left meanwhile
        elif run.cancelled():
            one.answer.set_exception(EngineUnavailableError(f"{name}: the engine is closed"))
        elif failure is not None:
            one.answer.set_exception(_as_engine_error(name, failure))
        elif len(group) == 1:
            one.answer.set_result(run.result())
        else:
            rows = slice(first, first + one.rows)
            one.answer.set_result({output: tensor[rows] for output, tensor in run.result().items()})
        first += one.rows


def _as_engine_error(name: str, failure: BaseException) -> EngineError:
    if isinstance(failure, EngineError):
        return type(failure)(str(failure))
    error = EngineError(f"{name}: the model failed: {type(failure).__name__}")
    error.__cause__ = failure
    return error
