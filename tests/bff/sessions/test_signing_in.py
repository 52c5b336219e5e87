"""Signing up, in and out, and what guards writes."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from services.bff.sessions.guard import COOKIE
from services.bff.sessions.model import LIFE
from services.mesh.clock import FixedClock
from services.mesh.ids import new_id
from services.mesh.testing.identity import Identities
from services.mesh.testing.plugin import MakeDatabase
from tests.bff.conftest import NOON
from tests.bff.world import ORIGIN, PACKAGES, PASSWORD, Browser, World, world

pytestmark = pytest.mark.asyncio(loop_scope="module")


def somebody(**changes: str) -> dict[str, str]:
    request_id = str(new_id())
    name = f"u{request_id.replace('-', '')}"
    return {"request_id": request_id, "username": name, "password": PASSWORD, "display_name": "Lan", **changes}


def reason(answer: object) -> tuple[int, str]:
    return answer.status_code, answer.json().get("reason", "")  # type: ignore[attr-defined]  # an httpx.Response


async def test_the_cookie_is_out_of_reach(heo: World) -> None:
    answer = await heo.browser().send("POST", "/users", somebody())
    cookie = answer.headers["set-cookie"]
    name, _, rest = cookie.partition("=")
    assert name == COOKIE == "__Host-heo"
    parts = {part.strip().lower() for part in rest.split(";")[1:]}
    assert {"secure", "httponly", "path=/", "samesite=lax", f"max-age={int(LIFE.total_seconds())}"} <= parts
    assert not any(part.startswith("domain") for part in parts)


async def test_the_database_knows_no_token_and_no_password(heo: World) -> None:
    browser = heo.browser()
    await browser.sign_up()
    token = browser.http.cookies[COOKIE]
    async with await psycopg.AsyncConnection.connect(heo.settings.dsn) as conn:
        for table in ("users", "sessions", "attempts"):
            rows = str(await (await conn.execute(f"SELECT t::text FROM bff.{table} t")).fetchall())
            assert token not in rows
            assert PASSWORD not in rows


async def test_the_same_sign_up_again_is_the_same_person(heo: World) -> None:
    body = somebody()
    first = await heo.browser().ok("POST", "/users", body)
    again = await heo.browser().ok("POST", "/users", body)
    assert first["user"] == again["user"]
    assert first["user"]["user_id"] == body["request_id"]
    other = await heo.browser().send("POST", "/users", {**body, "password": PASSWORD + "!"})
    assert reason(other) == (409, "REQUEST_ID_REUSED")


async def test_a_name_is_taken_however_it_is_written(heo: World) -> None:
    body = somebody()
    await heo.browser().ok("POST", "/users", body)
    taken = await heo.browser().send("POST", "/users", somebody(username=body["username"].upper()))
    assert reason(taken) == (409, "USERNAME_TAKEN")


async def test_an_easy_password_is_refused(heo: World) -> None:
    assert reason(await heo.browser().send("POST", "/users", somebody(password="12345678"))) == (422, "PASSWORD_WEAK")


async def test_signing_in_again_on_another_device(heo: World) -> None:
    body = somebody()
    first, second = heo.browser(), heo.browser()
    first.csrf = (await first.ok("POST", "/users", body))["csrf_token"]
    await first.found()
    credentials = {"username": body["username"].upper(), "password": PASSWORD}
    session = await second.ok("POST", "/session", credentials)
    assert [found["role"] for found in session["memberships"]] == ["owner"]
    second.csrf = session["csrf_token"]
    assert second.csrf != first.csrf
    assert await second.ok("GET", "/session") == session
    await second.ok("DELETE", "/session")
    assert reason(await second.send("GET", "/session")) == (401, "UNAUTHENTICATED")
    await first.ok("GET", "/session")


@pytest.mark.parametrize("known", [True, False])
async def test_wrong_is_wrong_whether_the_name_is_known_or_not(heo: World, known: bool) -> None:
    body = somebody()
    if known:
        await heo.browser().ok("POST", "/users", body)
    answer = await heo.browser().send("POST", "/session", {"username": body["username"], "password": "sai rồi nhé"})
    assert reason(answer) == (401, "SIGN_IN_REFUSED")
    assert "set-cookie" not in answer.headers


async def test_a_stolen_cookie_alone_writes_nothing(lan: Browser) -> None:
    body = {"request_id": str(new_id()), "name": "Nhà hai"}
    for token in ("", "x" * 43):
        answer = await lan.send("POST", "/households", body, headers={"X-CSRF-Token": token})
        assert reason(answer) == (403, "CSRF_REFUSED")
    await lan.ok("POST", "/households", body)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.test"}, {"Origin": "null"}, {"Origin": ORIGIN + ".evil.test"},
        {"Origin": "http://heo.test"}, {"Origin": ORIGIN + ":8443"},
    ],
)  # fmt: skip
async def test_a_foreign_site_writes_nothing(lan: Browser, headers: dict[str, str]) -> None:
    body = {"request_id": str(new_id()), "name": "Nhà hai"}
    assert reason(await lan.send("POST", "/households", body, headers=headers)) == (403, "ORIGIN_REFUSED")
    credentials = {"username": "ai-do", "password": "gì đó"}
    assert reason(await lan.send("POST", "/session", credentials, headers=headers)) == (403, "ORIGIN_REFUSED")


async def test_a_foreign_frame_without_an_origin_writes_nothing(lan: Browser) -> None:
    headers = {"X-CSRF-Token": lan.csrf, "Sec-Fetch-Site": "cross-site"}
    answer = await lan.http.post("/households", json={"request_id": str(new_id()), "name": "Nhà"}, headers=headers)
    assert reason(answer) == (403, "ORIGIN_REFUSED")


async def test_a_changed_password_signs_the_other_devices_out(heo: World) -> None:
    body = somebody()
    here, there = heo.browser(), heo.browser()
    here.csrf = (await here.ok("POST", "/users", body))["csrf_token"]
    await there.ok("POST", "/session", {"username": body["username"], "password": PASSWORD})
    change = {"old_password": PASSWORD, "new_password": "một câu hoàn toàn khác"}
    wrong = {**change, "old_password": "không phải câu này"}
    assert reason(await here.send("POST", "/users/me/password", wrong)) == (403, "PASSWORD_WRONG")
    await here.ok("POST", "/users/me/password", change)
    await here.ok("GET", "/session")
    assert reason(await there.send("GET", "/session")) == (401, "UNAUTHENTICATED")
    old = await there.send("POST", "/session", {"username": body["username"], "password": PASSWORD})
    assert reason(old) == (401, "SIGN_IN_REFUSED")
    await there.ok("POST", "/session", {"username": body["username"], "password": change["new_password"]})


async def test_the_name_shown_and_the_language_change(heo: World) -> None:
    browser = heo.browser()
    await browser.sign_up()
    await browser.ok("PATCH", "/users/me", {"display_name": "Lan Anh", "locale": "en"})
    user = (await browser.ok("GET", "/session"))["user"]
    assert (user["display_name"], user["locale"]) == ("Lan Anh", "en")


@pytest.fixture
async def passing(make_database: MakeDatabase, tmp_path: Path) -> AsyncIterator[tuple[World, FixedClock]]:
    """A product of one's own, in which time passes."""
    clock = FixedClock(NOON)
    async with world(make_database(PACKAGES), Identities(clock), clock, tmp_path) as started:
        yield started, clock


