"""The Triton engine against the real server: it answers what this process answers, padded or not, alone or together."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import numpy as np
import pytest

from services.ai.inference.engine import EngineError, EngineUnavailableError
from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.padding import bucket
from services.ai.inference.repository import MODELS, Repository
from services.ai.inference.triton import TritonEngine
from tests.ai.inference.models import put_doubler
from tests.support.triton import running_triton


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Heo's models of speech, unmodified, and a small one."""
    root = tmp_path_factory.mktemp("models")
    put_doubler(root)
    for name in ("asr_vi", "vad"):
        (root / name).symlink_to(MODELS / name)
    return root


@pytest.fixture(scope="module")
def target(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_triton(models, tmp_path_factory.mktemp("triton")) as address:
        yield address


@pytest.fixture
async def triton(target: str) -> AsyncIterator[TritonEngine]:
    engine = TritonEngine(target, 30)
    yield engine
    await engine.close()


async def test_each_gets_its_own_rows(triton: TritonEngine) -> None:
    async def ask(value: float, rows: int, length: int) -> None:
        found = await triton.infer(
            "doubler", {"x": np.full((rows, length), value, np.float32), "n": np.full(rows, length)}
        )
        assert found["y"].tolist() == [[2 * value + length] * length] * rows
        assert found["m"].tolist() == [length] * rows

    await asyncio.gather(*(ask(float(i), 1 + i % 2, 3 + i % 3) for i in range(24)))


async def test_heos_own_model_answers_the_same_wherever_it_runs_and_however_it_is_padded(
    models: Path, triton: TritonEngine
) -> None:
    local = InProcessEngine(Repository(models))
    step = int(Repository(models).get("asr_vi").parameters["bucket"])
    random = np.random.default_rng(1)
    lengths = [57, 130, 131, 260, 399]
    features = [random.normal(0, 1, (1, length, 80)).astype(np.float32) for length in lengths]

    def inputs(one: np.ndarray, padding: int) -> dict[str, np.ndarray]:
        padded = np.pad(one, ((0, 0), (0, padding), (0, 0)))
        return {"features": padded, "lengths": np.array([one.shape[1]])}

    alone = [await local.infer("asr_vi", inputs(one, 0)) for one in features]
    paddings = [bucket(length, step) - length for length in lengths]
    for engine in (local, triton):
        padded = await asyncio.gather(
            *(engine.infer("asr_vi", inputs(one, more)) for one, more in zip(features, paddings, strict=True))
        )
        for bare, more in zip(alone, padded, strict=True):
            count = int(bare["out_lengths"][0])
            assert more["out_lengths"].tolist() == [count]
            assert np.abs(more["log_probs"][0, :count] - bare["log_probs"][0, :count]).max() < 1e-3
    await local.close()


async def test_what_finds_speech_answers_the_same_wherever_it_runs_and_in_however_many_runs(
    models: Path, triton: TritonEngine
) -> None:
    local = InProcessEngine(Repository(models))
    steps = np.random.default_rng(2).normal(0, 0.1, (20, 576)).astype(np.float32)
    nothing = np.zeros((1, 1, 128), np.float32)
    whole = await local.infer("vad", {"input": steps, "h": nothing, "c": nothing})
    for engine in (local, triton):
        h = c = nothing
        for begin, end in ((0, 1), (1, 8), (8, 20)):
            found = await engine.infer("vad", {"input": steps[begin:end], "h": h, "c": c})
            assert np.abs(found["speech_probs"] - whole["speech_probs"][begin:end]).max() < 1e-4
            h, c = found["hn"], found["cn"]
        assert np.abs(h - whole["hn"]).max() < 1e-4
    await local.close()


async def test_what_the_server_refuses_and_what_is_not_there(triton: TritonEngine) -> None:
    assert await triton.ready("doubler")
    assert not await triton.ready("nobody")
    with pytest.raises(EngineUnavailableError):
        await triton.infer("nobody", {})
    with pytest.raises(EngineError):
        await triton.infer("doubler", {"x": np.zeros((1, 2), np.float32), "n": np.zeros((3,), np.int64)})
    assert (await triton.infer("doubler", {"x": np.zeros((1, 2), np.float32), "n": np.array([0])}))["y"].shape == (1, 2)
