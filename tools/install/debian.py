"""Packages of the operating system: installed where that is allowed, named where it is not."""

import os
import shutil
from pathlib import Path

from tools.install.steps import InstallError, Steps

QUIET = {"DEBIAN_FRONTEND": "noninteractive"}


def install(steps: Steps, packages: list[str], reason: str) -> None:
    """Install `packages` by apt as root; anybody else is told what to run. Raises InstallError."""
    wanted = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise InstallError(
            f"✗ {reason} Install what Debian calls {wanted} with your system's package manager, then try again."
        )
    if os.geteuid() != 0:
        raise InstallError(f"✗ {reason} Run `sudo apt-get install {wanted}`, then try again.")
    hint = "Installing from Debian's archive needs the network."
    steps.run("Debian package lists", ["apt-get", "update", "-q"], hint, QUIET)
    command = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages]
    steps.run(f"Debian packages {wanted}", command, hint, QUIET)


def missing_for_tests() -> list[str]:
    """Name the packages that the browser and database tests use and that are not here."""
    present = {
        "chromium": shutil.which("chromium") is not None,
        "libnss3-tools": shutil.which("certutil") is not None,
        "postgresql-15": any(Path("/usr/lib/postgresql").glob("*/bin/postgres")),
    }
    return [package for package, found in present.items() if not found]


def missing_for_training() -> list[str]:
    """Name the packages that training and the comparisons of models use and that are not here."""
    present = {
        "espeak-ng": shutil.which("espeak-ng") is not None,
        "tesseract-ocr": shutil.which("tesseract") is not None,
        "tesseract-ocr-vie": any(Path("/usr/share/tesseract-ocr").glob("*/tessdata/vie.traineddata")),
    }
    return [package for package, found in present.items() if not found]