@pytest.mark.asyncio(loop_scope="function")
async def test_time_ends_sessions_and_forgives_tries(passing: tuple[World, FixedClock]) -> None:
    heo, clock = passing
    body = somebody()
    browser = heo.browser()
    await browser.ok("POST", "/users", body)
    clock.advance(LIFE - timedelta(seconds=1))
    await browser.ok("GET", "/session")
    clock.advance(LIFE - timedelta(seconds=1))
    await browser.ok("GET", "/session")
    clock.advance(LIFE)
    assert reason(await browser.send("GET", "/session")) == (401, "UNAUTHENTICATED")
    await tries_are_limited(heo, clock, body["username"])
    await tries_are_limited(heo, clock, "nobody-at-all")
    await browser.ok("POST", "/session", {"username": body["username"], "password": PASSWORD})


async def tries_are_limited(heo: World, clock: FixedClock, username: str) -> None:
    """Twenty wrong tries at a name are judged; then even the right one waits, from whatever address it comes."""
    wrong = {"username": username, "password": "không phải câu này"}
    for _ in range(20):
        assert reason(await heo.browser().send("POST", "/session", wrong)) == (401, "SIGN_IN_REFUSED")
    answer = await heo.browser().send("POST", "/session", {**wrong, "password": PASSWORD})
    assert reason(answer) == (429, "TOO_MANY_TRIES")
    assert 0 < int(answer.headers["retry-after"]) <= 900
    clock.advance(timedelta(minutes=15))


async def test_signing_in_ends_the_session_that_the_browser_had(heo: World) -> None:
    person = somebody()
    lan = heo.browser()
    await lan.send("POST", "/users", person)
    before = f"{COOKIE}={lan.http.cookies[COOKIE]}"
    await lan.ok("POST", "/session", {"username": person["username"], "password": PASSWORD})
    assert (await lan.send("GET", "/session")).status_code == 200
    old = await heo.browser().send("GET", "/session", headers={"Cookie": before})
    assert reason(old) == (401, "UNAUTHENTICATED")
