"""Debian's Chromium, and what a page must never do: break its content security policy, or complain in the console."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import BrowserContext, ConsoleMessage, Page, Response, async_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = (375, 812)
DESK = (1280, 900)
WORKER = """() => new Promise((done) => {
  const worker = navigator.serviceWorker;
  if (worker.controller) done(); else worker.addEventListener("controllerchange", () => done(), { once: true });
})"""
BY_RESPONSE = "the server responded with a status of"
"""The console's words for a failed response, which does not say which; the response itself is noted instead."""


@dataclass
class Complaints:
    """What pages wrote into the console as errors, and the exceptions that nobody caught."""

    found: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    """Parts of messages that a test causes on purpose."""

    def watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("response", self._response)
        page.on("pageerror", lambda error: self.found.append(f"uncaught: {error}"))

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.found.append(f"{response.status} {response.request.method} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        wanted = any(part in message.text for part in [*self.allowed, BY_RESPONSE])
        if message.type == "error" and not wanted:
            self.found.append(message.text)


def microphone(spoken: Path | None) -> list[str]:
    """Chromium's own stand-in for a microphone, and a person who allows it."""
    if spoken is None:
        return []
    return [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={spoken}%noloop",
    ]


@asynccontextmanager
async def visiting(
    complaints: Complaints,
    size: tuple[int, int] = PHONE,
    *,
    dark: bool = False,
    touch: bool = False,
    spoken: Path | None = None,
) -> AsyncIterator[BrowserContext]:
    """A browser context of a person in Vietnam; every page in it is listened to. `spoken` is a WAV file that its
    microphone hears once; without one there is no permission to use a microphone.
    """
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *microphone(spoken)])
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            color_scheme="dark" if dark else "light",
            has_touch=touch,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        context.on("page", complaints.watch)
        yield context
        await context.close()
        await browser.close()


async def has_worker(page: Page) -> None:
    """Wait until the service worker answers for the page. Waiting for an expression would evaluate strings in it."""
    await page.evaluate(WORKER)
