"""What the real processes tell about one spending, from the sentence to the alert: spans, metrics and logs."""

import asyncio
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
import psycopg
import pytest

from services.local.postgres.server import Cluster
from services.mesh.ids import new_id
from services.mesh.testing.otlp import Collector, collector
from tests.chaos.household import Family
from tests.support.product import Product, free_port

SERVICES = ("ledger", "ai", "notifier", "bff")
SENTENCE = "ăn phở Gánh Hàng Rong 48.765.432đ"
PLAN = 51_234_567
BREAKAGES = {
    "ledger": ("REVOKE ALL ON ALL TABLES IN SCHEMA ledger FROM ledger_reader", "/households/{}/accounts"),
    "ai": ("REVOKE ALL ON ALL TABLES IN SCHEMA ai FROM ai_app", "/households/{}/memories"),
    "notifier": ("REVOKE ALL ON ALL TABLES IN SCHEMA notifier FROM notifier_app", "/households/{}/alerts"),
    "bff": ("REVOKE ALL ON ALL TABLES IN SCHEMA bff FROM bff_app", "/session"),
}
"""What takes a service's tables away, and a request that then fails in it. The bff last: all requests pass it."""


@dataclass
class Evidence:
    """All that left the processes."""

    trace_id: str = field(default_factory=lambda: secrets.token_hex(16))
    """Of the two requests that the spending took."""
    failing_trace_id: str = field(default_factory=lambda: secrets.token_hex(16))
    """Of the requests that met a database without tables."""
    collected: Collector = field(default_factory=Collector)
    metrics: dict[str, str] = field(default_factory=dict)
    logs: dict[str, str] = field(default_factory=dict)
    outbox: list[str] = field(default_factory=list)
    failures: dict[str, tuple[int, str]] = field(default_factory=dict)
    private: set[str] = field(default_factory=set)

    def lines(self, service: str) -> list[dict[str, Any]]:
        """The service's log."""
        return [json.loads(line) for line in self.logs[service].splitlines()]


def traceparent(trace_id: str) -> dict[str, str]:
    """The header of a browser that records."""
    return {"traceparent": f"00-{trace_id}-{secrets.token_hex(8)}-01"}


async def spend(family: Family, found: Evidence) -> None:
    """Say it, tap, and wait for the alert."""
    await family.settle_in()
    await family.plan(PLAN)
    before = dict(family.client.headers)
    family.client.headers.update(traceparent(found.trace_id))
    said = {"request_id": str(new_id()), "text": SENTENCE, "source": "manual"}
    drafts = (await family.send("POST", f"/households/{family.household}/drafts", said))["drafts"]
    tapped = {"request_id": str(new_id()), "draft_ids": [one["draft_id"] for one in drafts]}
    confirmed = await family.send("POST", f"/households/{family.household}/drafts/confirm", tapped)
    family.client.headers = httpx.Headers(before)
    await family.alerts_once_raised("plan_near")
    content = confirmed["transactions"][0]["content"]
    found.private |= {content["note"], str(content["splits"][0]["amount"]["amount"]), str(PLAN)}
    found.private |= {family.client.headers["X-CSRF-Token"], family.client.headers["Cookie"].partition("=")[2]}
    found.private |= {"Gánh Hàng", "48.765", "Chị Ba", "Nhà Ba", "chi.", "con-heo-dat", "Bearer", "eyJ"}


async def fail(family: Family, found: Evidence, dsn: str) -> None:
    """Take each service's tables away in turn; what foresees nothing must say nothing."""
    family.client.headers.update(traceparent(found.failing_trace_id))
    for service, (breakage, path) in BREAKAGES.items():
        with psycopg.connect(dsn, autocommit=True) as conn:
            conn.execute(breakage.encode())
        answer = await family.client.get(f"/api/v1{path.format(family.household)}")
        found.failures[service] = (answer.status_code, answer.text)


async def live(product: Product, found: Evidence, metrics: dict[str, int]) -> None:
    """Everything that happens while the processes run."""
    dsn = Cluster.prepare(product.home / "postgres").dsn()
    async with httpx.AsyncClient(base_url=product.url, headers={"Origin": product.url}, timeout=30) as client:
        family = Family(client)
        await spend(family, found)
        await fail(family, found, dsn)
        for service, port in metrics.items():
            found.metrics[service] = (await client.get(f"http://127.0.0.1:{port}/metrics")).text
    with psycopg.connect(dsn) as conn:
        like = f"00-{found.trace_id}-%"
        rows = conn.execute("SELECT traceparent FROM ledger.outbox WHERE traceparent LIKE %s", [like])
        found.outbox = [str(row[0]) for row in rows]


@pytest.fixture(scope="module")
def found() -> Iterator[Evidence]:
    """The product, run once; its processes have ended, so all that they had to tell is told."""
    evidence = Evidence()
    metrics = {service: free_port() for service in SERVICES}
    pages = {f"HEO_{service.upper()}_METRICS_LISTEN": f"127.0.0.1:{port}" for service, port in metrics.items()}
    with collector() as evidence.collected, TemporaryDirectory(prefix="heo-traces-") as folder:
        settings = {"OTEL_EXPORTER_OTLP_ENDPOINT": evidence.collected.endpoint, "HEO_LOG_LEVEL": "debug", **pages}
        product = Product(Path(folder) / "home", **settings)
        try:
            product.start()
            asyncio.run(live(product, evidence, metrics))
        finally:
            product.stop()
        for service in SERVICES:
            evidence.logs[service] = (product.home / "logs" / f"{service}.log").read_text()
        yield evidence
