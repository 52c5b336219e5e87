"""`python3 -m tools.install run | packages | test | check | test-packages | train`.

run: what starting Heo needs, the page included. packages: the Python packages of that alone.
test: what all tests need, a browser and a second PostgreSQL included. check: that without a browser and the built page.
test-packages: the Python packages of that alone. train: those, and what training and comparing models needs.
"""

import fcntl
import sys
from pathlib import Path

from tools.install import debian
from tools.install.page import Page
from tools.install.python import RUN_GROUPS, TEST_GROUPS, TRAIN_GROUPS, PythonPackages
from tools.install.steps import InstallError, Steps, say

ROOT = Path(__file__).resolve().parent.parent.parent
PURPOSES = ("run", "packages", "test", "check", "test-packages", "train")
GROUPS = {"run": RUN_GROUPS, "packages": RUN_GROUPS, "train": TRAIN_GROUPS}


def install(purpose: str) -> None:
    """Install for `purpose`; at most one installation runs in a checkout, the next one waits and then finds it done."""
    folder = ROOT / "build" / "install"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("… waiting for another installation in this folder")
            fcntl.flock(lock, fcntl.LOCK_EX)
        steps = Steps(ROOT, folder)
        python = PythonPackages(ROOT, steps)
        page = Page(ROOT, steps, python)
        if purpose == "test":
            missing = debian.missing_for_tests()
            if missing:
                debian.install(steps, missing, "The tests use a browser, a second PostgreSQL, a voice and a font.")
        if purpose == "train":
            missing = debian.missing_for_training()
            if missing:
                debian.install(steps, missing, "Training speaks and prints its own samples and compares with others.")
        python.install(GROUPS.get(purpose, TEST_GROUPS))
        if purpose in {"test", "check"}:
            page.packages()
        if purpose in {"run", "test"}:
            page.build()


def main(arguments: list[str]) -> int:
    """Run one installation; 1 when it failed, 2 for a wrong word."""
    if len(arguments) != 1 or arguments[0] not in PURPOSES:
        say(__doc__ or "")
        return 2
    try:
        install(arguments[0])
    except InstallError as failure:
        say(str(failure))
        return 1
    except KeyboardInterrupt:
        say("stopped while installing; the next start goes on from here")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
