"""Learning: it gets better, and a run that was stopped ends as one that was not."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from services.ai.speech.features import Features
from services.ai.training.speech import checkpoint
from services.ai.training.speech.corpus import Utterance
from services.ai.training.speech.settings import Run
from services.ai.training.speech.train import learn, rate_at


def weights(folder: Path) -> torch.Tensor:
    state = checkpoint.load(folder)
    assert state is not None
    return torch.cat([value.flatten() for value in state.model.values()])


def test_a_stopped_run_ends_as_an_unbroken_one(
    tmp_path: Path, tiny: Run, shard: list[Utterance], noises: list[Features]
) -> None:
    plan = replace(tiny, steps=20, save_every=2, shards=100)

    def until_the_machine_goes_off(number: int) -> list[Utterance]:
        if number == 4:
            raise StoppedError
        return shard

    learn(plan, tmp_path / "unbroken", lambda number: shard, noises, unheard)
    with pytest.raises(StoppedError):
        learn(plan, tmp_path / "stopped", until_the_machine_goes_off, noises, unheard)
    kept = checkpoint.load(tmp_path / "stopped")
    assert kept is not None
    assert 0 < kept.step < 20
    learn(plan, tmp_path / "stopped", lambda number: shard, noises, unheard)
    assert torch.equal(weights(tmp_path / "unbroken"), weights(tmp_path / "stopped"))


def unheard(step: int, loss: float, speed: float) -> None:
    """Nobody watches."""


class StoppedError(Exception):
    """The machine goes off."""


def test_the_rate_goes_up_stays_and_goes_down(tiny: Run) -> None:
    run = replace(tiny, steps=100, warm_up_steps=10, rate=1.0)  # down from step 60 on
    assert [rate_at(run, step) for step in (0, 4, 10, 50, 60)] == pytest.approx([0.1, 0.5, 1.0, 1.0, 1.0])
    assert rate_at(run, 99) == pytest.approx(0.025)
    # A longer plan changes nothing while the rate is level.
    assert rate_at(replace(run, steps=1000), 50) == rate_at(run, 50)


def test_it_learns(tmp_path: Path, tiny: Run, shard: list[Utterance], noises: list[Features]) -> None:
    losses: list[float] = []
    plan = replace(tiny, steps=100, clean_steps=100)
    learn(plan, tmp_path, lambda number: shard, noises, lambda step, loss, speed: losses.append(loss))
    assert len(losses) == 2
    assert losses[1] < losses[0] * 0.75
