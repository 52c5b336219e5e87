"""gRPC service config, generated from the contract: balancing, client-side health checks, and who may be retried."""

import json
from collections.abc import Iterable
from typing import Any

from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.protobuf.descriptor_pb2 import MethodOptions

RETRYABLE_LEVELS = frozenset({MethodOptions.IDEMPOTENT, MethodOptions.NO_SIDE_EFFECTS})
RETRY_POLICY = {
    "maxAttempts": 4,
    "initialBackoff": "0.05s",
    "maxBackoff": "1s",
    "backoffMultiplier": 2,
    "retryableStatusCodes": ["UNAVAILABLE"],
}
"""Only UNAVAILABLE: any other code may be an answer. gRPC adds the jitter."""

RETRY_THROTTLING = {"maxTokens": 20, "tokenRatio": 0.2}
"""Retries stop while more than half of the last calls failed, so that a sick server is not buried."""


def service_config(services: Iterable[ServiceDescriptor]) -> str:
    """The service config, as JSON, of a channel to `services`.

    A unary method whose contract says IDEMPOTENT or NO_SIDE_EFFECTS is retried; every other method, and every stream,
    is not.
    """
    config: dict[str, Any] = {
        "loadBalancingConfig": [{"round_robin": {}}],
        "healthCheckConfig": {"serviceName": ""},
        "retryThrottling": RETRY_THROTTLING,
    }
    names = [
        {"service": service.full_name, "method": method.name}
        for service in services
        for method in service.methods
        if is_retryable(method)
    ]
    if names:
        config["methodConfig"] = [{"name": names, "retryPolicy": RETRY_POLICY}]
    return json.dumps(config)


def is_retryable(method: MethodDescriptor) -> bool:
    """Whether the contract lets a client send `method` again without knowing what became of the first try."""
    streams = method.client_streaming or method.server_streaming
    return not streams and method.GetOptions().idempotency_level in RETRYABLE_LEVELS
