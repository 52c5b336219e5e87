"""`python -m services.ai.training.speech [train | publish | tune | forget]`: the speech model, learnt and tuned.

train    learn from synthesised speech; again, it goes on where it stopped
publish  write what was learnt into the model repository
tune     learn from a household's own clips, and serve the result only when the gate lets it
forget   remove what was tuned
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from services.ai.training.speech import checkpoint, clips, corpus, export, tune, weights
from services.ai.training.speech.espeak import Espeak, SynthesisError
from services.ai.training.speech.settings import BUILD, RUNS, Run, corpus_folder, with_steps
from services.ai.training.speech.train import learn

FAILURES = (SynthesisError, clips.ClipsError, tune.TuneError, weights.WeightsError, export.ExportError)


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m services.ai.training.speech", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("what", nargs="?", choices=("train", "publish", "tune", "forget"), default="train")
    parser.add_argument("--run", choices=sorted(RUNS), default="small", help="how large and how long")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, help="instead of the run's own number")
    parser.add_argument("--device", help="cpu or cuda, instead of the run's own")
    parser.add_argument("--folder", type=Path, help="where checkpoints are kept")
    parser.add_argument("--go-on", action="store_true", help="without a checkpoint, begin with the shipped weights")
    parser.add_argument(
        "--clips",
        type=Path,
        default=home() / "training" / "asr",
        help="tune: a folder with transcripts.tsv and wav files",
    )
    parser.add_argument(
        "--models",
        type=Path,
        help="the repository that is written, instead of the shipped one "
        "(publish) or the household's own in HEO_HOME (tune, forget)",
    )
    return parser.parse_args(words)


def home() -> Path:
    """Where the household's data are."""
    return Path(os.environ.get("HEO_HOME") or Path.home() / ".heo")


def chosen_run(given: argparse.Namespace) -> Run:
    """The run's settings with what the command line changes."""
    run = replace(with_steps(RUNS[given.run], given.steps), seed=given.seed)
    return replace(run, device=given.device) if given.device else run


def main(words: Sequence[str] | None = None) -> int:
    """Do one of the four; 1 when it cannot be done or the gate says no."""
    given = arguments(words)
    run = chosen_run(given)
    folder = given.folder or BUILD / f"{given.run}-{given.seed}"
    try:
        if given.what == "train":
            return train(run, folder, go_on=given.go_on)
        if given.what == "publish":
            return publish(run, folder, given.models or export.MODELS)
        own_models = given.models or home() / "models"
        if given.what == "tune":
            return tune_own(run, given.clips, own_models, given.steps)
        tune.forget(own_models)
    except FAILURES as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def train(run: Run, folder: Path, *, go_on: bool) -> int:
    """Learn with a progress bar, in parts that may be stopped at any time."""
    if go_on and checkpoint.load(folder) is None:
        checkpoint.save(folder, shipped_state(run))
    noises = corpus.noise_bank(Espeak(), run.seed)
    with progress() as bar:
        task = bar.add_task("learning", total=run.steps, note="")

        def report(step: int, loss: float, speed: float) -> None:
            tell(bar, task, step, f"loss {loss:.3f}, {speed:.0f} x real time")

        learn(run, folder, lambda number: corpus.shard(corpus_folder(run.seed), number, run.seed), noises, report)
    return 0


def shipped_state(run: Run) -> checkpoint.State:
    """The state of the shipped model: its weights, and how far it came. Its optimizer was not kept."""
    model = weights.read_weights(export.MODELS / export.NAME / "1" / "model.onnx", run.size).state_dict()
    record = json.loads((export.MODELS / export.NAME / "training.json").read_text(encoding="utf-8"))
    heard_s, spent_s = 3600 * record["heard_hours"], 60 * record["minutes"]
    return checkpoint.State(record["steps"], model, dict(model), None, heard_s, spent_s)


def publish(run: Run, folder: Path, models: Path) -> int:
    """Write what was learnt into the repository."""
    state = checkpoint.load(folder)
    if state is None:
        print(f"nothing was learnt in {folder} yet: train first", file=sys.stderr)
        return 1
    print(export.publish(state, run, models))
    return 0


def tune_own(run: Run, folder: Path, models: Path, steps: int | None) -> int:
    """Tune, and say what the gate said."""
    own = clips.read_clips(folder)
    model = weights.read_weights(export.MODELS / export.NAME / "1" / "model.onnx", run.size)
    tuning = tune.Tuning() if steps is None else tune.Tuning(steps=steps)
    shard = corpus.shard(corpus_folder(run.seed), 0, run.seed)
    with progress() as bar:
        task = bar.add_task("learning", total=tuning.steps, note="")

        def report(step: int, loss: float) -> None:
            tell(bar, task, step, f"loss {loss:.3f}")

        noises = corpus.noise_bank(Espeak(), run.seed)
        outcome = tune.tune(model, run, tuning, own, shard, noises, models, report)
    print(("served from now on: " if outcome.path else "not served: ") + outcome.verdict.why)
    return 0 if outcome.path else 1


def progress() -> Progress:
    """A bar with a note and both times."""
    steps = TextColumn("{task.completed}/{task.total}")
    note = TextColumn("{task.fields[note]}")
    return Progress(TextColumn("{task.description}"), BarColumn(), steps, note, TimeElapsedColumn(),
                    TimeRemainingColumn(), refresh_per_second=0.5)  # fmt: skip


def tell(bar: Progress, task: TaskID, step: int, note: str) -> None:
    """Move the bar; where nobody watches, write a line now and then."""
    bar.update(task, completed=step, note=note)
    if not bar.console.is_terminal and step % 50 == 0:
        bar.console.print(f"{step} {note}")


if __name__ == "__main__":
    raise SystemExit(main())
