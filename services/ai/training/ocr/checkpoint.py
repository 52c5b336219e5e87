"""What a run keeps to go on: all of it beside the cache, and the averaged weights in half precision beside the code."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.optim import Optimizer

from services.ai.training.ocr.network import LineReader

RESTART = Path(__file__).with_name("restart.npz")


@dataclass
class State:
    """A run in progress."""

    network: LineReader
    average: LineReader
    optimiser: Optimizer
    passes: int = 0
    """Passes done."""


def save(state: State, path: Path) -> None:
    """Keep the whole state; the file appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rough = path.with_suffix(".part")
    parts: dict[str, Any] = {
        "network": state.network.state_dict(),
        "average": state.average.state_dict(),
        "optimiser": state.optimiser.state_dict(),
        "passes": state.passes,
    }
    torch.save(parts, rough)
    rough.rename(path)


def load(state: State, path: Path) -> bool:
    """Go on from `path`; False when there is none."""
    if not path.exists():
        return False
    parts = torch.load(path, weights_only=True)
    state.network.load_state_dict(parts["network"])
    state.average.load_state_dict(parts["average"])
    state.optimiser.load_state_dict(parts["optimiser"])
    state.passes = int(parts["passes"])
    return True


def save_weights(network: LineReader, path: Path = RESTART) -> None:
    """The weights in half precision, small enough for the repository."""
    arrays = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    halves = {name: value.astype(np.float16) if value.dtype == np.float32 else value for name, value in arrays.items()}
    np.savez_compressed(path, **halves)


def load_weights(network: LineReader, path: Path = RESTART) -> bool:
    """Begin from weights that `save_weights` kept; False when there are none or they are of another size."""
    if not path.exists():
        return False
    with np.load(path) as arrays:
        found = {name: torch.from_numpy(arrays[name]) for name in arrays.files}
    own = network.state_dict()
    if {name: value.shape for name, value in found.items()} != {name: value.shape for name, value in own.items()}:
        return False
    network.load_state_dict({name: value.to(own[name].dtype) for name, value in found.items()})
    return True
