"""Weights to the model repository: `asr_vi/1/model.onnx`, its config and its tokens.

Weights are stored as float16 and widened when the model is loaded, so the file is half as large and nothing is slower.
The weights are rounded before they are compared, so torch and ONNX compute with the same numbers.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

from services.ai.speech.features import MELS
from services.ai.speech.tokens import TOKENS
from services.ai.training.speech.checkpoint import State
from services.ai.training.speech.network import SPLIT, STRIDE, Recogniser, Size
from services.ai.training.speech.settings import Run

NAME = "asr_vi"
MODELS = Path(__file__).resolve().parents[2] / "models"
MOST_BYTES = 16 * 2**20
MOST_DIFFERENCE = 1e-3
OPSET = 18
SHARD_HOURS = 0.84
# Found by `python -m tests.ai.eval_voice.calibrate` on learnt sentences: makes posteriors of amounts honest.
TEMPERATURE = "4.0"
# Spoken clips at 10 dB are surer than 0.7. Noise alone gives no words at all; this is the second wall.
LEAST_CONFIDENCE = "0.6"


class ExportError(RuntimeError):
    """The exported model is too large or does not compute what the trained one does."""


@torch.no_grad()
def rounded(model: Recogniser) -> Recogniser:
    """The model with weights that float16 holds exactly."""
    copy = Recogniser(model.size, dropout=0.0)
    copy.load_state_dict({name: value.half().float().cpu() for name, value in model.state_dict().items()})
    copy.eval()
    return copy


def to_onnx(model: Recogniser, path: Path) -> None:
    """Write the model with free batch and time. ExportError when the file computes something else."""
    exact = rounded(model)
    example = (torch.randn(2, 37, MELS), torch.tensor([37, 20]))
    batch, time = torch.export.Dim("batch", min=1, max=512), torch.export.Dim("time", min=1, max=60_000)
    program = torch.onnx.export(
        exact, example, dynamo=True, opset_version=OPSET, verbose=False, optimize=False,
        input_names=["features", "lengths"], output_names=["log_probs", "out_lengths"],
        dynamic_shapes={"features": {0: batch, 1: time}, "lengths": {0: batch}},
    )  # fmt: skip
    if program is None:
        raise ExportError("torch gave no program")
    proto = program.model_proto
    halve(proto)
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(proto, str(path))
    check(exact, path)


def halve(proto: onnx.ModelProto) -> None:
    """Stores every larger float32 weight as float16, with a cast behind it; engines fold the cast when they load."""
    casts = []
    for tensor in proto.graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < 64:
            continue
        name = tensor.name
        small = numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), f"{name}.half")
        tensor.CopyFrom(small)
        casts.append(helper.make_node("Cast", [f"{name}.half"], [name], to=TensorProto.FLOAT))
    nodes = [*casts, *proto.graph.node]
    del proto.graph.node[:]
    proto.graph.node.extend(nodes)
    for info in [info for info in proto.graph.value_info if info.name.endswith(".half")]:
        proto.graph.value_info.remove(info)
    del proto.metadata_props[:]
    for node in proto.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]  # where in torch a node came from: file names of this machine


def check(model: Recogniser, path: Path) -> None:
    """Compares with torch on several shapes, padded and not. ExportError says what differs."""
    if path.stat().st_size > MOST_BYTES:
        raise ExportError(f"{path.name} has {path.stat().st_size} bytes, more than {MOST_BYTES}")
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    generator = torch.Generator().manual_seed(1)
    for frames in ([1], [3], [98, 7], [400, 399, 250, 4]):
        features = torch.randn(len(frames), max(frames), MELS, generator=generator)
        lengths = torch.tensor(frames)
        with torch.no_grad():
            expected, counts = model(features, lengths)
        got, got_counts = session.run(None, {"features": features.numpy(), "lengths": lengths.numpy()})
        if not np.array_equal(got_counts, counts.numpy()):
            raise ExportError(f"lengths {got_counts} instead of {counts.numpy()}")
        for row, count in enumerate(counts.tolist()):
            difference = float(np.abs(got[row, :count] - expected[row, :count].numpy()).max())
            alone = session.run(None, {"features": features[row : row + 1, : frames[row]].numpy(),
                                       "lengths": lengths[row : row + 1].numpy()})[0][0]  # fmt: skip
            padding = float(np.abs(got[row, :count] - alone[:count]).max())
            if max(difference, padding) > MOST_DIFFERENCE:
                raise ExportError(f"{frames}: torch differs by {difference:.2g}, padding by {padding:.2g}")


def publish(state: State, run: Run, models: Path = MODELS, version: int = 1) -> Path:
    """Write the folder of the repository from a checkpoint's average; gives the path of model.onnx."""
    model = Recogniser(run.size)
    model.load_state_dict(state.average)
    folder = models / NAME
    path = folder / str(version) / "model.onnx"
    to_onnx(model, path)
    (folder / "tokens.txt").write_text("\n".join(TOKENS) + "\n", encoding="utf-8")
    (folder / "config.pbtxt").write_text(config(run.size), encoding="utf-8")
    (folder / "training.json").write_text(json.dumps(record(state, run, model), indent=2) + "\n", encoding="utf-8")
    return path


def record(state: State, run: Run, model: Recogniser) -> dict[str, Any]:
    """How the model came to be, for its card and for the page of figures."""
    return {
        "steps": state.step,
        "seed": run.seed,
        "parameters_million": round(sum(weights.numel() for weights in model.parameters()) / 1e6, 2),
        "heard_hours": round(state.heard_s / 3600, 1),
        "distinct_hours": round(min(run.shards * SHARD_HOURS, state.heard_s / 3600), 1),
        "minutes": round(state.spent_s / 60),
        "device": "one processor core" if run.device == "cpu" else run.device,
    }


def config(size: Size) -> str:
    """config.pbtxt: what Triton and the in-process engine need to know."""
    left, right = size.context_frames
    parameters = {
        "vocabulary": "tokens.txt",
        "blank": "0",
        "front_end": "log_mel",
        "sample_rate": "16000",
        "stride": str(STRIDE // SPLIT),
        "bucket": "100",
        "left": str(left),
        "right": str(right),
        "temperature": TEMPERATURE,
        "least_confidence": LEAST_CONFIDENCE,
    }
    listed = ",\n".join(
        f'  {{ key: "{key}" value: {{ string_value: "{value}" }} }}' for key, value in parameters.items()
    )
    return f"""# Vietnamese speech, CTC over toneless letters and tones: 10 ms of features in, 20 ms an answer.
# Written by services/ai/training/speech/export.py.
name: "{NAME}"
backend: "onnxruntime"
max_batch_size: 32
input [
  {{ name: "features" data_type: TYPE_FP32 dims: [ -1, {MELS} ] }},
  {{ name: "lengths" data_type: TYPE_INT64 dims: [ 1 ] reshape: {{ shape: [ ] }} }}
]
output [
  {{ name: "log_probs" data_type: TYPE_FP32 dims: [ -1, {len(TOKENS)} ] }},
  {{ name: "out_lengths" data_type: TYPE_INT64 dims: [ 1 ] reshape: {{ shape: [ ] }} }}
]
dynamic_batching {{ max_queue_delay_microseconds: 2000 }}
instance_group [ {{ kind: KIND_CPU count: 1 }} ]
parameters [
{listed}
]
"""
