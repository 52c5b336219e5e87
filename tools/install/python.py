"""The virtual environment: made by the machine's Python, filled by uv exactly as uv.lock says."""

import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.install import debian, stamps
from tools.install.steps import Steps

RUN_GROUPS = ("ledger", "ai", "notifier", "bff", "local", "tools")
TEST_GROUPS = (*RUN_GROUPS, "operator", "dev", "triton")
TRAIN_GROUPS = (*TEST_GROUPS, "train", "compare")
"""Training and comparing bring in gigabytes that neither running nor testing needs."""
NETWORK = "The first start fetches packages and needs the network; try again when it is there."


class PythonPackages:
    """`.venv` of the checkout."""

    def __init__(self, root: Path, steps: Steps) -> None:
        self._root = root
        self._steps = steps
        self.venv = root / ".venv"
        self.python = self.venv / "bin" / "python"

    def install(self, groups: Sequence[str]) -> None:
        """Bring in the packages of `groups`; what else is there stays."""
        sources = [self._root / "pyproject.toml", self._root / "uv.lock"]
        value = stamps.digest(sources, platform.python_version())
        wanted = set(groups)
        if self.python.exists() and any(
            stamps.is_current(done, value) and wanted <= set(done.stem.removeprefix("heo-").split("+"))
            for done in self.venv.glob("heo-*.stamp")
        ):
            return
        self._ensure_uv()
        chosen = [word for name in groups for word in ("--group", name)]
        command = [str(self.venv / "bin" / "uv"), "sync", "--frozen", "--inexact", *chosen]
        # uv keeps to this environment and this interpreter, whatever the shell around it has set.
        env = {
            "UV_PROJECT_ENVIRONMENT": str(self.venv), "UV_PYTHON": str(self.python), "UV_PYTHON_DOWNLOADS": "never",
        }  # fmt: skip
        # What was remembered of other groups may name versions that this changes.
        for other in self.venv.glob("heo-*.stamp"):
            if not stamps.is_current(other, value):
                other.unlink()
        self._steps.run("Python packages", command, NETWORK, env)
        stamps.write(self.venv / f"heo-{'+'.join(groups)}.stamp", value)

    def _ensure_uv(self) -> None:
        if not self.python.exists():
            self._steps.run(
                "Python environment",
                [sys.executable, "-m", "venv", "--without-pip", str(self.venv)],
                "Python's own venv module is missing: install your system's full Python 3.11 or newer.",
            )
        version = locked_version(self._root / "uv.lock", "uv")
        uv = self.venv / "bin" / "uv"
        if (
            uv.exists()
            and version in subprocess.run([uv, "--version"], capture_output=True, text=True, check=False).stdout
        ):
            return
        self._ensure_pip()
        command = [str(self.python), "-m", "pip", "install", "--disable-pip-version-check", f"uv=={version}"]
        self._steps.run("Package installer", command, NETWORK)

    def _ensure_pip(self) -> None:
        if self._can_import("pip"):
            return
        # Debian ships Python without the wheel of pip that would bring pip in.
        if not self._can_import("ensurepip"):
            debian.install(self._steps, ["python3-venv"], "This Python cannot install packages yet.")
        self._steps.run("Python pip", [str(self.python), "-m", "ensurepip"], "Python's ensurepip module is broken.")

    def _can_import(self, module: str) -> bool:
        return subprocess.run([self.python, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0


def locked_version(lock: Path, package: str) -> str:
    """Read the version of `package` from uv.lock; raises LookupError when it is not there."""
    found = re.search(rf'^name = "{package}"\nversion = "([^"]+)"', lock.read_text(encoding="utf-8"), re.MULTILINE)
    if found is None:
        raise LookupError(f"{package} is not in {lock}")
    return found.group(1)
