"""Fine-tuning with a household's confirmed crops: few, small steps, new and known lines by turns; a gate decides."""

import dataclasses
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import torch

from services.ai.training.ocr import checkpoint, confirmed
from services.ai.training.ocr.alphabet import CHARSET_FILE
from services.ai.training.ocr.export import export
from services.ai.training.ocr.gate import Verdict, errors, tuned_verdict
from services.ai.training.ocr.learn import fresh, learn_shard
from services.ai.training.ocr.measure import held_out
from services.ai.training.ocr.samples import shards
from services.ai.training.ocr.samples.shards import pack
from services.ai.training.ocr.settings import TrainingSettings

FEWEST = 20
"""Crops to learn from, and a quarter of it to measure with; fewer teach nothing that can be measured."""
RATE = 1e-4
ROUNDS = 8
KNOWN_LINES = 1024
"""Drawn lines between two rounds of crops, so that what was known is not forgotten."""
KNOWN_SEED = 77


def tune(
    crops: Path,
    served: Path,
    place: Path,
    settings: TrainingSettings,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> Verdict:
    """Learn from `crops`; when better than the model file `served`, write the model folder `place`.

    `place` is the household's own `ocr_vi`, which is looked for before Heo's. Without enough crops nothing is done.
    """
    learnt, held = confirmed.read(crops)
    if len(learnt) < FEWEST or len(held) < FEWEST // 4:
        return Verdict(False, f"{len(learnt) + len(held)} confirmed crops are too few to learn from")
    small = dataclasses.replace(settings, rate=RATE, warm_passes=1, passes=2 * ROUNDS, cooling=ROUNDS, average=0.99)
    torch.set_num_threads(small.threads)
    state = fresh(small)
    checkpoint.load_weights(state.network)
    state.average.load_state_dict(state.network.state_dict())
    own = pack(learnt)
    for number in range(ROUNDS):
        known = shards.write(
            settings.cache / f"known-{number}.npz", KNOWN_SEED, number, KNOWN_LINES, 0.0, small.gentle_share
        )
        learn_shard(state, shards.read(known), small)
        learn_shard(state, own, small)
        told(number + 1, ROUNDS)
    sets = (held_out(settings), pack(held))
    with tempfile.TemporaryDirectory() as folder:
        candidate = Path(folder) / "model.onnx"
        export(state.average, candidate)
        verdict = tuned_verdict([errors(served, one) for one in sets], [errors(candidate, one) for one in sets])
        if verdict.is_better:
            _serve(candidate, place)
    return verdict


def _serve(model: Path, place: Path) -> None:
    """A whole model folder: the config and the letters of Heo's own beside the tuned weights."""
    (place / "1").mkdir(parents=True, exist_ok=True)
    for name in ("config.pbtxt", CHARSET_FILE.name):
        shutil.copyfile(CHARSET_FILE.parent / name, place / name)
    rough = place / "1" / "model.part"
    shutil.copyfile(model, rough)
    rough.replace(place / "1" / "model.onnx")
