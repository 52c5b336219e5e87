"""What a training run is made of. Two runs with equal settings on one machine give equal weights."""

from dataclasses import dataclass, replace
from pathlib import Path

from services.ai.training.speech.network import SIZES, Size

BUILD = Path("build/speech")


@dataclass(frozen=True, slots=True)
class Run:
    """A run. `shards` of about 50 minutes each are heard in order, again and again, until `steps` are done."""

    size: Size = SIZES["small"]
    seed: int = 1
    shards: int = 60
    steps: int = 36_000
    # The first shards are heard almost clean: alignments are found within minutes, and noise comes when they hold.
    clean_steps: int = 2_000
    batch_frames: int = 3_000
    rate: float = 2e-3
    warm_up_steps: int = 400
    decay: float = 0.02
    clip: float = 1.0
    # bfloat16 for the products: 2.6 times faster on processors that have it, the loss stays in float32.
    half: bool = True
    device: str = "cpu"
    threads: int = 1
    save_every: int = 250


RUNS = {
    "small": Run(),
    # 300 h in batches of five minutes: an evening on one GPU, weeks on two cores.
    "large": Run(size=SIZES["large"], shards=360, steps=60_000, batch_frames=30_000, device="cuda"),
    "tiny": Run(size=SIZES["tiny"], shards=1, steps=40, clean_steps=40, warm_up_steps=5, half=False, save_every=20),
}


def corpus_folder(seed: int) -> Path:
    """Where the shards of that seed lie."""
    return BUILD / f"corpus-{seed}"


def with_steps(run: Run, steps: int | None) -> Run:
    """The run, longer or shorter."""
    return run if steps is None else replace(run, steps=steps)
