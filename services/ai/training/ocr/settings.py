"""What a training run is made of; every number that decides its result."""

from dataclasses import dataclass
from pathlib import Path

CACHE = Path("build") / "training" / "ocr"


@dataclass(frozen=True)
class TrainingSettings:
    """A run: the same settings give the same weights on the same machine, however often it is broken off."""

    seed: int = 20
    """Decides texts, drawings, first weights and order."""
    size: str = "small"
    """How large the network is: a name of network.SIZES."""
    passes: int = 60
    """Passes over a shard until the end; the rate falls to 0 over the last `cooling` of them."""
    cooling: int = 22
    """Passes over which the rate falls. A run that has not begun to cool can be made longer and goes on as one."""
    shard_lines: int = 3072
    """Samples a shard."""
    uses: int = 3
    """How often a shard is used: drawing lines costs about as much as learning from them."""
    lag: int = 4
    """Shards between two uses of the same one."""
    ahead: int = 3
    """Shards drawn ahead by the other process."""
    page_share: float = 0.5
    """How many samples are cut by the detector out of whole photographed bills."""
    pages_from: int = 6
    """The first shard with bills: reading begins with lines by themselves."""
    first_gentle_share: float = 0.9
    """How many of the first lines are neither worn nor bent: letters are found sooner in them."""
    gentle_until: int = 3
    """The first shard with `gentle_share` instead."""
    gentle_share: float = 0.25
    """The same for all later lines."""
    rate: float = 2e-3
    """The highest step of AdamW."""
    warm_passes: int = 1
    """Passes over which the rate rises."""
    decay: float = 0.01
    """Weight decay of AdamW."""
    columns: int = 9_000
    """Pixel columns a batch."""
    average: float = 0.998
    """How much of the running average of the weights stays at each step; the average is what is exported."""
    threads: int = 1
    """Threads of the network; the drawing has one process of its own."""
    cache: Path = CACHE
    """Where shards and checkpoints lie."""
