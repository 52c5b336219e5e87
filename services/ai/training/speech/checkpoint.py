"""What a run needs to go on: weights, their average, the optimizer, the step. Written whole or not at all."""

import os
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from services.ai.training.speech.network import Recogniser
from services.ai.training.speech.settings import Run

FILE = "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class State:
    """`optimizer` is None when only weights were kept; it then warms up again."""

    step: int
    model: dict[str, Any]
    average: dict[str, Any]
    optimizer: dict[str, Any] | None
    heard_s: float = 0.0
    """Seconds of sound that were learnt from, every repetition counted."""
    spent_s: float = 0.0
    """Seconds that learning took."""


def begin(model: Recogniser) -> State:
    """The state before the first step."""
    weights = deepcopy(model.state_dict())
    return State(0, weights, deepcopy(weights), None)


def restore(state: State, run: Run) -> tuple[Recogniser, Recogniser, torch.optim.Optimizer]:
    """Model, average and optimizer as they were, on the run's device."""
    model, average = Recogniser(run.size).to(run.device), Recogniser(run.size).to(run.device)
    model.load_state_dict(state.model)
    average.load_state_dict(state.average)
    average.eval()
    # Norms and biases are left alone by the decay: they do not grow.
    weights = [parameter for parameter in model.parameters() if parameter.ndim > 1]
    others = [parameter for parameter in model.parameters() if parameter.ndim <= 1]
    groups = [{"params": weights, "weight_decay": run.decay}, {"params": others, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=run.rate, betas=(0.9, 0.98))
    if state.optimizer is not None:
        optimizer.load_state_dict(state.optimizer)
    return model, average, optimizer


def save(folder: Path, state: State) -> None:
    """Put the checkpoint in place at once."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"{FILE}.{os.getpid()}"
    torch.save({name: getattr(state, name) for name in State.__slots__}, temporary)
    temporary.replace(folder / FILE)


def load(folder: Path) -> State | None:
    """The last checkpoint, or None."""
    path = folder / FILE
    if not path.exists():
        return None
    return State(**torch.load(path, map_location="cpu", weights_only=True))
