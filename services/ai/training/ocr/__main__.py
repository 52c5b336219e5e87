"""`python -m services.ai.training.ocr`: teach the reader of bill lines; broken off, it goes on where it was."""

import argparse
import dataclasses
from pathlib import Path

from services.ai.training.ocr import checkpoint
from services.ai.training.ocr.checkpoint import State
from services.ai.training.ocr.learn import fresh, run
from services.ai.training.ocr.measure import held_out, read_error
from services.ai.training.ocr.network import SIZES
from services.ai.training.ocr.progress import Progress
from services.ai.training.ocr.release import SERVED, release
from services.ai.training.ocr.samples.drawer import Drawer
from services.ai.training.ocr.settings import TrainingSettings
from services.ai.training.ocr.tune import ROUNDS, tune

MEASURE_EVERY = 10


def _arguments() -> argparse.Namespace:
    defaults = TrainingSettings()
    parser = argparse.ArgumentParser(prog="heo train ocr", description="Teaches the reader of bill lines.")
    parser.add_argument("--size", choices=sorted(SIZES), default=defaults.size, help="how large the network is")
    parser.add_argument("--passes", type=int, default=defaults.passes, help="passes over a shard until the end")
    parser.add_argument("--cooling", type=int, default=defaults.cooling, help="passes over which the rate falls to 0")
    parser.add_argument("--seed", type=int, default=defaults.seed, help="decides everything that is drawn by chance")
    parser.add_argument("--threads", type=int, default=defaults.threads, help="threads of the network")
    parser.add_argument("--cache", type=Path, default=defaults.cache, help="where shards and checkpoints lie")
    parser.add_argument("--anew", action="store_true", help="begin without the weights that come with Heo")
    parser.add_argument("--confirmed", type=Path, help="fine-tune with the confirmed crops of this folder instead")
    parser.add_argument("--home", type=Path, default=Path(".heo"), help="where a fine-tuned model is kept: HEO_HOME")
    return parser.parse_args()


def main() -> int:
    """Learn and serve what is better; with --confirmed, fine-tune instead."""
    arguments = vars(_arguments())
    anew, crops, home = arguments.pop("anew"), arguments.pop("confirmed"), arguments.pop("home")
    settings = dataclasses.replace(TrainingSettings(), **arguments)
    if crops is not None:
        return _tune(crops, home, settings)
    state = _begun(settings, anew)
    unseen = held_out(settings)
    progress = Progress(settings.passes, first=state.passes)
    measured = ""

    def after_pass(state: State, loss: float, speed: float) -> None:
        nonlocal measured
        if state.passes % MEASURE_EVERY == 0 or state.passes == settings.passes:
            measured = f"  held-out CER {read_error(state.average, unseen):.2%} at {state.passes}"
        progress.show(state.passes, f"loss {loss:.3f}  {speed:.0f} lines/s{measured}")

    with Drawer(settings, settings.cache / "shards") as drawer:
        run(settings, state, drawer, after_pass)
    verdict = release(state.average, settings)
    if verdict.is_better:
        checkpoint.save_weights(state.average)
    print(f"{'✓ served' if verdict.is_better else '– the old model stays'}: {verdict.why}")
    return 0


def _begun(settings: TrainingSettings, anew: bool) -> State:
    """The run where it was; else a new one with the weights that come with Heo, or, anew, without."""
    state = fresh(settings)
    if (
        not checkpoint.load(state, settings.cache / "checkpoint.pt")
        and not anew
        and checkpoint.load_weights(state.network)
    ):
        state.average.load_state_dict(state.network.state_dict())
    return state


def _tune(crops: Path, home: Path, settings: TrainingSettings) -> int:
    place = home / "models" / "ocr_vi"
    own = place / "1" / "model.onnx"
    progress = Progress(ROUNDS)
    verdict = tune(
        crops, own if own.exists() else SERVED, place, settings, lambda done, of: progress.show(done, "rounds")
    )
    print(f"{'✓ served from now on' if verdict.is_better else '– the old model stays'}: {verdict.why}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
