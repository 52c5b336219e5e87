"""Asking a process whether it serves, the way its protocol says."""

import asyncio
import ssl
import urllib.error
import urllib.request

PROBE_SECONDS = 1.0


async def grpc_serves(target: str) -> bool:
    """Ask the standard health service at `target` ("unix:/path" or "host:port") for the whole server's state."""
    import grpc
    from grpc_health.v1 import health_pb2

    async with grpc.aio.insecure_channel(target, options=[("grpc.use_local_subchannel_pool", 1)]) as channel:
        check = channel.unary_unary(
            "/grpc.health.v1.Health/Check",
            request_serializer=health_pb2.HealthCheckRequest.SerializeToString,
            response_deserializer=health_pb2.HealthCheckResponse.FromString,
        )
        try:
            answer = await check(health_pb2.HealthCheckRequest(), timeout=PROBE_SECONDS)
        except grpc.aio.AioRpcError:
            return False
    return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)


async def http_serves(url: str) -> bool:
    """Fetch `url` on this machine and take any answer below 500."""
    return await asyncio.to_thread(fetch, url)


def fetch(url: str) -> bool:
    """Do it, in a thread."""
    context = ssl.create_default_context()
    # The certificate is for those outside; here the question is whether our own process answers.
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with urllib.request.urlopen(url, timeout=PROBE_SECONDS, context=context) as answer:  # noqa: S310 (our own URL)
            return bool(answer.status < 500)
    except urllib.error.HTTPError as refused:
        return refused.code < 500
    except OSError:
        return False
