"""The model repository: `<name>/config.pbtxt` beside `<name>/<version>/model.onnx`, as Triton lays it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from google.protobuf import text_format

from services.ai.inference.engine import EngineError, EngineUnavailableError

MODELS = Path(__file__).resolve().parents[1] / "models"
"""The repository that comes with Heo."""


@dataclass(frozen=True)
class ModelFolder:
    """One model: its folder, the newest version's file, and what its config says."""

    name: str
    folder: Path
    onnx: Path
    config: Any
    """The inference.ModelConfig message."""

    @property
    def most_rows(self) -> int:
        """The most rows that one run takes; 0 when tensors have no batch axis."""
        return int(self.config.max_batch_size)

    @cached_property
    def parameters(self) -> Mapping[str, str]:
        """The config's parameters: vocabulary file, blank id, stride, front end, and whatever else a model names."""
        return {key: value.string_value for key, value in self.config.parameters.items()}

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs, in order."""
        return tuple(tensor.name for tensor in self.config.input)

    @property
    def outputs(self) -> tuple[str, ...]:
        """The names of the outputs, in order."""
        return tuple(tensor.name for tensor in self.config.output)

    def file(self, parameter: str) -> Path:
        """The file in the model's folder that `parameter` names; EngineError when it is not there or lies outside."""
        path = (self.folder / self.parameters.get(parameter, "")).resolve()
        if not path.is_file() or self.folder.resolve() not in path.parents:
            raise EngineError(f"{self.name}: the parameter {parameter!r} names no file of the model")
        return path


class Repository:
    """Reads model folders; each is read once."""

    def __init__(self, *roots: Path) -> None:
        """Look in `roots`, in this order; by default in the repository that comes with Heo."""
        self._roots = roots or (MODELS,)
        self._known: dict[str, ModelFolder] = {}

    def names(self) -> list[str]:
        """Every model that is there."""
        return sorted({config.parent.name for root in self._roots for config in root.glob("*/config.pbtxt")})

    def has(self, name: str) -> bool:
        """Whether `name` has a config and a version."""
        return any(_is_model(root / name) for root in self._roots)

    def get(self, name: str) -> ModelFolder:
        """The model; EngineUnavailableError when it is not there, EngineError when its config cannot be read."""
        if name not in self._known:
            folders = [root / name for root in self._roots]
            self._known[name] = read_folder(next((one for one in folders if _is_model(one)), folders[-1]))
        return self._known[name]


def read_folder(folder: Path) -> ModelFolder:
    """The model in `folder`; EngineUnavailableError when there is none, EngineError when its config is no config."""
    onnx = _newest(folder)
    if onnx is None or not _is_model(folder):
        raise EngineUnavailableError(f"{folder.name}: no such model in the repository")
    try:
        config = parse_config((folder / "config.pbtxt").read_text(encoding="utf-8"))
    except (text_format.ParseError, UnicodeDecodeError) as error:
        raise EngineError(f"{folder.name}: config.pbtxt cannot be read: {error}") from error
    return ModelFolder(folder.name, folder, onnx, config)


def parse_config(text: str) -> Any:
    """The inference.ModelConfig message of a config.pbtxt; text_format.ParseError when it is none."""
    from tritonclient.grpc import model_config_pb2  # costs memory that an idle process can do without

    return text_format.Parse(text, model_config_pb2.ModelConfig())


def _is_model(folder: Path) -> bool:
    return (folder / "config.pbtxt").is_file() and _newest(folder) is not None


def _newest(folder: Path) -> Path | None:
    """The file of the highest version."""
    versions = [path for path in folder.glob("*/model.onnx") if path.parent.name.isdecimal()]
    return max(versions, key=lambda path: int(path.parent.name), default=None)
