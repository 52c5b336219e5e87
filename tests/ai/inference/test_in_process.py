"""Models run in this process: the right rows to the right caller, together where they fit."""

import asyncio
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from services.ai.inference.batching import Batcher
from services.ai.inference.engine import EngineError, EngineUnavailableError
from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.padding import bucket, padded
from services.ai.inference.repository import Repository
from tests.ai.inference.models import put_doubler


def inputs(value: float, length: int = 3) -> dict[str, Any]:
    return {"x": np.full((1, length), value, np.float32), "n": np.array([length])}


async def test_a_model_answers_all_its_outputs(tmp_path: Path) -> None:
    put_doubler(tmp_path)
    engine = InProcessEngine(Repository(tmp_path))
    assert await engine.ready("doubler")
    found = await engine.infer("doubler", inputs(2.0))
    assert found["y"].tolist() == [[7.0, 7.0, 7.0]]
    assert found["m"].tolist() == [3]
    await engine.close()


async def test_what_waits_runs_together_and_each_gets_its_own(tmp_path: Path) -> None:
    runs: list[int] = []

    def run(tensors: Any) -> Any:
        runs.append(len(tensors["x"]))
        return {"y": tensors["x"] * 2}

    batcher = Batcher("doubler", run, most_rows=4)
    lengths = [3, 3, 5, 3, 3, 3, 3]
    found = await asyncio.gather(*(batcher.infer(inputs(float(i), n)) for i, n in enumerate(lengths)))
    assert [one["y"].tolist() for one in found] == [[[2.0 * i] * n] for i, n in enumerate(lengths)]
    assert runs == [4, 1, 2]
    batcher.close()


async def test_a_failure_reaches_every_caller_and_the_next_one_is_served(tmp_path: Path) -> None:
    put_doubler(tmp_path)
    engine = InProcessEngine(Repository(tmp_path))
    wrong = {"x": np.zeros((1, 2, 2), np.float32), "n": np.array([1])}
    for failed in await asyncio.gather(*(engine.infer("doubler", wrong) for _ in range(3)), return_exceptions=True):
        assert isinstance(failed, EngineError)
    assert (await engine.infer("doubler", inputs(1.0)))["y"].shape == (1, 3)
    with pytest.raises(EngineUnavailableError):
        await engine.infer("nobody", inputs(1.0))
    await engine.close()


async def test_too_many_are_refused_and_who_left_is_not_waited_for() -> None:
    batcher = Batcher("slow", lambda tensors: {"y": tensors["x"]}, most_rows=1, most_waiting=2)
    first, second = (asyncio.create_task(batcher.infer(inputs(1.0))) for _ in range(2))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(EngineUnavailableError, match="wait"):
        await asyncio.gather(*(batcher.infer(inputs(1.0)) for _ in range(3)))
    assert (await first)["y"].shape == (1, 3)
    batcher.close()


async def test_who_waits_when_the_engine_closes_is_told() -> None:
    batcher = Batcher("slow", lambda tensors: {"y": tensors["x"]}, most_rows=1)
    asked = [asyncio.create_task(batcher.infer(inputs(1.0))) for _ in range(3)]
    await asyncio.sleep(0)
    batcher.close()
    for waiting in await asyncio.gather(*asked, return_exceptions=True):
        assert isinstance(waiting, EngineUnavailableError | dict)
    assert isinstance(asked[-1].exception(), EngineUnavailableError)


def test_rows_are_filled_up_to_the_same_bucket() -> None:
    assert [bucket(length, 64) for length in (0, 1, 64, 65)] == [64, 64, 64, 128]
    found = padded([np.ones((3, 2)), np.ones((5, 2))], step=4)
    assert found.shape == (2, 8, 2)
    assert found.sum(axis=(1, 2)).tolist() == [6.0, 10.0]
