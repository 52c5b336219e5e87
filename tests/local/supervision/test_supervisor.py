"""The supervisor over real gRPC processes: order, restarts, refusals, and nothing left behind."""

import os
import signal
from typing import TYPE_CHECKING

import psutil
import pytest

from services.local.supervision.model import State
from services.local.supervision.service import StartError

if TYPE_CHECKING:
    from tests.local.conftest import Watched


async def test_it_waits_until_every_process_serves(watched: "Watched") -> None:
    await watched.supervisor.start([watched.plan("ledger"), watched.plan("ai")], 60)
    assert {one.name: one.state for one in watched.supervisor.services} == {
        "ledger": State.SERVING,
        "ai": State.SERVING,
    }
    assert "serving" in watched.log("ledger")


async def test_a_killed_process_is_started_again_and_that_is_said(watched: "Watched") -> None:
    await watched.supervisor.start([watched.plan("ledger")], 60)
    service = watched.supervisor.services[0]
    first = service.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert "starting it again in 0.01 s" in await watched.heard("was killed by SIGKILL")
    await watched.heard("ledger serves again")
    assert service.state is State.SERVING
    assert service.restarts == 1
    assert service.pid not in {None, first}


async def test_they_stop_in_the_opposite_order_and_are_gone(watched: "Watched") -> None:
    await watched.supervisor.start([watched.plan("ledger")], 60)
    await watched.supervisor.start([watched.plan("bff")], 60)
    services = list(watched.supervisor.services)
    pids = {one.name: one.pid for one in services}
    ended: list[str] = []
    for one in services:
        finish = one.stop

        async def noted(name: str = one.name, finish=finish) -> None:  # type: ignore[no-untyped-def]
            await finish()
            ended.append(name)

        one.stop = noted  # type: ignore[method-assign]
    await watched.supervisor.stop()
    assert ended == ["bff", "ledger"]
    assert "asked to stop" in watched.log("bff")
    assert not [pid for pid in pids.values() if pid is not None and psutil.pid_exists(pid)]


async def test_one_that_does_not_stop_is_killed_and_that_is_said(watched: "Watched") -> None:
    await watched.supervisor.start([watched.plan("ai", "stubborn", stop_seconds=0.2)], 60)
    pid = watched.supervisor.services[0].pid
    assert pid is not None
    await watched.supervisor.stop()
    assert watched.said == ["ai did not stop in 0.2 s and was killed"]
    assert not psutil.pid_exists(pid)


async def test_a_program_that_never_comes_up_ends_the_start_with_its_log_named(watched: "Watched") -> None:
    broken = watched.script("bff", "import sys; print('no such setting'); sys.exit(7)")
    with pytest.raises(StartError, match=r"bff ended with status 7 each of 3 times: see `./heo logs bff`"):
        await watched.supervisor.start([broken], 60)
    assert watched.log("bff").count("no such setting") == 3


async def test_one_that_never_serves_is_named_when_the_time_is_over(watched: "Watched") -> None:
    silent = watched.script("notifier", "import signal; signal.pause()")
    with pytest.raises(StartError, match=r"not serving after 0\.3 s: notifier"):
        await watched.supervisor.start([silent], 0.3)


async def test_children_do_not_share_the_terminals_process_group(watched: "Watched") -> None:
    await watched.supervisor.start([watched.plan("ledger")], 60)
    pid = watched.supervisor.services[0].pid
    assert pid is not None
    assert os.getpgid(pid) == pid != os.getpgrp()
