"""The published model: computes what torch does, padding changes nothing, its weights come back."""

import json
from dataclasses import replace
from pathlib import Path

import onnx
import pytest
import torch

from services.ai.inference.repository import Repository
from services.ai.speech.tokens import TOKENS
from services.ai.training.speech import export
from services.ai.training.speech.checkpoint import begin
from services.ai.training.speech.network import SIZES, Recogniser
from services.ai.training.speech.settings import RUNS
from services.ai.training.speech.weights import WeightsError, read_weights

pytestmark = pytest.mark.filterwarnings("ignore")  # torch's exporter warns of its own future


def test_a_published_folder_holds_what_the_engines_need(tmp_path: Path) -> None:
    torch.manual_seed(3)
    model = Recogniser(SIZES["tiny"])
    # publish compares with torch on padded and unpadded batches and refuses a difference of 1e-3.
    path = export.publish(begin(model), RUNS["tiny"], tmp_path)
    folder = Repository(tmp_path).get(export.NAME)
    assert folder.onnx == path
    assert (folder.inputs, folder.outputs) == (("features", "lengths"), ("log_probs", "out_lengths"))
    assert tuple(folder.file("vocabulary").read_text(encoding="utf-8").split()) == TOKENS
    assert json.loads((path.parents[1] / "training.json").read_text(encoding="utf-8"))["steps"] == 0
    stored = read_weights(path, SIZES["tiny"]).state_dict()
    assert all(torch.equal(value, model.state_dict()[name].half().float()) for name, value in stored.items())
    with pytest.raises(WeightsError):
        read_weights(path, replace(SIZES["tiny"], width=64))


def test_a_file_that_computes_something_else_is_refused(tmp_path: Path) -> None:
    model = Recogniser(SIZES["tiny"])
    export.to_onnx(model, tmp_path / "model.onnx")
    proto = onnx.load(str(tmp_path / "model.onnx"))
    bias = next(tensor for tensor in proto.graph.initializer if tensor.name == "head.bias.half")
    bias.raw_data = bytes(len(bias.raw_data))
    onnx.save(proto, str(tmp_path / "model.onnx"))
    with pytest.raises(export.ExportError, match="torch differs"):
        export.check(export.rounded(model), tmp_path / "model.onnx")


def test_the_shipped_model_is_small_enough_and_of_the_shape_that_training_goes_on_from() -> None:
    path = export.MODELS / export.NAME / "1" / "model.onnx"
    assert path.stat().st_size <= export.MOST_BYTES
    export.check(read_weights(path, SIZES["small"]).eval(), path)
