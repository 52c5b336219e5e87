"""`python -m tests.bench.ledger`: what the ledger does a second, beside what the same machine can do at all.

Closed loops. Every measurement is run in each of several rounds, one after the other, and ratios are medians of the
rounds' own ratios: on a noisy machine neighbours in time compare best. A measurement that others disturbed is run again
(HEO_BENCH_TRIES times at most; what they took is told). Writes build/bench/ledger.json.
"""

import asyncio
import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import grpc
import uvloop
from heo.ledger.v1 import journal_service_pb2 as pb
from heo.ledger.v1 import journal_service_pb2_grpc as rpc

from services.ledger.settings import LedgerSettings
from services.mesh.app import descriptors
from services.mesh.channels import open_channel
from services.mesh.clock import SystemClock
from services.mesh.telemetry import Telemetry
from services.mesh.tokens import TokenIssuer
from tests.bench.ledger import tpcb
from tests.bench.ledger.echo import EMPTY
from tests.bench.ledger.households import LEGS, Household, made
from tests.bench.ledger.kernel_alone import BATCH, CALLERS
from tests.bench.ledger.load import Figure, measured
from tests.bench.ledger.quiet import undisturbed
from tests.bench.ledger.world import DURABLE, World, world

ROUNDS = int(os.environ.get("HEO_BENCH_ROUNDS", "5"))
SECONDS = float(os.environ.get("HEO_BENCH_SECONDS", "4"))
HOUSEHOLDS = 100
FLOORS = {"unary_over_echo_c256": 0.45, "batch_over_kernel": 0.65, "hot_over_cold": 0.9, "batch_over_tpcb": 1.2}
OUT = Path("build/bench/ledger.json")


