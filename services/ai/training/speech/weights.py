"""The weights of a published model, back from its ONNX file: what fine-tuning and a new sitting start from."""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper

from services.ai.training.speech.network import Recogniser, Size


class WeightsError(ValueError):
    """The file does not hold this network's weights."""


def read_weights(path: Path, size: Size) -> Recogniser:
    """The network of that size with the weights that export.py stored. WeightsError when they do not fit."""
    stored = {
        tensor.name.removesuffix(".half"): torch.from_numpy(numpy_helper.to_array(tensor).astype("float32"))
        for tensor in onnx.load(str(path)).graph.initializer
    }
    model = Recogniser(size)
    wanted = model.state_dict()
    missing = [name for name, value in wanted.items() if name not in stored or stored[name].shape != value.shape]
    if missing:
        raise WeightsError(f"{path} has no weights for {missing[0]} and {len(missing) - 1} more of this size")
    model.load_state_dict({name: stored[name] for name in wanted})
    return model
