"""The port through which models are run, and what may go wrong at it."""

from collections.abc import Mapping
from typing import Any, Protocol

from numpy.typing import NDArray

Tensors = Mapping[str, NDArray[Any]]
"""Tensors by the names of the model's config; the first axis is the batch, when the model takes batches."""


class EngineError(Exception):
    """A model could not be run. The text names the model and never what went in."""


class EngineUnavailableError(EngineError):
    """The engine or this model is not there, overloaded or too slow now; another try later may do."""


class Engine(Protocol):
    """Runs the models of a repository."""

    async def infer(self, model: str, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """All outputs of `model` for `inputs`.

        EngineUnavailableError when it cannot be run now, EngineError when it refuses these inputs. A cancelled caller
        is not waited for.
        """
        ...

    async def ready(self, model: str) -> bool:
        """Whether `model` could be run now. Loads nothing."""
        ...

    async def close(self) -> None:
        """Let go of models, threads and connections."""
        ...
