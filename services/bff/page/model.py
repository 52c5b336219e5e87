"""Which file a path means, and what its inline scripts hash to. Pure."""

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from html.parser import HTMLParser

POLICY: Sequence[tuple[str, str]] = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    # Chart and menu libraries set style attributes and add <style>; a style cannot run.
    ("style-src", "'self' 'unsafe-inline'"),
    ("img-src", "'self' data: blob:"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("media-src", "'self' blob:"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("form-action", "'self'"),
    ("base-uri", "'none'"),
    ("frame-ancestors", "'none'"),
)

WORKER_POLICY = "default-src 'none'; connect-src 'self'; script-src 'self'"
"""The service worker's, which lives under its own script's policy: it may fetch the page's files, nothing else."""


class _InlineScripts(HTMLParser):
    """Collects the text of scripts that have no src."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and not any(name == "src" for name, _ in attrs)
        if self._inside:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def script_hashes(html: str) -> list[str]:
    """The CSP sources of the inline scripts of `html`, each once: "'sha256-…'"."""
    parser = _InlineScripts()
    parser.feed(html)
    parser.close()
    digests = (hashlib.sha256(script.encode()).digest() for script in parser.found)
    return list(dict.fromkeys(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests))


def policy(hashes: Iterable[str]) -> str:
    """The content security policy of a page with those inline scripts."""
    more = {"script-src": " ".join(hashes)}
    return "; ".join(f"{name} {sources} {more.get(name, '')}".rstrip() for name, sources in POLICY)


def file_of(path: str, files: Mapping[str, object]) -> str | None:
    """The name among `files` that the URL path means: itself, with .html, or its index.html; None when none is meant.

    Names are looked up, never joined to a folder, so that no path leads out of it.
    """
    name = path.strip("/")
    for candidate in (name, f"{name}.html", f"{name}/index.html" if name else "index.html"):
        if candidate in files:
            return candidate
    return None
