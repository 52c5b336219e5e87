"""Asking a process whether it serves, the way its protocol says."""

import asyncio
import ssl
import urllib.error
import urllib.request
from pathlib import Path

PROBE_SECONDS = 1.0


async def grpc_serves(target: str) -> bool:
    """Ask the standard health service at `target` ("unix:/path" or "host:port") for the whole server's state."""
    if not could_listen(target):
        return False
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


def could_listen(target: str) -> bool:
    """Say whether asking makes sense: a channel to a socket that is not there is work that a start has no time for."""
    return not target.startswith("unix:") or Path(target.removeprefix("unix:")).exists()


async def http_serves(url: str) -> bool:
    """Fetch `url` on this machine and take any answer below 500."""
    return await asyncio.to_thread(fetch, url)


def fetch(url: str) -> bool:
    """Do it, in a thread."""
    try:
        with urllib.request.urlopen(url, timeout=PROBE_SECONDS, context=unverified(url)) as answer:  # noqa: S310 (our URL)
            return bool(answer.status < 500)
    except urllib.error.HTTPError as refused:
        return refused.code < 500
    except OSError:
        return False


def unverified(url: str) -> ssl.SSLContext | None:
    """Make a context that checks no certificate: that is for those outside, here our own process is asked."""
    if not url.startswith("https:"):
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
