"""A Python-based Triton backend called "onnxruntime": put this folder into the server's backend folder.

It knows no model's name: it loads the version's ONNX file, passes tensors in and out as the config names them, and runs
requests of equal shapes together. It imports nothing of Heo, since the server loads it by itself.

Tensors cross by DLPack: a stub that was built before NumPy 2 takes an array's item size from where it no longer is.
"""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import triton_python_backend_utils as pb_utils


class TritonPythonModel:
    """One instance of one model."""

    @staticmethod
    def auto_complete_config(config: Any) -> Any:
        """Configs are complete: nothing is guessed."""
        return config

    def initialize(self, args: dict[str, str]) -> None:
        """Load the version's file."""
        self._config = json.loads(args["model_config"])
        name = self._config.get("default_model_filename") or "model.onnx"
        file = Path(args["model_repository"]) / args["model_version"] / name
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        on_gpu = args.get("model_instance_kind") == "GPU"
        wanted = ["CUDAExecutionProvider", "CPUExecutionProvider"] if on_gpu else ["CPUExecutionProvider"]
        there = set(onnxruntime.get_available_providers())
        providers = [provider for provider in wanted if provider in there]
        self._session = onnxruntime.InferenceSession(str(file), options, providers=providers)
        self._is_batched = self._config["max_batch_size"] > 0

    def execute(self, requests: list[Any]) -> list[Any]:
        """One response a request, in order."""
        inputs = [self._inputs_of(request) for request in requests]
        responses: list[Any] = [None] * len(requests)
        for indexes in self._groups(inputs):
            outputs = self._run([inputs[index] for index in indexes])
            first = 0
            for index in indexes:
                rows = slice(first, first + self._rows(inputs[index])) if self._is_batched else slice(None)
                first = rows.stop or 0
                responses[index] = pb_utils.InferenceResponse(
                    [_tensor(tensor, outputs[tensor["name"]][rows]) for tensor in self._config["output"]]
                )
        return responses

    def _inputs_of(self, request: Any) -> dict[str, Any]:
        found = {}
        for tensor in self._config["input"]:
            array = np.from_dlpack(pb_utils.get_input_tensor_by_name(request, tensor["name"]))
            found[tensor["name"]] = self._unwired(array, tensor)
        return found

    def _rows(self, inputs: dict[str, Any]) -> int:
        return int(next(iter(inputs.values())).shape[0])

    def _groups(self, inputs: list[dict[str, Any]]) -> list[list[int]]:
        """Which requests may run together: those whose shapes agree but for the batch."""
        if not self._is_batched:
            return [[index] for index in range(len(inputs))]
        groups: dict[Any, list[int]] = defaultdict(list)
        for index, tensors in enumerate(inputs):
            groups[tuple((name, array.shape[1:]) for name, array in tensors.items())].append(index)
        return list(groups.values())

    def _run(self, group: list[dict[str, Any]]) -> dict[str, Any]:
        names = [tensor["name"] for tensor in self._config["output"]]
        merged = group[0]
        if len(group) > 1:
            merged = {name: np.concatenate([inputs[name] for inputs in group]) for name in group[0]}
        return dict(zip(names, self._session.run(names, merged), strict=True))

    def _unwired(self, array: Any, tensor: Any) -> Any:
        """A tensor as the model has it: the config may say that its [B] travels as [B, 1]."""
        if "reshape" not in tensor:
            return array
        return array.reshape(array.shape[0], *map(int, tensor["reshape"].get("shape", ())))


def _tensor(tensor: Any, array: Any) -> Any:
    """A tensor as it travels."""
    if "reshape" in tensor:
        array = array.reshape(array.shape[0], *map(int, tensor["dims"]))
    return pb_utils.Tensor.from_dlpack(tensor["name"], np.ascontiguousarray(array))
