"""The page over HTTP: its files, its routes, what it may run, and what lies beside it."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from services.bff.app import build_app
from services.bff.edge.order import wrap
from services.bff.page.files import page_app
from services.bff.problems.handlers import load_problems
from services.mesh.telemetry import Telemetry

INDEX = "<html><script>start()</script></html>"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An exported page with something secret beside it."""
    (tmp_path / "secret.txt").write_text("mật khẩu")
    out = tmp_path / "out"
    (out / "_next/static").mkdir(parents=True)
    (out / "index.html").write_text(INDEX)
    (out / "plans.html").write_text("<html>kế hoạch</html>")
    (out / "404.html").write_text("<html>không có</html>")
    (out / "manifest.webmanifest").write_text("{}")
    (out / "sw.js").write_text("fetch('/')")
    (out / "_next/static/app-1f.js").write_text("go()")
    return out


@pytest.fixture
async def client(out: Path) -> AsyncIterator[httpx.AsyncClient]:
    problems = load_problems()
    app: FastAPI = build_app(problems)
    app.router.default = page_app(out)
    wrapped = wrap(app, problems, Telemetry("bff"), frozenset({"http://localhost"}), 1000)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(wrapped), base_url="http://localhost") as client:
        yield client


async def test_a_page_runs_its_own_inline_scripts_and_no_others(client: httpx.AsyncClient) -> None:
    answer = await client.get("/")
    assert (answer.status_code, answer.text) == (200, INDEX)
    assert "script-src 'self' 'sha256-" in answer.headers["content-security-policy"]
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "strict-transport-security" not in answer.headers


async def test_a_route_finds_its_page(client: httpx.AsyncClient) -> None:
    assert (await client.get("/plans")).text == "<html>kế hoạch</html>"
    assert (await client.get("/plans?month=2026-11")).status_code == 200


async def test_what_is_not_there_has_a_page_of_its_own(client: httpx.AsyncClient) -> None:
    answer = await client.get("/khong-co")
    assert (answer.status_code, answer.text) == (404, "<html>không có</html>")


async def test_named_files_stay_for_ever_and_pages_are_asked_for(client: httpx.AsyncClient) -> None:
    assert "immutable" in (await client.get("/_next/static/app-1f.js")).headers["cache-control"]
    page = await client.get("/")
    assert page.headers["cache-control"] == "no-cache"
    again = await client.get("/", headers={"If-None-Match": page.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_types_are_those_that_browsers_insist_on(client: httpx.AsyncClient) -> None:
    assert (await client.get("/_next/static/app-1f.js")).headers["content-type"] == "text/javascript; charset=utf-8"
    assert (await client.get("/manifest.webmanifest")).headers["content-type"] == "application/manifest+json"


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/_next/../../secret.txt"]
)
async def test_nothing_beside_the_page_is_served(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 404
    assert "mật khẩu" not in answer.text


async def test_a_page_is_only_read(client: httpx.AsyncClient) -> None:
    assert (await client.head("/")).status_code == 200
    refused = await client.post("/plans")
    assert (refused.status_code, refused.json()["reason"]) == (405, "METHOD_NOT_ALLOWED")


async def test_below_the_api_there_are_no_pages(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/v1/plans")).headers["content-type"] == "application/problem+json"
    assert (await client.get("/api/")).status_code == 404


async def test_without_a_page_rest_goes_on_alone() -> None:
    problems = load_problems()
    app = build_app(problems)
    app.router.default = page_app(None)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as client:
        assert (await client.get("/")).json()["reason"] == "NOT_FOUND"


async def test_the_service_worker_may_fetch_the_page_and_nothing_else(client: httpx.AsyncClient) -> None:
    answer = await client.get("/sw.js")
    assert answer.headers["content-security-policy"] == "default-src 'none'; connect-src 'self'; script-src 'self'"


async def test_a_large_file_is_sent_compressed_to_whoever_takes_it(client: httpx.AsyncClient, out: Path) -> None:
    (out / "_next/static/app-1f.js").write_text("go();" * 2000)
    small = await client.get("/_next/static/app-1f.js", headers={"Accept-Encoding": "gzip"})
    plain = await client.get("/_next/static/app-1f.js", headers={"Accept-Encoding": "identity"})
    assert small.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert small.text == plain.text
    assert "Accept-Encoding" in small.headers["vary"]
