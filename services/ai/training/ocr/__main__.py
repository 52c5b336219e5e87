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
from services.ai.training.ocr.settings import TrainingSettings

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
    return parser.parse_args()


def main() -> int:
    """Learn, showing progress; exports nothing by itself."""
    arguments = vars(_arguments())
    anew = arguments.pop("anew")
    settings = dataclasses.replace(TrainingSettings(), **arguments)
    state = fresh(settings)
    if (
        not checkpoint.load(state, settings.cache / "checkpoint.pt")
        and not anew
        and checkpoint.load_weights(state.network)
    ):
        state.average.load_state_dict(state.network.state_dict())
    unseen = held_out(settings)
    progress = Progress(settings.passes, first=state.passes)
    measured = ""

    def after_pass(state: State, loss: float, speed: float) -> None:
        nonlocal measured
        if state.passes % MEASURE_EVERY == 0 or state.passes == settings.passes:
            measured = f"  held-out CER {read_error(state.average, unseen):.2%} at {state.passes}"
        progress.show(state.passes, f"loss {loss:.3f}  {speed:.0f} lines/s{measured}")

    run(settings, state, after_pass)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
