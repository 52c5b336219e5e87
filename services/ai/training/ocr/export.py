"""From weights to the model repository: ONNX with any number of lines of any width."""

import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray

from services.ai.training.ocr.network import LineReader
from services.ai.training.ocr.session import open_session
from services.ai.training.ocr.shape import HEIGHT

LARGEST_BYTES = 16 * 1024 * 1024
TOLERANCE = 1e-3
# A leading letter that pads cannot be told from would be a mistake of the network; 64 columns more show it.
EXTRA_COLUMNS = 64


class ExportError(Exception):
    """The exported model does not do what the trained one does, or is too large."""


def export(network: LineReader, path: Path) -> None:
    """Write `network` to `path` after checking it; a file there stays when a check fails. Raises ExportError."""
    network.eval()
    example = _lines(2, 64)
    dimensions = {0: torch.export.Dim("lines", min=1, max=512), 3: 4 * torch.export.Dim("columns", min=2, max=4096)}
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "model.onnx"
        program = torch.onnx.export(
            network,
            (torch.from_numpy(example),),
            input_names=["images"],
            output_names=["log_probs"],
            dynamic_shapes={"images": dimensions},
            dynamo=True,
            external_data=False,
            optimize=True,
            verbose=False,
        )
        assert program is not None  # noqa: S101 the exporter's type allows None for its older form only
        program.save(str(written), external_data=False)
        _check(network, written)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written.read_bytes())


def _lines(count: int, width: int) -> NDArray[np.float32]:
    noise = np.random.default_rng(7).integers(0, 256, (count, 1, HEIGHT, width))
    return ((noise + 1) / 256).astype(np.float32)


def _check(network: LineReader, path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise ExportError(f"The model has {size} bytes; {LARGEST_BYTES} are allowed.")
    onnx.checker.check_model(onnx.load(path))
    session = open_session(path)
    for count, width in ((1, 40), (5, 320)):
        lines = _lines(count, width)
        with torch.no_grad():
            wanted = network(torch.from_numpy(lines)).numpy()
        (got,) = session.run(["log_probs"], {"images": lines})
        padded = np.pad(lines, ((0, 0), (0, 0), (0, 0), (0, EXTRA_COLUMNS)))
        (got_padded,) = session.run(["log_probs"], {"images": padded})
        columns = width // 4
        for name, other in (("the trained network", wanted), ("the padded line", got_padded[:, :columns])):
            difference = float(np.abs(np.exp(got) - np.exp(other)).max())
            if difference > TOLERANCE:
                raise ExportError(f"The exported model differs from {name} by {difference:.2g}.")
