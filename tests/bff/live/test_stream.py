"""The stream of an open page, over HTTP from the real server."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from heo.events.v1.event_pb2 import Event

from services.bff.live.stream import ledger_event
from services.bff.serving import Server, bind
from services.bff.sessions.guard import COOKIE
from services.mesh.ids import new_id
from tests.bff.world import Browser, World

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Sent:
    """One event of a stream."""

    name: str
    data: dict[str, Any]
    event_id: str


@contextlib.asynccontextmanager
async def served(heo: World) -> AsyncIterator[tuple[str, Server]]:
    """The bff on a port of its own; (its address, the server)."""
    listening = bind("127.0.0.1:0")
    server = Server(heo.app, heo.settings, [heo.parts.hub.end_pages])
    running = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", server
    finally:
        server.should_exit = True
        async with asyncio.timeout(10):
            await running


@contextlib.asynccontextmanager
async def stream(address: str, person: Browser, after: str = "") -> AsyncIterator[AsyncIterator[Sent]]:
    """An open page of the person."""
    headers = {"Cookie": f"{COOKIE}={person.http.cookies[COOKIE]}", **({"Last-Event-ID": after} if after else {})}
    async with (
        httpx.AsyncClient(base_url=address, timeout=30) as client,
        client.stream("GET", f"/api/v1{person.home('/stream')}", headers=headers) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield events(answer)


async def events(answer: httpx.Response) -> AsyncIterator[Sent]:
    fields: dict[str, str] = {}
    async for line in answer.aiter_lines():
        name, _, value = line.partition(": ")
        if name:
            fields[name] = value
        elif "event" in fields:
            yield Sent(fields["event"], json.loads(fields["data"]), fields.get("id", ""))
            fields = {}


async def until(page: AsyncIterator[Sent], name: str) -> Sent:
    async with asyncio.timeout(30):
        async for sent in page:
            if sent.name == name:
                return sent
    raise AssertionError(f"the stream ended before {name}")


async def jar(person: Browser, name: str) -> str:
    made = await person.ok("POST", person.home("/jars"), {"request_id": str(new_id()), "name": name})
    return str(made["jar_id"])


async def test_a_page_hears_what_happens_and_goes_on_where_it_was(heo: World, lan: Browser) -> None:
    async with served(heo) as (address, _):
        async with stream(address, lan) as page, stream(address, lan) as other:
            assert (await anext(page)).name == "ping"
            await until(other, "alert")
            first_id = await jar(lan, "Tết")
            first = await until(page, "ledger")
            assert (first.data["kinds"], first.data["ids"]) == (["account_changed"], [first_id])
            assert first.event_id == str(first.data["sequence"])
            assert (await until(other, "ledger")).data == first.data
            second_id = await jar(lan, "Hè")
            await until(page, "ledger")
        async with stream(address, lan, after=first.event_id) as page:
            assert (await until(page, "ledger")).data["ids"] == [second_id]


async def test_a_page_hears_of_an_alert_and_that_it_was_read(heo: World, lan: Browser) -> None:
    food, cash = await lan.account("food"), await lan.account("cash")
    money = {"amount": 45000, "currency": "VND"}
    plan = {"request_id": str(new_id()), "category_id": food, "from_month": "2026-11", "amount": money}
    await lan.ok("POST", lan.home("/plans"), plan)
    async with served(heo) as (address, _), stream(address, lan) as page:
        assert (await until(page, "alert")).data == {"alert": None, "unread_count": 0}
        splits = [{"amount": money, "category_id": food}]
        content = {"kind": "expense", "valid_date": "2026-11-20", "account_id": cash, "splits": splits}
        await lan.ok("POST", lan.home("/transactions"), {"request_id": str(new_id()), "content": content})
        raised = (await until(page, "alert")).data
        assert (raised["alert"]["kind"], raised["unread_count"]) == ("plan_reached", 1)
        read = {"request_id": str(new_id()), "alert_ids": [raised["alert"]["alert_id"]]}
        assert await lan.ok("POST", lan.home("/alerts/read"), read) == {"unread_count": 0}
        assert (await until(page, "alert")).data == {"alert": None, "unread_count": 0}


async def test_a_page_ends_with_its_session(heo: World, lan: Browser) -> None:
    """It looks whether it may stay whenever something happens, and at each sign of life."""
    minh = heo.browser()
    await minh.sign_up()
    invitation = {"request_id": str(new_id()), "name": "Minh", "role": "editor"}
    code = (await lan.ok("POST", lan.home("/invitations"), invitation))["code"]
    await minh.ok("POST", "/invitations/accept", {"request_id": str(new_id()), "code": code, "name": "Minh"})
    async with served(heo) as (address, _), stream(address, lan) as page:
        await until(page, "alert")
        await lan.ok("DELETE", "/session")
        minh.household_id = lan.household_id
        await jar(minh, "Tết")
        async with asyncio.timeout(30):
            assert [sent.name async for sent in page] == ["ledger"]


async def test_the_server_ends_the_pages_when_it_stops(heo: World, lan: Browser) -> None:
    async with served(heo) as (address, server), stream(address, lan) as page:
        await until(page, "alert")
        server.should_exit = True
        async with asyncio.timeout(10):
            assert [sent.name async for sent in page] == []


async def test_one_person_opens_only_so_many_pages(heo: World, lan: Browser) -> None:
    async with served(heo) as (address, _), contextlib.AsyncExitStack() as stack:
        pages = [await stack.enter_async_context(stream(address, lan)) for _ in range(16)]
        assert {(await anext(page)).name for page in pages} == {"ping"}
        status, reason = await lan.opens(lan.home("/stream"))
        assert (status, reason) == (429, "TOO_MANY_PAGES")


async def test_several_events_are_said_as_one() -> None:
    first, second = Event(sequence=7), Event(sequence=8)
    first.account_changed.account_id = second.account_changed.account_id = str(new_id())
    said = ledger_event([first, second])
    assert (said.sequence, len(said.kinds), len(said.ids)) == (8, 1, 1)
