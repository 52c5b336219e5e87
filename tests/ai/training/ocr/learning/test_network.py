"""The network, its export, and padding that changes nothing."""

from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from services.ai.training.ocr import checkpoint
from services.ai.training.ocr.alphabet import build_alphabet
from services.ai.training.ocr.export import ExportError, export
from services.ai.training.ocr.network import SIZES, LineReader
from services.ai.training.ocr.samples.prepare import as_input
from services.ai.training.ocr.session import open_session
from tests.ai.training.ocr.learning.lines import sample

LETTERS = len(build_alphabet())
SERVED = Path("services/ai/models/ocr_vi")


@pytest.fixture(scope="module")
def network() -> LineReader:
    torch.manual_seed(3)
    made = LineReader(LETTERS)
    made.eval()
    return made


def test_its_size_is_what_two_cores_can_teach(network: LineReader) -> None:
    assert 1.0e6 <= sum(value.numel() for value in network.parameters()) <= 2.5e6
    assert set(SIZES) == {"small", "medium"}


def test_padding_changes_nothing_and_says_blank(network: LineReader) -> None:
    line, _ = sample("Bún bò Huế 45.000đ")
    width = line.shape[1]
    with torch.no_grad():
        alone = network(torch.from_numpy(as_input([line], width)))
        padded = network(torch.from_numpy(as_input([line], width + 128)))
    columns = width // 4
    assert (alone.exp() - padded[:, :columns].exp()).abs().max() < 1e-3
    assert padded[0, columns:].argmax(dim=1).eq(0).all()
    assert padded[0, columns:, 0].exp().min() > 0.999


def test_the_exported_model_is_the_trained_one_at_any_size(network: LineReader, tmp_path: Path) -> None:
    export(network, tmp_path / "model.onnx")
    assert (tmp_path / "model.onnx").stat().st_size <= 16 * 2**20
    session = open_session(tmp_path / "model.onnx")
    for count, width in ((1, 16), (3, 640)):
        images = np.random.default_rng(1).random((count, 1, 32, width), np.float32).clip(1 / 256, 1)
        with torch.no_grad():
            wanted = network(torch.from_numpy(images)).numpy()
        (got,) = session.run(["log_probs"], {"images": images})
        assert got.shape == (count, width // 4, LETTERS + 1)
        assert np.abs(np.exp(wanted) - np.exp(got)).max() < 1e-3


def test_a_model_that_is_too_large_takes_no_place(
    network: LineReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.ai.training.ocr.export.LARGEST_BYTES", 1000)
    (tmp_path / "model.onnx").write_bytes(b"the old one")
    with pytest.raises(ExportError, match="bytes"):
        export(network, tmp_path / "model.onnx")
    assert (tmp_path / "model.onnx").read_bytes() == b"the old one"


def test_the_served_model_is_within_its_limit_and_fits_the_letters() -> None:
    model = onnx.load(SERVED / "1" / "model.onnx")
    assert (SERVED / "1" / "model.onnx").stat().st_size <= 16 * 2**20
    assert model.graph.output[0].type.tensor_type.shape.dim[2].dim_value == LETTERS + 1


def test_the_kept_weights_begin_a_run(tmp_path: Path, network: LineReader) -> None:
    other = LineReader(LETTERS)
    assert not checkpoint.load_weights(other, tmp_path / "none.npz")
    checkpoint.save_weights(network, tmp_path / "weights.npz")
    assert checkpoint.load_weights(other, tmp_path / "weights.npz")
    for name, value in network.state_dict().items():
        assert torch.allclose(value.float(), other.state_dict()[name].float(), atol=2e-3)
    assert not checkpoint.load_weights(LineReader(LETTERS, SIZES["medium"]), tmp_path / "weights.npz")
    assert checkpoint.load_weights(LineReader(LETTERS)), "the weights that come with Heo fit the network"
