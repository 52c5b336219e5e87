"""`heo run` as a person meets it: what it says, what it survives, and that it leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psutil
import pytest

from tests.local.whole.money import spend_a_little

if TYPE_CHECKING:
    from tests.local.whole.conftest import Heo

SERVICES = ["postgres", "ledger", "ai", "notifier", "bff"]
MOST_MEMORY_MB = 600


def test_all_serve_and_status_says_so_to_programs_and_people(heo: "Heo") -> None:
    status = heo.status()
    assert [one["name"] for one in status["services"]] == SERVICES
    assert {one["state"] for one in status["services"]} == {"SERVING"}
    assert set(status) == {"services", "memory_pss_mb"}
    assert sum(one["memory_pss_mb"] for one in status["services"]) < status["memory_pss_mb"] <= MOST_MEMORY_MB
    table = heo.command("status")
    assert table.returncode == 0
    assert all(name in table.stdout for name in SERVICES)
    assert httpx.get(f"http://127.0.0.1:{heo.port}/healthz").json() == {"status": "SERVING"}


def test_a_second_run_on_the_same_home_is_refused(heo: "Heo") -> None:
    assert heo.process is not None
    second = heo.command("run")
    assert second.returncode == 1
    assert f"already runs on {heo.home.root} (process {heo.process.pid})" in second.stderr


def test_a_run_whose_port_is_taken_says_which(heo: "Heo", make_heo: Callable[[], "Heo"]) -> None:
    other = make_heo()
    other.port = heo.port
    refused = other.command("run")
    assert refused.returncode == 1
    assert f"port {heo.port} is taken: choose another" in refused.stderr
    assert not other.home.postgres.exists()


@pytest.mark.parametrize("name", SERVICES)
def test_each_killed_process_comes_back(heo: "Heo", name: str) -> None:
    before = heo.pid(name)
    os.kill(before, signal.SIGKILL)
    said = heo.read_until(f"{name} serves again")
    assert any(f"{name} was killed by SIGKILL; starting it again" in line for line in said)
    assert heo.pid(name) != before


def test_every_process_has_a_log(heo: "Heo") -> None:
    shown = heo.command("logs", "-n", "1").stdout
    assert all(any(line.startswith(name) for line in shown.splitlines()) for name in SERVICES)


async def test_a_backup_of_a_running_home_is_the_same_books_elsewhere(
    heo: "Heo", make_heo: Callable[[], "Heo"], tmp_path: Path
) -> None:
    household = await spend_a_little(heo.home, times=7)
    written = heo.command("backup", str(tmp_path / "heo.tar"))
    assert written.returncode == 0, written.stderr
    verified = heo.command("verify", "--json")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    books = {one["household_id"]: one for one in map(json.loads, verified.stdout.splitlines())}
    assert books[household]["clean"]
    assert books[household]["entries"] >= 7

    elsewhere = make_heo()
    restored = elsewhere.command("restore", str(tmp_path / "heo.tar"))
    assert restored.returncode == 0, restored.stderr
    elsewhere.start()
    again = elsewhere.command("verify", "--json")
    assert again.returncode == 0, again.stdout + again.stderr
    assert {one["household_id"]: one for one in map(json.loads, again.stdout.splitlines())} == books
    # What comes after the restore continues the same chain, and people are told in a sentence.
    await spend_a_little(elsewhere.home, times=1)
    assert "all clean" in elsewhere.command("verify").stdout
    assert elsewhere.stop() == 0


def test_ctrl_c_stops_everything_in_order_and_leaves_no_process(make_heo: Callable[[], "Heo"]) -> None:
    heo = make_heo()
    heo.start()
    processes = heo.processes()
    assert len(processes) > len(SERVICES)
    assert heo.stop() == 0
    assert not [one for one in processes if one.is_running()]
    assert heo.command("status").returncode == 1
    heo.start()
    assert heo.status()["services"][0]["state"] == "SERVING"
    assert heo.stop() == 0


def test_when_the_supervisor_is_killed_its_processes_go_and_the_next_run_takes_over(
    make_heo: Callable[[], "Heo"],
) -> None:
    heo = make_heo()
    heo.start()
    assert heo.process is not None
    children = heo.processes()[1:]
    heo.process.kill()
    heo.process.wait()
    assert psutil.wait_procs(children, timeout=20)[1] == []
    heo.start()
    assert {one["state"] for one in heo.status()["services"]} == {"SERVING"}
    assert heo.stop() == 0


def test_the_launcher_hands_its_arguments_over_from_any_folder(heo: "Heo", tmp_path: Path) -> None:
    from services.local.parts import ROOT

    link = tmp_path / "heo"
    link.symlink_to(ROOT / "heo")
    done = subprocess.run(
        [link, "status", "--json"], cwd=tmp_path, env=heo.env(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["services"][0]["name"] == "postgres"
    wrong = subprocess.run([link, "fly"], cwd=tmp_path, env=heo.env(), capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert "invalid choice: 'fly'" in wrong.stderr


def test_say_needs_no_server(make_heo: Callable[[], "Heo"]) -> None:
    done = make_heo().command("say", "phở 45k")
    assert done.returncode == 0, done.stderr
    assert sys.getdefaultencoding() == "utf-8"
    assert "45000" in done.stdout.replace(".", "")
