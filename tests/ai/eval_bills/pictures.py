"""The pictures that are measured: drawn once by a seed, kept beside the build."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PIL import Image

from tests.ai.eval_bills.camera import photograph
from tests.ai.eval_bills.papers import large, other, small
from tests.ai.eval_bills.printer import print_paper, printer
from tests.ai.eval_bills.truth import Paper, Place, Shot, Sold, Truth

SEED = 2611
CACHE = Path("build") / "eval" / "bills"
BILLS: tuple[Callable[[random.Random], Paper], ...] = (
    small.pho, small.cafe, small.grocer, small.fuel, small.pharmacy,
    large.supermarket, large.supermarket, large.restaurant, large.restaurant, large.long_bill,
)  # fmt: skip
OTHERS: tuple[Callable[[random.Random], Paper], ...] = (
    other.page,
    other.page,
    other.chat,
    other.timetable,
    other.notice,
)


def kinds(bills: int, transfers: int, notes: int, others: int) -> list[tuple[str, Callable[[random.Random], Paper]]]:
    """How many of what, each with its name."""
    plan: list[tuple[str, Callable[[random.Random], Paper]]] = []
    plan += [(f"bill-{index:04d}", BILLS[index % len(BILLS)]) for index in range(bills)]
    plan += [(f"transfer-{index:04d}", large.transfer) for index in range(transfers)]
    plan += [(f"note-{index:04d}", small.notebook) for index in range(notes)]
    return plan + [(f"other-{index:04d}", OTHERS[index % len(OTHERS)]) for index in range(others)]


def draw(bills: int, transfers: int, notes: int, others: int, scenes: int, folder: Path = CACHE) -> list[Shot]:
    """Make what is not there yet, and tell all of it."""
    folder.mkdir(parents=True, exist_ok=True)
    missing = [
        (name, make) for name, make in kinds(bills, transfers, notes, others) if not _facts(folder, name).exists()
    ]
    if missing:
        with printer() as page:
            for name, make in missing:
                rng = random.Random(f"{SEED} {name}")
                paper = make(rng)
                photo, places = photograph(rng, *print_paper(page, paper), paper)
                turns = rng.choice((1, 2, 3)) if paper.print_kind != "screen" and rng.random() < 0.08 else 0
                _keep(folder, Shot(name, paper.template, paper.print_kind, paper.truth, tuple(places), turns), photo)
    for index in range(scenes):
        name = f"scene-{index:04d}"
        if not _facts(folder, name).exists():
            _keep(folder, Shot(name, "scene", "photo", Truth("none"), ()), other.scene(random.Random(f"{SEED} {name}")))
    names = [name for name, _ in kinds(bills, transfers, notes, others)] + [
        f"scene-{index:04d}" for index in range(scenes)
    ]
    return list(_known(folder, names))


def picture_file(shot: Shot, folder: Path = CACHE) -> Path:
    """The JPEG as a phone would send it."""
    return folder / f"{shot.name}.jpg"


def upright(shot: Shot, folder: Path = CACHE) -> Image.Image:
    """The picture as it was before the camera was held wrongly; the places of the texts are in it."""
    return Image.open(picture_file(shot, folder)).convert("RGB").rotate(90 * shot.turns, expand=True)


def _facts(folder: Path, name: str) -> Path:
    return folder / f"{name}.json"


def _keep(folder: Path, shot: Shot, photo: Image.Image) -> None:
    photo.rotate(-90 * shot.turns, expand=True).save(picture_file(shot, folder), "JPEG", quality=95)
    _facts(folder, shot.name).write_text(json.dumps(asdict(shot), ensure_ascii=False), encoding="utf-8")


def _known(folder: Path, names: list[str]) -> Iterator[Shot]:
    for name in names:
        found: dict[str, Any] = json.loads(_facts(folder, name).read_text(encoding="utf-8"))
        truth = found.pop("truth")
        lines = tuple(Sold(**line) for line in truth.pop("lines"))
        places = tuple(Place(one["text"], tuple((x, y) for x, y in one["corners"])) for one in found.pop("places"))
        yield Shot(**found, truth=Truth(**truth, lines=lines), places=places)
