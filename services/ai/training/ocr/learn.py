"""The steps of learning: one batch, one pass, the whole run."""

import time
from collections.abc import Callable
from typing import Protocol

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from services.ai.training.ocr import checkpoint
from services.ai.training.ocr.alphabet import build_alphabet
from services.ai.training.ocr.checkpoint import State
from services.ai.training.ocr.network import SIZES, LineReader
from services.ai.training.ocr.samples.batches import Batch, batches
from services.ai.training.ocr.samples.shards import Shard
from services.ai.training.ocr.schedule import last_use, rate_of, shard_of
from services.ai.training.ocr.settings import TrainingSettings

LARGEST_GRADIENT = 5.0


def fresh(settings: TrainingSettings) -> State:
    """A run at its beginning: first weights by the seed."""
    torch.manual_seed(settings.seed)
    network = LineReader(len(build_alphabet()), SIZES[settings.size]).to(memory_format=torch.channels_last)
    average = LineReader(len(build_alphabet()), SIZES[settings.size])
    average.load_state_dict(network.state_dict())
    optimiser = torch.optim.AdamW(network.parameters(), settings.rate, weight_decay=settings.decay, betas=(0.9, 0.98))
    return State(network, average, optimiser)


def loss_of(network: LineReader, batch: Batch) -> Tensor:
    """CTC: minus the log-probability of the texts, a letter."""
    with torch.autocast("cpu", torch.bfloat16):
        log_probs = network(torch.from_numpy(batch.images).contiguous(memory_format=torch.channels_last))
    total = functional.ctc_loss(
        log_probs.float().transpose(0, 1),
        torch.from_numpy(batch.letters),
        torch.from_numpy(batch.columns),
        torch.from_numpy(batch.lengths),
        reduction="sum",
        zero_infinity=True,
    )
    return total / float(batch.lengths.sum())


def learn_shard(state: State, shard: Shard, settings: TrainingSettings) -> float:
    """One pass over a shard; the mean loss a letter."""
    state.network.train()
    rng = np.random.default_rng([settings.seed, state.passes])
    losses: list[float] = []
    plan = list(batches(shard, settings.columns, rng))
    for index, batch in enumerate(plan):
        for group in state.optimiser.param_groups:
            group["lr"] = rate_of(state.passes + index / len(plan), settings)
        loss = loss_of(state.network, batch)
        state.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(state.network.parameters(), LARGEST_GRADIENT)
        state.optimiser.step()
        _follow(state, settings, state.passes * len(plan) + index)
        losses.append(float(loss.detach()))
    state.passes += 1
    return float(np.mean(losses))


def _follow(state: State, settings: TrainingSettings, steps: int) -> None:
    """Move the average towards the network; quickly at first, when the average is of nothing yet."""
    keep = min(settings.average, (1 + steps) / (10 + steps))
    with torch.no_grad():
        for own, other in zip(state.average.state_dict().values(), state.network.state_dict().values(), strict=True):
            if own.dtype.is_floating_point:
                own.lerp_(other, 1 - keep)
            else:
                own.copy_(other)


class Shards(Protocol):
    """Where a run gets its shards."""

    def shard(self, number: int) -> Shard:
        """The shard, waiting for it where needed."""

    def forget(self, number: int) -> None:
        """The shard is used up."""


def run(
    settings: TrainingSettings, state: State, source: Shards, after_pass: Callable[[State, float, float], None]
) -> None:
    """Learn until the last pass. `after_pass` gets the state, the mean loss and the lines a second."""
    torch.set_num_threads(settings.threads)
    while state.passes < settings.passes:
        number = shard_of(state.passes, settings)
        shard = source.shard(number)
        started = time.monotonic()
        loss = learn_shard(state, shard, settings)
        speed = len(shard) / (time.monotonic() - started)
        checkpoint.save(state, settings.cache / "checkpoint.pt")
        for used in range(max(0, number - 3 * settings.uses * settings.lag), number + 1):
            if last_use(used, settings) < state.passes:
                source.forget(used)
        after_pass(state, loss, speed)
