"""Everything that must hold, one check after another, with a summary at the end.

python -m tools.checks fast    what a developer runs before a commit
python -m tools.checks all     what `.ci/run` runs
"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tools.install.page import node_path

ROOT = Path(__file__).resolve().parent.parent
HEAVY = ("tests/e2e", "tests/chaos", "tests/local/whole", "tests/mesh/whole")
"""These take the whole machine: a browser, or all services with kill -9. They run alone, one after another."""
DEBIAN_POSTGRES = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Check:
    """One command that must end with 0."""

    title: str
    command: tuple[str, ...]
    env: dict[str, str] = field(default_factory=dict)


def static() -> list[Check]:
    """What reads and does not run."""
    return [
        Check("style", ("ruff", "check", ".")),
        Check("format", ("ruff", "format", "--check", ".")),
        Check("types", ("mypy",)),
        Check("import contracts", ("lint-imports", "--no-logo")),
        Check("contract lint", ("buf", "lint")),
        Check("contract compatibility", (sys.executable, "-m", "tools.protos", "breaking")),
        Check("generated code", (sys.executable, "-m", "tools.protos", "drift")),
        Check("types of the page", ("npm", "--prefix", "web", "run", "--silent", "api:check")),
        Check("web", ("npm", "--prefix", "web", "run", "check")),
    ]


def python_tests(*options: str) -> Check:
    """All that may run beside each other."""
    ignored = [f"--ignore={folder}" for folder in HEAVY]
    return Check("tests", ("pytest", "-q", "-n", "2", "--dist", "loadscope", *ignored, *options))


def heavy_tests() -> list[Check]:
    """The rest: alone, and the ledger once more on the PostgreSQL that Debian ships."""
    checks = []
    present = [folder for folder in HEAVY if (ROOT / folder).is_dir()]
    if present:
        checks.append(Check("browser and whole-mesh tests", ("pytest", "-q", *present)))
    for programs in sorted(DEBIAN_POSTGRES.glob("*/bin"))[:1]:
        title = f"ledger on PostgreSQL {programs.parent.name}"
        checks.append(Check(title, ("pytest", "-q", "-n", "2", "tests/ledger"), {"HEO_TEST_PG_BIN": str(programs)}))
    return checks


def run(checks: list[Check]) -> int:
    """Run all, also after one failed; 1 when any did."""
    ended: list[tuple[Check, int, float]] = []
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{node_path(ROOT)}:{os.environ['PATH']}"}
    for check in checks:
        print(f"\n── {check.title}: {' '.join(check.command)}", flush=True)
        began = time.monotonic()
        code = subprocess.run(check.command, cwd=ROOT, env={**env, **check.env}, check=False).returncode
        ended.append((check, code, time.monotonic() - began))
    print()
    for check, code, seconds in ended:
        print(f"{'✓' if code == 0 else '✗'} {check.title:<32} {seconds:6.0f} s")
    return 1 if any(code for _, code, _ in ended) else 0


def main(arguments: list[str]) -> int:
    """Run one of the two; 2 for anything else."""
    match arguments:
        case ["fast"]:
            return run([*static(), python_tests("-m", "not postgres", "--ignore=tests/local", "--ignore=tests/tools")])
        case ["all"]:
            return run([*static(), python_tests(), *heavy_tests()])
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
