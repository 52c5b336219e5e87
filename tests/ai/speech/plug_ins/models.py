"""The folders of small models with random weights, of each kind that people plug in."""

import json
import shutil
from pathlib import Path

DATA = Path(__file__).with_name("data")
KINDS = ("wave", "conformer", "zipformer")
LENGTHS = 'name: "{0}" data_type: TYPE_INT64 dims: [ 1 ] reshape: {{ shape: [ ] }}'
TENSORS = {
    "wave": (
        ['name: "input_values" data_type: TYPE_FP32 dims: [ -1 ]'],
        ['name: "logits" data_type: TYPE_FP32 dims: [ -1, {tokens} ]'],
    ),
    "conformer": (
        ['name: "audio_signal" data_type: TYPE_FP32 dims: [ 80, -1 ]', LENGTHS.format("length")],
        ['name: "logprobs" data_type: TYPE_FP32 dims: [ -1, {tokens} ]', LENGTHS.format("encoded_lengths")],
    ),
    "zipformer": (
        ['name: "x" data_type: TYPE_FP32 dims: [ -1, 80 ]', LENGTHS.format("x_lens")],
        ['name: "log_probs" data_type: TYPE_FP32 dims: [ -1, {tokens} ]', LENGTHS.format("log_probs_len")],
    ),
}
PARAMETERS = {
    "wave": {"vocabulary": "vocab.json", "front_end": "wave", "stride": "320"},
    "conformer": {
        "vocabulary": "tokens.txt", "front_end": "fbank", "stride": "4", "layout": "mel_time", "window": "hann",
        "mel_scale": "slaney", "lowest_hz": "0", "highest_hz": "8000", "remove_mean": "0", "centered": "1",
        "normalize": "feature", "bucket": "64",
    },
    "zipformer": {"vocabulary": "tokens.txt", "front_end": "fbank", "stride": "4", "blank": "0"},
}  # fmt: skip


def put_model(root: Path, kind: str, name: str = "", **parameters: str) -> Path:
    """Put the model of a kind into the repository `root`."""
    folder = root / (name or kind)
    (folder / "1").mkdir(parents=True)
    shutil.copy(DATA / f"{kind}.onnx", folder / "1" / "model.onnx")
    given = {**PARAMETERS[kind], "least_confidence": "0", **parameters}
    if kind == "wave":
        shutil.copy(DATA / "wave.json", folder / "vocab.json")
        tokens = len(json.loads((DATA / "wave.json").read_text(encoding="utf-8")))
        given["blank"] = str(tokens - 1)
    else:
        shutil.copy(DATA / f"{kind}.txt", folder / "tokens.txt")
        tokens = len((DATA / f"{kind}.txt").read_text(encoding="utf-8").splitlines())
        given.setdefault("blank", str(tokens - 1))
    (folder / "config.pbtxt").write_text(_config(folder.name, kind, tokens, given), encoding="utf-8")
    return folder


def _config(name: str, kind: str, tokens: int, parameters: dict[str, str]) -> str:
    inputs, outputs = TENSORS[kind]
    lines = [f'name: "{name}"', 'backend: "onnxruntime"', "max_batch_size: 8"]
    lines += [f"input {{ {tensor} }}" for tensor in inputs]
    lines += [f"output {{ {tensor.replace('{tokens}', str(tokens))} }}" for tensor in outputs]
    lines += [f'parameters {{ key: "{key}" value {{ string_value: "{text}" }} }}' for key, text in parameters.items()]
    return "\n".join(lines) + "\n"
