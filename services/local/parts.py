"""The processes of a run: what each is told, where it listens, how it is asked for its health."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from services.local import keys
from services.local.health import grpc_serves, http_serves
from services.local.home import Home
from services.local.postgres.server import Cluster
from services.local.supervision.model import Program
from services.local.supervision.service import Plan

ROOT = Path(__file__).resolve().parents[2]
BEHIND = ("ledger", "ai", "notifier")
"""The services behind the bff, in starting order; they stop in the opposite one, after the bff."""
STOP_SECONDS = {"bff": 2.0, "notifier": 1.6, "ai": 1.6, "ledger": 2.0}
"""How long each may take to stop; with PostgreSQL's 2.8 s a run ends within 10 s, whatever happens."""
DRAIN_SHARE = 0.75
"""The part of that time which running calls get; the rest is for closing down."""


@dataclass(frozen=True)
class Front:
    """Where the bff meets browsers."""

    host: str
    port: int
    url: str
    """The address to tell a person."""
    origins: tuple[str, ...]
    """Every origin at which a browser may open the page."""
    certificate: Path | None = None
    key: Path | None = None


def target(home: Home, service: str) -> str:
    """Name a service's gRPC address: a socket in a folder that nobody else may enter."""
    return f"unix:{home.sockets / service}.sock"


def health_address(home: Home, front: Front, service: str) -> str:
    """Say where a process is asked for its health; empty for PostgreSQL, which is asked through its own program."""
    if service == "bff":
        scheme = "https" if front.certificate else "http"
        return f"{scheme}://localhost:{front.port}/healthz"
    return target(home, service) if service in BEHIND else ""


def postgres_plan(cluster: Cluster) -> Plan:
    """Say how PostgreSQL is run and asked."""
    return Plan(cluster.program(), cluster.serves, cluster.until_orphans_are_gone)


def service_plan(home: Home, cluster: Cluster, service: str) -> Plan:
    """Say how one of the services behind the bff is run and asked."""
    name = f"HEO_{service.upper()}"
    env = environment(home, cluster, service) | {f"{name}_LISTEN": target(home, service)}

    async def probe() -> bool:
        return await grpc_serves(target(home, service))

    return Plan(program(service, env), probe)


def bff_plan(home: Home, cluster: Cluster, front: Front) -> Plan:
    """Say how the bff is run and asked."""
    env = environment(home, cluster, "bff") | {
        "HEO_BFF_LISTEN": f"{f'[{front.host}]' if ':' in front.host else front.host}:{front.port}",
        "HEO_BFF_PUBLIC_ORIGINS": ",".join(front.origins),
        "HEO_BFF_WEB_ROOT": str(ROOT / "web" / "out"),
    }
    if front.certificate and front.key:
        env |= {"HEO_BFF_TLS_CERT": str(front.certificate), "HEO_BFF_TLS_KEY": str(front.key)}

    async def probe() -> bool:
        return await http_serves(health_address(home, front, "bff"))

    return Plan(program("bff", env), probe)


def environment(home: Home, cluster: Cluster, service: str) -> dict[str, str]:
    """Tell a service where the others are, its keys, its database, and to stay small."""
    name = f"HEO_{service.upper()}"
    return {
        "HEO_HOME": str(home.root),
        "HEO_OBJECTS_URL": home.objects.as_uri(),
        "HEO_PUBLIC_KEYS_DIR": str(home.public_keys),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'gen'}",
        # One arena for each of many threads is memory that a household's machine has better use for.
        "MALLOC_ARENA_MAX": "2",
        f"{name}_PRIVATE_KEY_FILE": str(keys.private_key(home, service)),
        f"{name}_DSN": cluster.address(),
        f"{name}_DRAIN_S": str(STOP_SECONDS[service] * DRAIN_SHARE),
        **{f"HEO_{other.upper()}_TARGET": target(home, other) for other in BEHIND},
    }


def environment_of_tools() -> dict[str, str]:
    """Tell a helper process of the `heo` command where the code is."""
    return {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'gen'}"}


def program(service: str, env: dict[str, str]) -> Program:
    """Run a service by this very interpreter."""
    command = (sys.executable, "-m", f"services.{service}")
    return Program(service, command, env, cwd=ROOT, stop_seconds=STOP_SECONDS[service])