class Bench:
    """The measurements of one round, over open channels."""

    def __init__(self, here: World, ledger: grpc.aio.Channel, echo: grpc.aio.Channel, issuer: TokenIssuer) -> None:
        self.here = here
        self.issuer = issuer
        self.ledger = rpc.JournalServiceStub(ledger)
        self.echo = rpc.JournalServiceStub(echo)
        self.homes: list[Household] = []
        self.turn = count()

    def next_home(self) -> Household:
        """The households by turns."""
        return self.homes[next(self.turn) % len(self.homes)]

    async def empty(self) -> Figure:
        """An empty RPC without interceptors."""
        async with grpc.aio.insecure_channel(f"{self.here.echo}.empty") as channel:
            method: Any = channel.unary_unary(EMPTY)

            async def call(_caller: int) -> int:
                await method(b"", timeout=30)
                return 1

            return await measured(call, 256, SECONDS)

    async def unary(self, stub: Any, callers: int, *, hot: bool = False) -> Figure:
        """One post a call, to all households by turns or (hot) to one."""

        async def call(_caller: int) -> int:
            home = self.homes[0] if hot else self.next_home()
            await stub.RecordTransaction(home.post(), timeout=30, metadata=home.metadata(self.issuer))
            return 1

        return await measured(call, callers, SECONDS)

    async def batch(self) -> Figure:
        """A thousand posts a call."""

        async def call(_caller: int) -> int:
            home = self.next_home()
            request = pb.BatchRecordTransactionsRequest(
                household_id=str(home.household_id), requests=[home.post() for _ in range(BATCH)]
            )
            answer = await self.ledger.BatchRecordTransactions(request, timeout=60, metadata=home.metadata(self.issuer))
            if any(result.reason for result in answer.results):
                raise SystemExit("the ledger refused a post")
            return BATCH

        return await measured(call, CALLERS, SECONDS)

    async def kernel(self) -> Figure:
        """The same batches without gRPC, in a process of their own."""
        lines = "\n".join(
            json.dumps({"household_id": str(h.household_id), "user_id": str(h.user_id), "cash": h.cash, "food": h.food})
            for h in self.homes
        )
        command = [sys.executable, "-m", "tests.bench.ledger.kernel_alone", str(SECONDS)]
        done = await asyncio.to_thread(
            subprocess.run, command, input=lines, text=True, env=self.here.child_environment(), check=True,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        return Figure(**json.loads(done.stdout))

    async def tpcb(self, clients: int) -> Figure:
        """pgbench."""
        return Figure(await asyncio.to_thread(tpcb.run, self.here.dsn, SECONDS, clients), 0, 0)

    def round(self) -> dict[str, Callable[[], Awaitable[Figure]]]:
        """What a round measures, what is compared side by side."""
        return {
            "empty_rpc_c256": self.empty,
            "echo_c256": lambda: self.unary(self.echo, 256),
            "unary_c256": lambda: self.unary(self.ledger, 256),
            "unary_c256_hot": lambda: self.unary(self.ledger, 256, hot=True),
            "unary_c64": lambda: self.unary(self.ledger, 64),
            "unary_c1": lambda: self.unary(self.ledger, 1),
            "kernel": self.kernel,
            "batch_1000": self.batch,
            "tpcb_simple": lambda: self.tpcb(tpcb.CLIENTS),
            "tpcb_simple_c16": lambda: self.tpcb(tpcb.MOST_CLIENTS),
        }


def ratios(figures: dict[str, list[Figure]]) -> dict[str, float]:
    """Medians of the rounds' own ratios."""

    def over(above: str, below: str) -> float:
        pairs = zip(figures[above], figures[below], strict=True)
        return round(median(a.per_second / b.per_second for a, b in pairs), 3)

    return {
        "unary_over_echo_c256": over("unary_c256", "echo_c256"),
        "batch_over_kernel": over("batch_1000", "kernel"),
        "hot_over_cold": over("unary_c256_hot", "unary_c256"),
        "batch_over_tpcb": over("batch_1000", "tpcb_simple"),
    }


def show(figures: dict[str, list[Figure]], found: dict[str, float]) -> None:
    """The table."""
    print(f"\n{'measurement':<22}{'per second':>12}{'p50 ms':>10}{'p99 ms':>10}")
    for name, runs in figures.items():
        middle = [median(getattr(run, part) for run in runs) for part in ("per_second", "p50_ms", "p99_ms")]
        print(f"{name:<22}{middle[0]:>12.0f}{middle[1]:>10.2f}{middle[2]:>10.2f}")
    print(f"\n{'ratio':<22}{'measured':>12}{'floor':>10}")
    for name, value in found.items():
        print(f"{name:<22}{value:>12.3f}{FLOORS[name]:>10.2f}{'' if value >= FLOORS[name] else '  below'}")


async def main() -> int:
    """Measure, print, write; 1 when a ratio is below its floor."""
    with world() as here:
        settings = LedgerSettings(dsn=here.dsn)
        telemetry = Telemetry("bff", otlp_endpoint=None, trace_ratio=0)
        called = descriptors(["heo.ledger.v1.JournalService"])
        ledger, echo = (
            open_channel(target, settings, services=called, telemetry=telemetry) for target in (here.ledger, here.echo)
        )
        issuer = TokenIssuer("bff", (here.home / "bff.key").read_bytes(), SystemClock())
        bench = Bench(here, ledger, echo, issuer)
        await asyncio.gather(ledger.channel_ready(), echo.channel_ready())
        print(f"preparing {HOUSEHOLDS} households and TPC-B …", flush=True)
        bench.homes = await made(ledger, issuer, HOUSEHOLDS)
        await asyncio.to_thread(tpcb.prepare, here.dsn)
        figures: dict[str, list[Figure]] = {}
        disturbed: dict[str, float] = {}
        for number in range(ROUNDS):
            for name, measure in bench.round().items():
                figure, foreign = await undisturbed(measure)
                figures.setdefault(name, []).append(figure)
                disturbed[name] = max(foreign, disturbed.get(name, 0.0))
                print(f"round {number + 1}: {name} {figure.per_second:.0f}/s, others {foreign:.0%}", flush=True)
        await ledger.close()
        await echo.close()
    found = ratios(figures)
    show(figures, found)
    write(figures, found, disturbed)
    return 0 if all(found[name] >= floor for name, floor in FLOORS.items()) else 1


def write(figures: dict[str, list[Figure]], found: dict[str, float], disturbed: dict[str, float]) -> None:
    """All of it as JSON."""
    OUT.parent.mkdir(parents=True, exist_ok=True)
    runs = {name: [dataclasses.asdict(run) for run in all_runs] for name, all_runs in figures.items()}
    setup = {
        "legs_per_entry": LEGS, "households": HOUSEHOLDS, "rounds": ROUNDS, "seconds": SECONDS, "batch": BATCH,
        "batch_callers": CALLERS, "tpcb": {"protocol": "simple", "clients": tpcb.CLIENTS, "scale": tpcb.SCALE},
        "postgres": {name: DURABLE[name] for name in ("fsync", "synchronous_commit", "full_page_writes")},
        "hot_means": "every post hits one household", "cpus": os.cpu_count(),
    }  # fmt: skip
    foreign = {name: round(share, 3) for name, share in disturbed.items()}
    everything = {**found, "setup": setup, "runs": runs, "most_cpu_of_others": foreign}
    OUT.write_text(json.dumps(everything, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(uvloop.run(main()))
