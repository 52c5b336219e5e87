"""The real product in one process: ledger, ai, notifier and bff on one database, called as the page calls it."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp

from services.ai import __main__ as ai
from services.ai.settings import AiSettings
from services.bff import __main__ as bff
from services.bff.parts import Parts
from services.bff.settings import BffSettings
from services.ledger import __main__ as ledger
from services.ledger.settings import LedgerSettings
from services.mesh.clock import Clock
from services.mesh.ids import new_id
from services.mesh.telemetry import Telemetry
from services.mesh.testing.identity import Identities
from services.mesh.testing.serving import Running, running
from services.notifier import __main__ as notifier
from services.notifier.settings import NotifierSettings

ORIGIN = "https://heo.test"
API = f"{ORIGIN}/api/v1"
PACKAGES = ("services.ai", "services.bff", "services.ledger", "services.notifier")
PASSWORD = "một câu dài chỉ mình biết"


@dataclass
class Behind:
    """The services behind the bff; each can be stopped alone."""

    targets: dict[str, str]
    stops: dict[str, Any]


@dataclass
class World:
    """A bff and what is behind it."""

    app: ASGIApp
    parts: Parts
    clock: Clock
    settings: BffSettings
    behind: Behind

    def browser(self) -> "Browser":
        """A browser that has not been here before."""
        return Browser(self.app)


class Browser:
    """Somebody's browser: keeps the cookie, sends the origin and the CSRF token, as the page does."""

    def __init__(self, app: ASGIApp, address: str = "192.0.2.1") -> None:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=(address, 4711))
        self.http = httpx.AsyncClient(transport=transport, base_url=API, timeout=30)
        self.csrf = ""
        self.user_id = ""
        self.household_id = ""

    async def send(self, method: str, path: str, json: Any = None, **options: Any) -> httpx.Response:
        headers = {"Origin": ORIGIN, "X-CSRF-Token": self.csrf, **options.pop("headers", {})}
        return await self.http.request(method, path, json=json, headers=headers, **options)

    async def ok(self, method: str, path: str, json: Any = None, **options: Any) -> Any:
        """The answer to a request that must succeed."""
        answer = await self.send(method, path, json, **options)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    async def sign_up(self, username: str = "") -> None:
        """Become somebody new."""
        body = {
            "request_id": str(new_id()),
            "username": username or f"u{new_id().hex}",
            "password": PASSWORD,
            "display_name": "Lan",
        }
        answer = await self.ok("POST", "/users", body)
        self.csrf, self.user_id = answer["csrf_token"], answer["user"]["user_id"]

    async def found(self) -> dict[str, Any]:
        """Make a household and stay in it."""
        household: dict[str, Any] = await self.ok(
            "POST", "/households", {"request_id": str(new_id()), "name": "Nhà Lan"}
        )
        self.household_id = household["household_id"]
        return household

    def home(self, path: str = "") -> str:
        """A path of the household."""
        return f"/households/{self.household_id}{path}"

    async def account(self, key: str) -> str:
        """The id of the preset account or category of that key."""
        accounts = (await self.ok("GET", self.home("/accounts")))["accounts"]
        return str(next(account["account_id"] for account in accounts if account["key"] == key))

    async def jar(self, key: str) -> str:
        """The id of the preset jar of that key."""
        jars = (await self.ok("GET", self.home("/jars")))["jars"]
        return str(next(jar["jar_id"] for jar in jars if jar["key"] == key))

    async def close(self) -> None:
        await self.http.aclose()


@asynccontextmanager
async def world(
    dsn: str, identities: Identities, clock: Clock, folder: Path, page: Path | None = None, **options: Any
) -> AsyncIterator[World]:
    """Start all four services; `options` are further settings of the bff."""
    async with AsyncExitStack() as stack:
        behind = await _behind(stack, dsn, identities, clock, folder)
        settings = BffSettings(
            dsn=dsn,
            private_key_file=_key(identities, "bff", folder),
            public_origins=(ORIGIN,),
            web_root=page,
            **_targets(behind.targets),
            **options,
        )
        built = bff.built(settings, Telemetry("bff"), clock)
        app, parts = await stack.enter_async_context(built)
        yield World(app, parts, clock, settings, behind)


async def _behind(
    stack: AsyncExitStack, dsn: str, identities: Identities, clock: Clock, folder: Path
) -> Behind:
    behind = Behind({}, {})

    async def start(name: str, app: Any) -> None:
        inner = await stack.enter_async_context(AsyncExitStack())
        server: Running = await inner.enter_async_context(running(app, identities))
        behind.targets[name], behind.stops[name] = server.target, inner.aclose

    def common(name: str) -> Mapping[str, Any]:
        return {"dsn": dsn, "private_key_file": _key(identities, name, folder), **_targets(behind.targets)}

    await start("ledger", await ledger.built(LedgerSettings(**common("ledger")), Telemetry("ledger"), clock))
    await start("ai", await ai.built(AiSettings(**common("ai")), Telemetry("ai"), clock))
    settings = NotifierSettings(**common("notifier"))
    await start("notifier", await notifier.built(settings, Telemetry("notifier"), clock))
    return behind


def _targets(targets: Mapping[str, str]) -> dict[str, Any]:
    return {f"{name}_target": target for name, target in targets.items()}


def _key(identities: Identities, peer: str, folder: Path) -> Path:
    file = folder / f"{peer}.key"
    file.write_bytes(identities.private_key(peer))
    return file
