import os
import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from services.mesh.postgres import embedded


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A folder whose path is short enough for a socket."""
    with TemporaryDirectory(prefix="heo-pg-") as folder:
        yield Path(folder) / "data"


def test_data_outlives_a_stop_and_settings_are_taken(data_dir: Path) -> None:
    first = embedded.start(data_dir, {"work_mem": "7MB"})
    with psycopg.connect(first.dsn) as conn:
        assert conn.execute("SHOW work_mem").fetchone() == ("7MB",)
        conn.execute("CREATE TABLE kept AS SELECT 45000 AS minor_units")
    first.stop()
    assert not first.is_running()
    second = embedded.start(data_dir)
    with psycopg.connect(second.dsn) as conn:
        assert conn.execute("SELECT minor_units FROM kept").fetchone() == (45000,)
    second.stop()


def test_a_server_that_was_left_behind_is_adopted(data_dir: Path) -> None:
    left = embedded.start(data_dir, detached=True)
    found = embedded.start(data_dir)
    assert (found.pid, found.process) == (left.pid, None)
    found.stop()
    assert not left.is_running()


def test_a_killed_server_recovers_what_it_acknowledged(data_dir: Path) -> None:
    first = embedded.start(data_dir)
    with psycopg.connect(first.dsn, autocommit=True) as conn:
        conn.execute("CREATE TABLE kept AS SELECT 1 AS one")
    os.kill(first.pid, signal.SIGKILL)
    assert first.process is not None
    first.process.wait(10)
    second = embedded.start(data_dir)
    with psycopg.connect(second.dsn) as conn:
        assert conn.execute("SELECT one FROM kept").fetchone() == (1,)
    second.stop()


def test_a_killed_server_whose_clients_are_still_there_comes_up_again(data_dir: Path) -> None:
    first = embedded.start(data_dir)
    clients = [psycopg.connect(first.dsn, autocommit=True) for _ in range(10)]
    os.kill(first.pid, signal.SIGKILL)
    assert first.process is not None
    first.process.wait(10)
    second = embedded.start(data_dir)
    psycopg.connect(second.dsn).close()
    second.stop()
    for client in clients:
        client.close()


def test_a_path_too_long_for_a_socket_works_too(data_dir: Path) -> None:
    deep = data_dir / ("d" * 120)
    deep.parent.mkdir()
    server = embedded.start(deep)
    psycopg.connect(server.dsn).close()
    server.stop()


def test_nobody_else_can_reach_data_or_socket(data_dir: Path) -> None:
    server = embedded.start(data_dir)
    assert data_dir.stat().st_mode & 0o077 == 0
    with psycopg.connect(server.dsn) as conn:
        assert conn.execute("SHOW listen_addresses").fetchone() == ("",)
    server.stop()


def test_a_server_that_cannot_start_says_where_to_read(data_dir: Path) -> None:
    with pytest.raises(embedded.EmbeddedError, match=r"server\.log"):
        embedded.start(data_dir, {"shared_buffers": "no such size"})
