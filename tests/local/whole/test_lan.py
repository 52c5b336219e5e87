"""`heo run --lan` in a real browser that trusts the home's authority as a phone does, with no flag that weakens it."""

import os
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from playwright.async_api import BrowserContext, Error, async_playwright

from services.local.lan.addresses import own_names

if TYPE_CHECKING:
    from tests.local.whole.conftest import Heo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"


@pytest.fixture(scope="session")
def lan(make_heo: Callable[[], "Heo"]) -> "Heo":
    heo = make_heo()
    heo.start("--lan")
    return heo


async def opened(profile: Path) -> AsyncIterator[BrowserContext]:
    """A browser whose whole world is a folder, its trusted authorities included."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    env: dict[str, str | float | bool] = {"HOME": str(profile), "PATH": os.environ["PATH"]}
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            profile / "browser", executable_path=CHROMIUM, args=sandbox, env=env, headless=True
        )
        yield context
        await context.close()


@pytest.fixture
async def stranger(tmp_path: Path) -> AsyncIterator[BrowserContext]:
    """A browser that never saw the trust page."""
    async for context in opened(tmp_path):
        yield context


@pytest.fixture
def trusting_profile(tmp_path: Path, lan: "Heo") -> Path:
    """A browser's world with the authority that the trust page hands out."""
    authority = tmp_path / "heo-ca.crt"
    authority.write_bytes(httpx.get(f"http://127.0.0.1:{lan.port + 1}/heo-ca.crt").content)
    database = tmp_path / ".pki" / "nssdb"
    database.mkdir(parents=True)
    for command in (["-N", "--empty-password"], ["-A", "-n", "Heo", "-t", "C,,", "-i", str(authority)]):
        subprocess.run(["certutil", "-d", f"sql:{database}", *command], check=True, capture_output=True)
    return tmp_path


@pytest.fixture
async def friend(trusting_profile: Path) -> AsyncIterator[BrowserContext]:
    """A browser that installed what the trust page hands out."""
    async for context in opened(trusting_profile):
        yield context


async def test_who_installed_the_authority_has_a_secure_page_at_every_name(friend: BrowserContext, lan: "Heo") -> None:
    page = await friend.new_page()
    for host in ("localhost", "127.0.0.1"):
        answer = await page.goto(f"https://{host}:{lan.port}/healthz")
        assert answer is not None
        assert await answer.json() == {"status": "SERVING"}
        assert await page.evaluate("window.isSecureContext") is True


async def test_who_did_not_is_warned(stranger: BrowserContext, lan: "Heo") -> None:
    page = await stranger.new_page()
    with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
        await page.goto(f"https://localhost:{lan.port}/healthz")


async def test_the_trust_page_leads_to_the_secure_one(friend: BrowserContext, lan: "Heo") -> None:
    page = await friend.new_page()
    await page.goto(f"http://localhost:{lan.port + 1}/")
    link = page.get_by_role("link", name="2. Mở Heo")
    assert await link.get_attribute("href") == f"https://{own_names().best}:{lan.port}/"


def test_plain_http_is_not_served_beside_it(lan: "Heo") -> None:
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"http://127.0.0.1:{lan.port}/healthz")


def test_status_asks_over_https_too(lan: "Heo") -> None:
    assert {one["state"] for one in lan.status()["services"]} == {"SERVING"}
