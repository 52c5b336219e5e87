"""The static page: an index of its files made once, each with its type, tag and policy."""

import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from services.bff.page.model import WORKER_POLICY, file_of, policy, script_hashes
from services.bff.problems.problem import Refusal

FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"
MISSING = "404.html"
WORKER = "sw.js"
WORTH_COMPRESSING = 1024
"""Bytes; below it the header costs what compressing saves."""
TYPES = {".webmanifest": "application/manifest+json", ".woff2": "font/woff2", ".js": "text/javascript"}


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file of the page."""

    path: Path
    headers: Mapping[str, str]


def index(root: Path | None) -> dict[str, PageFile]:
    """Name → file of everything below `root`; empty without a root."""
    if root is None or not root.is_dir():
        return {}
    return {path.relative_to(root).as_posix(): _file(root, path) for path in sorted(root.rglob("*")) if path.is_file()}


def page_app(root: Path | None) -> ASGIApp:
    """The page below `root`, sent compressed to whoever takes it: a phone's line is slower than a home's machine."""
    return GZipMiddleware(Page(root), minimum_size=WORTH_COMPRESSING, compresslevel=6)


class Page:
    """Serves what is no route: files, the page of a path, or the page that says that there is none."""

    def __init__(self, root: Path | None) -> None:
        """Serve what lies below `root`."""
        self._files = index(root)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle what no route took. Refusal: NOT_FOUND below /api, METHOD_NOT_ALLOWED for anything but reading."""
        path = scope["path"]
        if path.startswith("/api/") or scope["type"] != "http":
            raise Refusal("NOT_FOUND")
        if scope["method"] not in ("GET", "HEAD"):
            raise Refusal("METHOD_NOT_ALLOWED")
        await self._response(Request(scope))(scope, receive, send)

    def _response(self, request: Request) -> Response:
        name = file_of(request.url.path, self._files)
        found = self._files.get(name or MISSING)
        if found is None:
            raise Refusal("NOT_FOUND")
        if name is not None and request.headers.get("if-none-match") == found.headers["ETag"]:
            return Response(status_code=304, headers=dict(found.headers))
        return FileResponse(found.path, 200 if name is not None else 404, dict(found.headers))


def _file(root: Path, path: Path) -> PageFile:
    content = path.read_bytes()
    name = path.relative_to(root).as_posix()
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {
        "Content-Type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        "ETag": f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        "Cache-Control": FOR_EVER if name.startswith("_next/static/") else ASK_FIRST,
    }
    if kind == "text/html":
        headers["Content-Security-Policy"] = policy(script_hashes(content.decode("utf-8")))
    if name == WORKER:
        headers["Content-Security-Policy"] = WORKER_POLICY
    return PageFile(path, headers)
