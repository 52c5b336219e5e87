"""Learning: from settings and a folder to weights. Stopped at any moment, it goes on from its last checkpoint."""

import itertools
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from torch import nn

from services.ai.speech.features import Features
from services.ai.training.speech import augment, checkpoint
from services.ai.training.speech.batches import Batch, Source, batches, plan
from services.ai.training.speech.checkpoint import State
from services.ai.training.speech.corpus import Utterance
from services.ai.training.speech.network import Recogniser, loss_of
from services.ai.training.speech.settings import Run

COOLING = 0.4
REPORT_EVERY = 50
Shard = Callable[[int], list[Utterance]]
Report = Callable[[int, float, float], None]


def rate_at(run: Run, step: int) -> float:
    """The learning rate: up in a line, level, and down in a line over the last two fifths.

    While it is level a run can be made longer or be ended early: only what is left depends on run.steps.
    """
    up = (step + 1) / max(1, run.warm_up_steps)
    down = (run.steps - step) / (run.steps * COOLING)
    return run.rate * max(0.0, min(1.0, up, down))


def stream(run: Run, shard: Shard, noises: list[Features], step: int) -> Iterator[Batch]:
    """The batches from that step on. They depend on seed and position alone, so resuming skips exactly."""
    done = 0
    for number in itertools.count():
        utterances = shard(number % run.shards)
        key = (run.seed, number)
        count = len(plan(utterances, run.batch_frames, np.random.default_rng(key)))
        strength = augment.CLEAN if done < run.clean_steps else augment.FULL
        skip = min(count, max(0, step - done))
        yield from batches(utterances, Source(key, run.batch_frames, strength, noises, skip))
        done += count


def learn(run: Run, folder: Path, shard: Shard, noises: list[Features], report: Report) -> Recogniser:
    """Train until run.steps, saving as it goes; gives the average of the weights over the last few hundred steps.

    `report` is told step, loss a token and seconds of sound a second.
    """
    torch.set_num_threads(run.threads)
    torch.manual_seed(run.seed)
    state = checkpoint.load(folder) or checkpoint.begin(Recogniser(run.size))
    model, average, optimizer = checkpoint.restore(state, run)
    begin, heard_s = time.monotonic(), 0.0
    losses: list[float] = []
    for step, batch in enumerate(stream(run, shard, noises, state.step), start=state.step):
        if step >= run.steps:
            break
        rate = rate_at(run, step)
        if state.optimizer is None:  # what it knew of the gradients is lost: warm up again
            rate = min(rate, run.rate * (step - state.step + 1) / max(1, run.warm_up_steps))
        torch.manual_seed(run.seed * 1_000_003 + step)  # what is dropped out depends on the step, not on stops
        losses.append(learn_step(model, optimizer, batch, rate, run))
        update_average(average, model, step)
        heard_s += float(batch.lengths.sum()) / 100
        spent_s = time.monotonic() - begin
        if (step + 1) % REPORT_EVERY == 0:
            report(step + 1, float(np.mean(losses)), heard_s / spent_s)
            losses.clear()
        if (step + 1) % run.save_every == 0 or step + 1 == run.steps:
            checkpoint.save(folder, State(
                step + 1, model.state_dict(), average.state_dict(), optimizer.state_dict(),
                state.heard_s + heard_s, state.spent_s + spent_s,
            ))  # fmt: skip
    return average


def learn_step(model: Recogniser, optimizer: torch.optim.Optimizer, batch: Batch, rate: float, run: Run) -> float:
    """One step; gives the loss a token. A batch whose gradient is not finite changes nothing."""
    model.train()
    for group in optimizer.param_groups:
        group["lr"] = rate
    optimizer.zero_grad()
    features, lengths = batch.features.to(run.device), batch.lengths.to(run.device)
    with torch.autocast(torch.device(run.device).type, torch.bfloat16, enabled=run.half):
        last, middle, counts = model.train_forward(features, lengths)
    loss = loss_of(
        (last.float(), middle.float(), counts), batch.tokens.to(run.device), batch.token_lengths.to(run.device)
    )
    torch.autograd.backward(loss)
    norm = nn.utils.clip_grad_norm_(model.parameters(), run.clip)
    if bool(torch.isfinite(norm)):
        optimizer.step()
    return float(loss.detach())


@torch.no_grad()
def update_average(average: Recogniser, model: Recogniser, step: int) -> None:
    """Moves the average towards the weights: quickly at first, later so that it spans some five hundred steps."""
    share = max(0.001, 1 / (step + 2)) if step < 1000 else 0.002
    for kept, now in zip(average.parameters(), model.parameters(), strict=True):
        kept.lerp_(now, share)
