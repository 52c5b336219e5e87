"""`python -m tests.ai.model_files`: write the small models that tests run. Tests need the files alone, not ONNX."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from services.ai.speech.tokens import TOKENS
from tests.ai.inference import models
from tests.ai.speech import beeps

FLOAT, INTEGER = TensorProto.FLOAT, TensorProto.INT64
Tensor = tuple[str, int, Sequence[str | int]]
"""Name, type, axes."""


def write(
    file: Path, nodes: Sequence[Any], inputs: Sequence[Tensor], outputs: Sequence[Tensor], constants: Mapping[str, Any]
) -> None:
    """Write a graph."""
    graph = helper.make_graph(
        list(nodes),
        file.stem,
        [helper.make_tensor_value_info(*tensor) for tensor in inputs],
        [helper.make_tensor_value_info(*tensor) for tensor in outputs],
        [numpy_helper.from_array(np.asarray(array), name) for name, array in constants.items()],
    )
    file.parent.mkdir(exist_ok=True)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    onnx.save(model, file)


def doubler() -> None:
    """y = 2x + n."""
    nodes = [
        helper.make_node("Mul", ["x", "two"], ["twice"]),
        helper.make_node("Cast", ["n"], ["n_float"], to=FLOAT),
        helper.make_node("Unsqueeze", ["n_float", "last"], ["n_column"]),
        helper.make_node("Add", ["twice", "n_column"], ["y"]),
        helper.make_node("Identity", ["n"], ["m"]),
    ]
    constants = {"two": np.float32(2), "last": np.array([1])}
    ins: list[Tensor] = [("x", FLOAT, ["b", "t"]), ("n", INTEGER, ["b"])]
    outs: list[Tensor] = [("y", FLOAT, ["b", "t"]), ("m", INTEGER, ["b"])]
    write(models.ONNX, nodes, ins, outs, constants)


def hears_tones() -> None:
    """Every second frame of Heo's features, each token by the bin of its tone."""
    weights: NDArray[np.float32] = np.zeros((80, len(TOKENS)), np.float32)
    for token in range(1, len(TOKENS)):
        weights[beeps.FIRST_BIN + token, token] = beeps.SURENESS
    bias = np.zeros(len(TOKENS), np.float32)
    bias[0] = beeps.SURENESS * beeps.THRESHOLD
    nodes = [
        helper.make_node("Slice", ["features", "zero", "far", "axis", "two"], ["every"]),
        helper.make_node("MatMul", ["every", "weights"], ["weighed"]),
        helper.make_node("Add", ["weighed", "bias"], ["scores"]),
        helper.make_node("LogSoftmax", ["scores"], ["log_probs"], axis=-1),
        helper.make_node("Add", ["lengths", "one"], ["more"]),
        helper.make_node("Div", ["more", "two"], ["out_lengths"]),
    ]
    constants = {
        "weights": weights, "bias": bias, "zero": np.array([0]), "far": np.array([1 << 40]), "axis": np.array([1]),
        "two": np.array([2]), "one": np.array([1]),
    }  # fmt: skip
    ins: list[Tensor] = [("features", FLOAT, ["b", "t", 80]), ("lengths", INTEGER, ["b"])]
    outs: list[Tensor] = [("log_probs", FLOAT, ["b", "u", len(TOKENS)]), ("out_lengths", INTEGER, ["b"])]
    write(beeps.ONNX, nodes, ins, outs, constants)


def detects_loudness() -> None:
    """Speech is where the mean power of a step and what is before it is high; it counts the steps that it has heard."""
    nodes = [
        helper.make_node("Mul", ["sound", "sound"], ["squared"]),
        helper.make_node("ReduceMean", ["squared"], ["powers"], axes=[1], keepdims=0),
        helper.make_node("Greater", ["powers", "loud"], ["is_loud"]),
        helper.make_node("Cast", ["is_loud"], ["chances"], to=FLOAT),
        helper.make_node("Shape", ["sound"], ["shape"]),
        helper.make_node("Cast", ["shape"], ["counted"], to=FLOAT),
        helper.make_node("Add", ["memory", "counted"], ["remembered"]),
    ]
    ins: list[Tensor] = [("sound", FLOAT, ["t", beeps.BEFORE + beeps.STEP]), ("memory", FLOAT, [1, 2])]
    outs: list[Tensor] = [("chances", FLOAT, ["t"]), ("remembered", FLOAT, [1, 2])]
    write(beeps.DETECTOR, nodes, ins, outs, {"loud": np.float32(beeps.LOUD_POWER)})


if __name__ == "__main__":
    doubler()
    hears_tones()
    detects_loudness()
