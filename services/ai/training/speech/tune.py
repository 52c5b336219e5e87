"""Hearing one household better: its own confirmed clips beside synthesised speech, and a gate before it is served.

Everything stays on the household's machine: the clips are read from its folder, the new version is written to its own
model repository, and the shipped model is never touched.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch

from services.ai.speech.features import Features, Samples, log_mel
from services.ai.speech.tokens import SpellingError, encode
from services.ai.training.speech import export
from services.ai.training.speech.augment import FULL, augment
from services.ai.training.speech.batches import Batch, collate
from services.ai.training.speech.checkpoint import State, restore
from services.ai.training.speech.clips import Clip
from services.ai.training.speech.corpus import Utterance
from services.ai.training.speech.gate.score import Score, Verdict, compare, score
from services.ai.training.speech.network import Recogniser
from services.ai.training.speech.settings import Run
from services.ai.training.speech.texts import line
from services.ai.training.speech.train import learn_step, update_average

FEWEST_CLIPS = 20
KEPT_BACK = 5  # every fifth clip is never learnt, only measured
OWN_SHARE = 4  # own clips in a batch, and as many synthesised ones


class TuneError(ValueError):
    """There is nothing to learn from; the message says what is needed."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """`steps` small steps at `rate`, and how many frozen sentences the gate hears."""

    steps: int = 300
    rate: float = 1e-4
    gate_sentences: int = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the gate said; `path` is the new model.onnx when it is served."""

    verdict: Verdict
    before: Score
    after: Score
    path: Path | None


Said = tuple[str, Samples]


def spoken_clips(clips: Sequence[Clip]) -> list[Said]:
    """Clips with their sentences as they are spoken; those with letters that no token stands for are left out."""
    found = []
    for clip in clips:
        spoken = line(clip.sentence, Random(0)).spoken  # noqa: S311 - no secret
        try:
            encode(spoken)
        except SpellingError:
            continue
        if spoken:
            found.append((spoken, clip.sound))
    return found


def split(clips: Sequence[Said]) -> tuple[list[Said], list[Said]]:
    """(learnt, kept back). TuneError when there are too few."""
    if len(clips) < FEWEST_CLIPS:
        raise TuneError(f"{len(clips)} clips; at least {FEWEST_CLIPS} are needed to learn from and to measure with")
    kept = [clip for place, clip in enumerate(clips) if place % KEPT_BACK == KEPT_BACK - 1]
    return [clip for place, clip in enumerate(clips) if place % KEPT_BACK != KEPT_BACK - 1], kept


def tune(
    model: Recogniser, run: Run, tuning: Tuning, clips: Sequence[Clip], shard: list[Utterance],
    noises: list[Features], models: Path, report: Callable[[int, float], None],
) -> Outcome:  # fmt: skip
    """Learn and compare; the new version is written to `models` only when the gate lets it. TuneError."""
    learnt, kept = split(spoken_clips(clips))
    before = score(model, tuning.gate_sentences, kept)
    state = learn_own(model, run, tuning, batches(learnt, shard, noises, run.seed), report)
    tuned = Recogniser(run.size)
    tuned.load_state_dict(state.average)
    after = score(tuned, tuning.gate_sentences, kept)
    verdict = compare(before, after)
    return Outcome(verdict, before, after, publish(state, run, models) if verdict.is_better else None)


def learn_own(
    model: Recogniser, run: Run, tuning: Tuning, source: Iterator[Batch], report: Callable[[int, float], None]
) -> State:
    """The weights after tuning, as a state that can be published."""
    torch.manual_seed(run.seed)
    weights = model.state_dict()
    network, average, optimizer = restore(State(0, weights, dict(weights), None), run)
    heard_s = 0.0
    for step, batch in zip(range(tuning.steps), source, strict=False):
        loss = learn_step(network, optimizer, batch, tuning.rate, run)
        update_average(average, network, step)
        heard_s += float(batch.lengths.sum()) / 100
        report(step + 1, loss)
    return State(tuning.steps, network.state_dict(), average.state_dict(), None, heard_s)


def batches(own: Sequence[Said], shard: list[Utterance], noises: list[Features], seed: int) -> Iterator[Batch]:
    """Batches without end: own clips, each spoilt anew, and as many synthesised ones so that nothing is forgotten."""
    random = np.random.default_rng([seed, 7])
    heard = [(log_mel(sound), encode(spoken)) for spoken, sound in own]
    while True:
        mine = [heard[index] for index in random.integers(len(heard), size=OWN_SHARE)]
        others = [shard[index] for index in random.integers(len(shard), size=OWN_SHARE)]
        pairs = [*mine, *((one.features(), one.tokens.tolist()) for one in others)]
        yield collate([(augment(features, noises, random, FULL), tokens) for features, tokens in pairs])


def publish(state: State, run: Run, models: Path) -> Path:
    """Write the next version beside older ones. The newest version is the one that is served."""
    folder = models / export.NAME
    versions = [int(path.parent.name) for path in folder.glob("*/model.onnx") if path.parent.name.isdecimal()]
    return export.publish(state, run, models, max(versions, default=1) + 1)


def forget(models: Path) -> None:
    """Remove every tuned version: the shipped model is served again."""
    shutil.rmtree(models / export.NAME, ignore_errors=True)
