"""The real product in one process: ledger, ai, notifier and bff on one database, called as the page calls it."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from heo.notifier.v1.inbox_service_pb2 import WatchRequest
from heo.type.v1.access_pb2 import Role
from starlette.types import ASGIApp

from services.ai import __main__ as ai
from services.ai.settings import AiSettings
from services.bff import __main__ as bff
from services.bff.parts import Parts
from services.bff.settings import BffSettings
from services.bff.upstream.acting import Acting
from services.ledger import __main__ as ledger
from services.ledger.settings import LedgerSettings
from services.mesh.clock import Clock
from services.mesh.ids import new_id
from services.mesh.objects import Objects, open_objects
from services.mesh.telemetry import Telemetry
from services.mesh.testing.identity import Identities
from services.mesh.testing.serving import Running, running
from services.notifier import __main__ as notifier
from services.notifier.settings import NotifierSettings
from tests.support.ai_fakes import Fakes

ORIGIN = "https://heo.test"
API = f"{ORIGIN}/api/v1"
PACKAGES = ("services.ai", "services.bff", "services.ledger", "services.notifier")
PASSWORD = "một câu dài chỉ mình biết"


@dataclass
class Behind:
    """The services behind the bff; each can be stopped alone."""

    targets: dict[str, str]
    stops: dict[str, Any]
    fakes: Fakes
    identities: Identities


@dataclass
class World:
    """A bff and what is behind it."""

    app: ASGIApp
    parts: Parts
    clock: Clock
    settings: BffSettings
    behind: Behind
    telemetry: Telemetry

    @property
    def objects(self) -> Objects:
        """The store that the bff keeps pictures and clips in."""
        return open_objects(self.settings.objects_url)

    def browser(self, address: str = "") -> "Browser":
        """A browser that has not been here before."""
        return Browser(self.app, self.parts, self.objects, address)


class Browser:
    """Somebody's browser: keeps the cookie, sends the origin and the CSRF token, as the page does."""

    def __init__(self, app: ASGIApp, parts: Parts, objects: Objects, address: str = "") -> None:
        self.app = app
        self.parts = parts
        self.objects = objects
        # Homes have addresses of their own, unless a test wants otherwise: each may try only so often.
        client = (address or f"2001:db8:{new_id().hex[-4:]}::{new_id().hex[-4:]}", 4711)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False, client=client)
        self.http = httpx.AsyncClient(transport=transport, base_url=API, timeout=30)
        self.csrf = ""
        self.user_id = ""
        self.household_id = ""

    async def send(self, method: str, path: str, body: Any = None, **options: Any) -> httpx.Response:
        headers = {"Origin": ORIGIN, "X-CSRF-Token": self.csrf, **options.pop("headers", {})}
        return await self.http.request(method, path, json=body, headers=headers, **options)

    async def upload(self, path: str, fields: dict[str, Any], files: list[tuple[str, bytes]]) -> httpx.Response:
        """Send a form with files: (name of the field, bytes)."""
        headers = {"Origin": ORIGIN, "X-CSRF-Token": self.csrf}
        parts = [(name, (f"{index}.bin", content)) for index, (name, content) in enumerate(files)]
        return await self.http.post(path, data=fields, files=parts, headers=headers)

    async def ok(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        """The answer to a request that must succeed."""
        answer = await self.send(method, path, body, **options)
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

    async def until_alert(self) -> str:
        """The id of the household's newest alert, once there is one."""
        inbox = self.parts.notifier.inbox.Watch
        acting = Acting(UUID(self.user_id), UUID(self.household_id), Role.ROLE_OWNER)
        request = WatchRequest(household_id=self.household_id)
        async for news in self.parts.notifier.watch(inbox, request, acting, longest_s=30):
            if news.unread_count:
                break
        return str((await self.ok("GET", self.home("/alerts")))["alerts"][0]["alert_id"])

    async def opens(self, path: str) -> tuple[int, str]:
        """(status, reason) of a stream; the browser leaves once the answer has begun."""
        begun: asyncio.Future[tuple[int, str]] = asyncio.get_running_loop().create_future()

        async def receive() -> dict[str, Any]:
            await begun
            return {"type": "http.disconnect"}

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                self._status = message["status"]
            elif not begun.done():
                reason = json.loads(message["body"])["reason"] if self._status >= 400 else ""
                begun.set_result((self._status, reason))

        request = self.http.build_request("GET", API + path)
        scope = {
            "type": "http", "http_version": "1.1", "method": "GET", "scheme": "https", "path": request.url.path,
            "raw_path": request.url.raw_path, "query_string": b"", "client": ("192.0.2.1", 4711),
            "server": ("heo.test", 443), "headers": [(name.lower(), value) for name, value in request.headers.raw],
        }  # fmt: skip
        await self.app(scope, receive, send)
        return await begun

    def beside(self) -> "Browser":
        """Somebody else's browser."""
        return Browser(self.app, self.parts, self.objects)

    async def close(self) -> None:
        await self.http.aclose()


@asynccontextmanager
async def world(
    dsn: str,
    identities: Identities,
    clock: Clock,
    folder: Path,
    page: Path | None = None,
    telemetry: Telemetry | None = None,
    with_fakes: bool = True,
    **options: Any,
) -> AsyncIterator[World]:
    """Start all four services; `options` are further settings of the bff. Fakes hear and read unless told otherwise."""
    async with AsyncExitStack() as stack:
        behind = await _behind(stack, dsn, identities, clock, folder, with_fakes)
        settings = BffSettings(
            dsn=dsn,
            private_key_file=_key(identities, "bff", folder),
            public_origins=(ORIGIN,),
            web_root=page,
            objects_url=objects_in(folder),
            **_targets(behind.targets),
            **options,
        )
        telemetry = telemetry or Telemetry("bff")
        built = bff.built(settings, telemetry, clock)
        app, parts = await stack.enter_async_context(built)
        yield World(app, parts, clock, settings, behind, telemetry)


async def _behind(
    stack: AsyncExitStack, dsn: str, identities: Identities, clock: Clock, folder: Path, with_fakes: bool
) -> Behind:
    behind = Behind({}, {}, Fakes(), identities)

    async def start(name: str, app: Any) -> None:
        inner = await stack.enter_async_context(AsyncExitStack())
        server: Running = await inner.enter_async_context(running(app, identities))
        behind.targets[name], behind.stops[name] = server.target, inner.aclose

    def common(name: str) -> Mapping[str, Any]:
        return {"dsn": dsn, "private_key_file": _key(identities, name, folder), **_targets(behind.targets)}

    await start("ledger", await ledger.built(LedgerSettings(**common("ledger")), Telemetry("ledger"), clock))
    objects: dict[str, Any] = {"objects_url": objects_in(folder)}
    built = await ai.built(AiSettings(**common("ai"), **objects), Telemetry("ai"), clock)
    await start("ai", behind.fakes.instead(built) if with_fakes else built)
    settings = NotifierSettings(**common("notifier"))
    await start("notifier", await notifier.built(settings, Telemetry("notifier"), clock))
    return behind


def objects_in(folder: Path) -> str:
    """Where the pictures and clips of a product in `folder` lie."""
    return f"file://{folder}/objects"


def _targets(targets: Mapping[str, str]) -> dict[str, Any]:
    return {f"{name}_target": target for name, target in targets.items()}


def _key(identities: Identities, peer: str, folder: Path) -> Path:
    file = folder / f"{peer}.key"
    file.write_bytes(identities.private_key(peer))
    return file
