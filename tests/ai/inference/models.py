"""A small model for tests of the engines: y = 2x + n, over rows of any length."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper

CONFIG = """
backend: "onnxruntime"
max_batch_size: {rows}
input [ {{ name: "x" data_type: TYPE_FP32 dims: [ -1 ] }}, {{ name: "n" data_type: TYPE_INT64 dims: [ 1 ] reshape: {{ shape: [ ] }} }} ]
output [ {{ name: "y" data_type: TYPE_FP32 dims: [ -1 ] }}, {{ name: "m" data_type: TYPE_INT64 dims: [ 1 ] reshape: {{ shape: [ ] }} }} ]
parameters {{ key: "vocabulary" value {{ string_value: "tokens.txt" }} }}
dynamic_batching {{ max_queue_delay_microseconds: 2000 }}
"""  # noqa: E501


def put_doubler(root: Path, name: str = "doubler", rows: int = 8, version: int = 1) -> Path:
    """Write the model under `root`; `version` is added to every y, so that one can tell who answered."""
    folder = root / name
    (folder / str(version)).mkdir(parents=True)
    (folder / "config.pbtxt").write_text(f'name: "{name}"' + CONFIG.format(rows=rows), encoding="utf-8")
    (folder / "tokens.txt").write_text("a\nb\n", encoding="utf-8")
    nodes = [
        helper.make_node("Mul", ["x", "two"], ["twice"]),
        helper.make_node("Cast", ["n"], ["n_float"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["n_float", "last"], ["n_column"]),
        helper.make_node("Add", ["twice", "n_column"], ["y"]),
        helper.make_node("Identity", ["n"], ["m"]),
    ]
    constants = [
        helper.make_tensor("two", TensorProto.FLOAT, [], np.array([2.0], np.float32)),
        helper.make_tensor("last", TensorProto.INT64, [1], np.array([1])),
    ]
    graph = helper.make_graph(
        nodes,
        name,
        [
            helper.make_tensor_value_info("x", TensorProto.FLOAT, ["b", "t"]),
            helper.make_tensor_value_info("n", TensorProto.INT64, ["b"]),
        ],
        [
            helper.make_tensor_value_info("y", TensorProto.FLOAT, ["b", "t"]),
            helper.make_tensor_value_info("m", TensorProto.INT64, ["b"]),
        ],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, folder / str(version) / "model.onnx")
    return folder
