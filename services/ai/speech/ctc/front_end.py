"""From samples to what a model wants to see."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np
from numpy.typing import NDArray

from services.ai.inference.engine import EngineError
from services.ai.speech.ctc.fbank import FbankShape, fbank
from services.ai.speech.features import Samples, log_mel

FrontEnd = Callable[[Samples], NDArray[np.float32]]
"""Samples to [frames, bins], or to [samples] for models that take the wave."""


def front_end_of(name: str, parameters: Mapping[str, str]) -> FrontEnd:
    """The front end called `name`; EngineError for one that is not known."""
    if name == "log_mel":
        return log_mel
    if name == "fbank":
        return partial(fbank, shape=FbankShape.of(parameters))
    if name == "wave":
        return normalised_wave if parameters.get("normalize", "utterance") == "utterance" else bare_wave
    raise EngineError(f"no front end is called {name!r}")


def normalised_wave(samples: Samples) -> NDArray[np.float32]:
    """The wave with mean 0 and variance 1, as wav2vec 2.0 wants it."""
    spread = float(np.sqrt(samples.var() + 1e-7)) if len(samples) else 1.0
    return ((samples - (samples.mean() if len(samples) else 0)) / spread).astype(np.float32)


def bare_wave(samples: Samples) -> NDArray[np.float32]:
    """The wave as it is."""
    return samples
