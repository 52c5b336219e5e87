"""The engine of a cluster: a Triton server, over KServe's gRPC protocol, on an aio channel with deadlines."""

from typing import Any

import grpc
import numpy as np
from numpy.typing import NDArray

from services.ai.inference.engine import EngineError, EngineUnavailableError, Tensors
from services.mesh.deadline import handed_down_s

_UNAVAILABLE = frozenset({"UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "CANCELLED", "NOT_FOUND"})
MOST_BYTES = 64 * 1024 * 1024


class TritonEngine:
    """Runs models on the server at `target` (host:port). It connects when it is first asked."""

    def __init__(self, target: str, limit_s: float) -> None:
        """Give each call `limit_s` seconds, and no more than what is left of the running call."""
        self._target = target
        self._limit_s = limit_s
        self._client: Any = None
        self._configs: dict[str, Any] = {}

    async def infer(self, model: str, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """See Engine."""
        config = await self._config(model)
        from tritonclient.grpc import InferInput, InferRequestedOutput

        sent = []
        for tensor in config.input:
            array = _reshaped(inputs[tensor.name], tensor)
            one = InferInput(tensor.name, array.shape, _wire_type(tensor))
            one.set_data_from_numpy(array)
            sent.append(one)
        asked = [InferRequestedOutput(tensor.name) for tensor in config.output]
        answer = await self._call("infer", model, sent, outputs=asked)
        return {tensor.name: _restored(answer.as_numpy(tensor.name), tensor) for tensor in config.output}

    async def ready(self, model: str) -> bool:
        """See Engine."""
        try:
            return bool(await self._call("is_model_ready", model))
        except EngineError:
            return False

    async def close(self) -> None:
        """See Engine."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _config(self, model: str) -> Any:
        """The model's config as the server has it; asked for once."""
        if model not in self._configs:
            self._configs[model] = (await self._call("get_model_config", model)).config
        return self._configs[model]

    async def _call(self, method: str, *arguments: Any, **options: Any) -> Any:
        """What the server answers. EngineUnavailableError when it does not in time, EngineError when it refuses."""
        from tritonclient.grpc.aio import InferenceServerClient
        from tritonclient.utils import InferenceServerException

        if self._client is None:
            # tritonclient's own default for messages is 2 GiB: what one clip or page needs is less.
            limits = [("grpc.max_send_message_length", MOST_BYTES), ("grpc.max_receive_message_length", MOST_BYTES)]
            self._client = InferenceServerClient(self._target, channel_args=limits)
        try:
            timeout_s = handed_down_s(self._limit_s)
            return await getattr(self._client, method)(*arguments, client_timeout=timeout_s, **options)
        except InferenceServerException as error:
            status = str(error.status() or "").removeprefix("StatusCode.")
            raised = EngineUnavailableError if status in _UNAVAILABLE else EngineError
            raise raised(f"{arguments[0]}: the Triton server answers {status or 'nothing'}") from error
        except grpc.RpcError as error:
            raise EngineUnavailableError(f"{arguments[0]}: the Triton server is not reached") from error


def _wire_type(tensor: Any) -> str:
    """TYPE_FP32 as FP32."""
    name = tensor.DESCRIPTOR.fields_by_name["data_type"].enum_type.values_by_number[tensor.data_type].name
    return str(name.removeprefix("TYPE_"))


def _reshaped(array: NDArray[Any], tensor: Any) -> NDArray[Any]:
    """The tensor as the wire has it: where the config says that [B] travels as [B, 1]."""
    if not tensor.HasField("reshape"):
        return np.ascontiguousarray(array)
    return np.ascontiguousarray(array.reshape(array.shape[0], *tensor.dims))


def _restored(array: NDArray[Any], tensor: Any) -> NDArray[Any]:
    """The tensor as the model has it."""
    if not tensor.HasField("reshape"):
        return array
    return array.reshape(array.shape[0], *tensor.reshape.shape)
