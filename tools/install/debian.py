"""Packages of the operating system: installed where that is allowed, named where it is not."""

import os
import shutil
from pathlib import Path

from tools.install.steps import InstallError, Steps

# What training draws letters with (services/ai/training/ocr/drawing/faces.yaml), and what test bills are printed with.
TRAINING_FONTS = [
    "fonts-liberation2",
    "fonts-freefont-ttf",
    "fonts-roboto-unhinted",
    "fonts-roboto-slab",
    "fonts-open-sans",
    "fonts-noto-core",
    "fonts-noto-mono",
    "fonts-cantarell",
    "fonts-linuxlibertine",
    "fonts-mplus",
    "fonts-unifont",
    "fonts-yanone-kaffeesatz",
    "fonts-agave",
    "fonts-sil-andika",
    "fonts-sil-charis",
    "fonts-sil-doulos",
    "fonts-sil-gentiumplus",
    "fonts-cmu",
    "fonts-lmodern",
    "fonts-league-mono",
    "fonts-texgyre",
    "fonts-jura",
    "fonts-vollkorn",
    "fonts-quicksand",
    "fonts-osifont",
    "fonts-opendyslexic",
    "fonts-manrope",
    "fonts-pc",
    "fonts-3270",
    "fonts-spleen",
    "fonts-hermit",
    "fonts-dancingscript",
    "fonts-breip",
    "fonts-femkeklaver",
    "fonts-rufscript",
    "fonts-humor-sans",
    "fonts-kristi",
    "fonts-dkg-handwriting",
    "fonts-klee",
    "fonts-yusei-magic",
    "fonts-comic-neue",
]
TEST_BILL_FONTS = [
    "fonts-dejavu-core",
    "fonts-dejavu-extra",
    "fonts-lato",
    "fonts-crosextra-carlito",
    "fonts-inter",
    "fonts-jetbrains-mono",
    "fonts-ebgaramond",
]
MOST_NAMED = 6  # in a title, which names the log as well
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
    title = f"Debian packages {wanted}" if len(packages) <= MOST_NAMED else f"{len(packages)} Debian packages"
    steps.run(title, command, hint, QUIET)


def missing_for_tests() -> list[str]:
    """Name the packages that tests of the browser, the database, the ear and the eye use and that are not here."""
    present = {
        "espeak-ng": shutil.which("espeak-ng") is not None,
        "fonts-dejavu-core": Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf").is_file(),
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
        "chromium": shutil.which("chromium") is not None,
        **{font: _is_installed(font) for font in (*TRAINING_FONTS, *TEST_BILL_FONTS)},
    }
    return [package for package, found in present.items() if not found]


def _is_installed(package: str) -> bool:
    """Whether dpkg knows its files; elsewhere than on Debian nobody asks."""
    return Path(f"/var/lib/dpkg/info/{package}.list").exists()
