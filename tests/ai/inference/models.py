"""A small model for tests of the engines: y = 2x + n, over rows of any length."""

import shutil
from pathlib import Path

ONNX = Path(__file__).with_name("data") / "doubler.onnx"
"""Written by tests/ai/model_files.py."""

CONFIG = """
backend: "onnxruntime"
max_batch_size: {rows}
input [ {{ name: "x" data_type: TYPE_FP32 dims: [ -1 ] }}, {{ name: "n" data_type: TYPE_INT64 dims: [ 1 ] reshape: {{ shape: [ ] }} }} ]
output [ {{ name: "y" data_type: TYPE_FP32 dims: [ -1 ] }}, {{ name: "m" data_type: TYPE_INT64 dims: [ 1 ] reshape: {{ shape: [ ] }} }} ]
parameters {{ key: "vocabulary" value {{ string_value: "tokens.txt" }} }}
dynamic_batching {{ max_queue_delay_microseconds: 2000 }}
"""  # noqa: E501


def put_doubler(root: Path, name: str = "doubler", rows: int = 8) -> Path:
    """Put the model into the repository `root`."""
    folder = root / name
    (folder / "1").mkdir(parents=True)
    (folder / "config.pbtxt").write_text(f'name: "{name}"' + CONFIG.format(rows=rows), encoding="utf-8")
    (folder / "tokens.txt").write_text("a\nb\n", encoding="utf-8")
    shutil.copy(ONNX, folder / "1" / "model.onnx")
    return folder
