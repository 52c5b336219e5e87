"""`python -m services.ai.training.speech`: train the speech model; again, it goes on where it stopped."""

import argparse
from dataclasses import replace
from pathlib import Path

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from services.ai.training.speech import corpus
from services.ai.training.speech.espeak import Espeak
from services.ai.training.speech.settings import BUILD, RUNS, Run, corpus_folder, with_steps
from services.ai.training.speech.train import Report, learn


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m services.ai.training.speech", description=__doc__)
    parser.add_argument("--run", choices=sorted(RUNS), default="small", help="how large and how long")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, help="instead of the run's own number")
    parser.add_argument("--device", help="cpu or cuda, instead of the run's own")
    parser.add_argument("--folder", type=Path, help="where checkpoints are kept")
    return parser.parse_args()


def chosen_run(given: argparse.Namespace) -> Run:
    """The run's settings with what the command line changes."""
    run = replace(with_steps(RUNS[given.run], given.steps), seed=given.seed)
    return replace(run, device=given.device) if given.device else run


def main() -> None:
    """Train with a progress bar."""
    given = arguments()
    run = chosen_run(given)
    folder = given.folder or BUILD / f"{given.run}-{given.seed}"
    noises = corpus.noise_bank(Espeak(), run.seed)
    columns = (
        TextColumn("[bold]hearing"), BarColumn(), TextColumn("{task.completed}/{task.total}"),
        TextColumn("{task.fields[note]}"), TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, refresh_per_second=0.5) as bar:
        task = bar.add_task("train", total=run.steps, note="")
        learn(run, folder, lambda number: corpus.shard(corpus_folder(run.seed), number, run.seed), noises,
              reporter(bar, int(task)))  # fmt: skip


def reporter(bar: Progress, task: int) -> Report:
    """Moves the bar and says the loss a token and how many times faster than speech it learns."""

    def report(step: int, loss: float, speed: float) -> None:
        note = f"loss {loss:.3f}, {speed:.0f} x real time"
        bar.update(bar.task_ids[task], completed=step, note=note)
        if not bar.console.is_terminal:
            bar.console.print(f"{step} {note}")

    return report


if __name__ == "__main__":
    main()
