"""The engine of one machine: onnxruntime in this process, over the model repository."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.ai.inference.batching import Batcher
from services.ai.inference.engine import Tensors
from services.ai.inference.repository import ModelFolder, Repository


class InProcessEngine:
    """Runs models here. A model is loaded when it is first asked for, and runs in a thread of its own."""

    def __init__(self, repository: Repository | None = None, threads: int = 1) -> None:
        """Run the models of `repository`, by default Heo's own; each with `threads` threads."""
        self._repository = repository or Repository()
        self._threads = threads
        self._batchers: dict[str, Batcher] = {}

    async def infer(self, model: str, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """See Engine."""
        batcher = self._batchers.get(model)
        if batcher is None:
            folder = self._repository.get(model)
            batcher = Batcher(model, _LazySession(folder, self._threads).run, folder.most_rows)
            self._batchers[model] = batcher
        return await batcher.infer(inputs)

    async def ready(self, model: str) -> bool:
        """See Engine."""
        return self._repository.has(model)

    async def close(self) -> None:
        """See Engine."""
        for batcher in self._batchers.values():
            batcher.close()
        self._batchers.clear()


class _LazySession:
    """An onnxruntime session that is opened at the first run, in the thread that runs it."""

    def __init__(self, folder: ModelFolder, threads: int) -> None:
        self._folder = folder
        self._threads = threads
        self._session: Any = None

    def run(self, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """Every output that the config names."""
        if self._session is None:
            self._session = open_session(self._folder, self._threads)
        names = list(self._folder.outputs) or [output.name for output in self._session.get_outputs()]
        found = self._session.run(names, dict(inputs))
        return {name: np.asarray(tensor) for name, tensor in zip(names, found, strict=True)}


def open_session(folder: ModelFolder, threads: int) -> Any:
    """An onnxruntime.InferenceSession on the CPU that gives memory back after each run."""
    import onnxruntime  # costs memory that a process which hears and reads nothing can do without

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Lengths differ from run to run: remembered patterns and arenas would only grow.
    options.enable_mem_pattern = False
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(folder.onnx), options, providers=["CPUExecutionProvider"])
