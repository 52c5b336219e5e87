"""The fonts that training draws with, out of the packages that faces.yaml names."""

import random
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from PIL import ImageFont

from services.ai.training.ocr.alphabet import vietnamese_letters
from services.ai.training.ocr.drawing.cmap import characters

SHARE = Path("/usr/share")
FEWEST_FAMILIES = 25
# Hairlines vanish on paper, and black weights fill their counters; neither is printed on bills.
UNUSED = ("Thin", "Hairline", "ExtraLight", "UltraLight", "Black", "BlackItalic", "RZ", "caps", "Expanded", "Extended")


class FontsMissingError(Exception):
    """Fewer fonts are installed than training needs; the message names the packages."""


@dataclass(frozen=True)
class Face:
    """One font file."""

    path: Path
    marked: bool
    """Whether the marks of the tone letters are drawn by us."""

    def has(self, text: str) -> bool:
        """Whether every letter has a glyph; marked faces need the base letters only, which they have."""
        known = characters(self.path)
        return all(ord(letter) in known for letter in text) or self.marked

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """The font in that many pixels an em."""
        return _font(self.path, size)


@dataclass(frozen=True)
class Family:
    """Files that look alike, and how often they are taken."""

    pattern: str
    weight: int
    faces: tuple[Face, ...]


@lru_cache(maxsize=600)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def specification() -> dict[str, Any]:
    """What faces.yaml says."""
    found: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("faces.yaml").read_text(encoding="utf-8"))
    return found


def _spread(pattern: str) -> list[str]:
    """`a{b,c}d` → `abd`, `acd`; one pair of braces."""
    if "{" not in pattern:
        return [pattern]
    head, rest = pattern.split("{")
    choices, tail = rest.split("}")
    return [head + choice + tail for choice in choices.split(",")]


def _usable(path: Path, marked: bool) -> bool:
    if any(word in path.stem for word in UNUSED):
        return False
    return marked or all(ord(letter) in characters(path) for letter in vietnamese_letters())


@cache
def families(kind: str) -> tuple[Family, ...]:
    """The installed families of "print" or "hand", in the order of the file. Raises FontsMissingError."""
    found: list[Family] = []
    for entry in specification()[kind]:
        marked = bool(entry.get("marked", False))
        paths = sorted(path for pattern in _spread(entry["pattern"]) for path in SHARE.glob(pattern))
        faces = tuple(Face(path, marked) for path in paths if _usable(path, marked))
        if faces:
            found.append(Family(entry["pattern"], int(entry["weight"]), faces))
    if not found or (kind == "print" and len(found) < FEWEST_FAMILIES):
        packages = " ".join(specification()["packages"])
        raise FontsMissingError(
            f"Training draws with ≥ {FEWEST_FAMILIES} families of fonts, {len(found)} are here. Install: {packages}"
        )
    return tuple(found)


def choose(chance: random.Random, kind: str = "print") -> Face:
    """A face by weight; upright ones twice as often as slanted ones."""
    here = families(kind)
    family = chance.choices(here, [one.weight for one in here])[0]
    face = chance.choice(family.faces)
    slanted = any(word in face.path.stem for word in ("Italic", "Oblique", "italic", "oblique"))
    return chance.choice(family.faces) if slanted and chance.random() < 0.85 else face
