"""PostgreSQL as a supervised process: durable, small, and back after it was killed."""

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from services.local.memory import family_pss_mb
from services.local.postgres.server import Cluster, answers, orphans
from services.local.supervision.service import Plan

if TYPE_CHECKING:
    from tests.local.conftest import Watched


Running = tuple[Cluster, "Watched"]


@pytest.fixture
async def cluster(tmp_path: Path, watched: "Watched") -> Running:
    cluster = Cluster.prepare(tmp_path / "postgres")
    await watched.supervisor.start([Plan(cluster.program(), cluster.serves, cluster.until_orphans_are_gone)], 60)
    cluster.create_database()
    return cluster, watched


async def test_it_is_durable_and_listens_to_no_network(cluster: Running) -> None:
    with psycopg.connect(cluster[0].dsn()) as conn:
        shown = {name: conn.execute(f"SHOW {name}").fetchone() for name in (
            "fsync", "synchronous_commit", "full_page_writes", "listen_addresses")}  # fmt: skip
    assert shown == {
        "fsync": ("on",),
        "synchronous_commit": ("on",),
        "full_page_writes": ("on",),
        "listen_addresses": ("",),
    }


async def test_a_statements_values_do_not_reach_the_log(cluster: Running) -> None:
    with psycopg.connect(cluster[0].dsn(), autocommit=True) as conn:
        conn.execute("CREATE TABLE t (memo text PRIMARY KEY)")
        with pytest.raises(psycopg.errors.UniqueViolation):
            conn.execute("INSERT INTO t VALUES ('phở bà Hai'), ('phở bà Hai')")
    await cluster[1].supervisor.stop()
    log = (cluster[0].data.parent / "logs" / "postgres.log").read_text(encoding="utf-8")
    assert "duplicate key" in log
    assert "Hai" not in log


async def test_killed_with_its_sessions_open_it_comes_back_with_what_was_committed(
    cluster: Running,
) -> None:
    database, watched = cluster
    with psycopg.connect(database.dsn(), autocommit=True) as conn:
        conn.execute("CREATE TABLE kept (id int)")
        conn.execute("INSERT INTO kept VALUES (1)")
        pid = watched.supervisor.services[0].pid
        assert pid is not None
        assert len(orphans(database.data)) > 1
        os.kill(pid, signal.SIGKILL)
        await watched.heard("postgres serves again")
    with psycopg.connect(database.dsn()) as conn:
        assert conn.execute("SELECT id FROM kept").fetchall() == [(1,)]
    assert "postgres was killed by SIGKILL; starting it again in 0.01 s" in watched.said


async def test_others_can_ask_whether_it_answers(cluster: Running) -> None:
    assert await answers(cluster[0].data)
    await cluster[1].supervisor.stop()
    assert not await answers(cluster[0].data)
    assert orphans(cluster[0].data) == []


async def test_its_memory_is_counted_with_its_children(cluster: Running) -> None:
    pid = cluster[1].supervisor.services[0].pid
    assert pid is not None
    assert 5 < family_pss_mb(pid) < 120
