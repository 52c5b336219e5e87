"""The camera of the tests: a sheet lies on a table, bent and shaded, and a hand holds a phone over it."""

import io
import math
import random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

from tests.ai.eval_bills.truth import Paper, Place

Corner = tuple[float, float]
LONGEST = 1900


def photograph(
    rng: random.Random, sheet: Image.Image, places: list[Place], paper: Paper
) -> tuple[Image.Image, list[Place]]:
    """A photo (RGB) and where the texts stand in it. Screens are shared as they are, scaled and compressed at most."""
    if paper.print_kind == "screen":
        return _shared(rng, sheet, places)
    worn = _worn(rng, sheet, paper.print_kind)
    wavy, places = _wavy(rng, worn, places)
    photo, places = _held(rng, wavy, places)
    photo = _shaded(rng, photo)
    photo = _focused(rng, photo)
    return _developed(rng, photo), places


def _shared(rng: random.Random, sheet: Image.Image, places: list[Place]) -> tuple[Image.Image, list[Place]]:
    factor = rng.uniform(0.6, 1.0)
    size = (round(sheet.width * factor), round(sheet.height * factor))
    scaled = [Place(one.text, tuple((x * factor, y * factor) for x, y in one.corners)) for one in places]
    return _compressed(sheet.resize(size, Image.Resampling.LANCZOS), rng.randint(60, 95)), scaled


def _worn(rng: random.Random, sheet: Image.Image, kind: str) -> Image.Image:
    """Pale thermal ink, white scratches, coloured paper."""
    ink = 255 - np.asarray(sheet.convert("L"), np.float32)
    if kind in ("thermal", "needles"):
        pale = rng.choice((1.0, 0.9, 0.75, 0.55))
        rows = np.interp(
            np.arange(ink.shape[0]), np.linspace(0, ink.shape[0], 9), [rng.uniform(0.75, 1.0) for _ in range(9)]
        )
        ink *= pale * rows[:, None]
        if rng.random() < 0.25:
            for _ in range(rng.randint(1, 3)):
                x = rng.randrange(ink.shape[1])
                ink[:, x : x + rng.randint(1, 2)] *= 0.35
        if rng.random() < 0.25:
            speckle = np.random.default_rng(rng.randrange(2**31)).random(ink.shape)
            ink[speckle < rng.uniform(0.03, 0.12)] *= 0.3
    tint = np.array([rng.uniform(0.88, 1), rng.uniform(0.88, 1), rng.uniform(0.8, 0.98)])
    return Image.fromarray(((255 - ink)[..., None] * tint).clip(0, 255).astype(np.uint8))


def _wavy(rng: random.Random, sheet: Image.Image, places: list[Place]) -> tuple[Image.Image, list[Place]]:
    """The sheet bulges: strips of it move up and down as a cosine."""
    height = rng.choice((0.0, 0.0, rng.uniform(2, 9)))
    if not height:
        return sheet, places
    period, phase = sheet.width * rng.uniform(0.9, 2.2), rng.uniform(0, math.tau)

    def lift(x: float) -> float:
        return height * math.cos(math.tau * x / period + phase)

    step = 8
    mesh = []
    for x in range(0, sheet.width, step):
        end = min(x + step, sheet.width)
        first, last = lift(x), lift(end)
        mesh.append(
            ((x, 0, end, sheet.height), (x, first, x, sheet.height + first, end, sheet.height + last, end, last))
        )
    bent = sheet.transform(sheet.size, Image.Transform.MESH, mesh, Image.Resampling.BICUBIC, fillcolor=(235, 235, 230))
    moved = [Place(one.text, tuple((x, y - lift(x)) for x, y in one.corners)) for one in places]
    return bent, moved


def _held(rng: random.Random, sheet: Image.Image, places: list[Place]) -> tuple[Image.Image, list[Place]]:
    """The phone is turned a little and tilted; around the sheet lies a table."""
    scale = min(rng.uniform(0.65, 1.25), LONGEST / sheet.height)
    width, height = sheet.width * scale, sheet.height * scale
    rim = rng.uniform(0.03, 0.16) * width
    angle = math.radians(rng.gauss(0, 2.2))
    across, down = width / 2, height / 2
    size = (round(width + 2 * rim), round(height + 2 * rim))
    seen: list[Corner] = []
    for right, lower in ((-across, -down), (across, -down), (across, down), (-across, down)):
        x, y = right + rng.gauss(0, 0.012) * width, lower + rng.gauss(0, 0.012) * width
        seen.append(
            (
                size[0] / 2 + x * math.cos(angle) - y * math.sin(angle),
                size[1] / 2 + x * math.sin(angle) + y * math.cos(angle),
            )
        )
    flat = [
        (0.0, 0.0),
        (float(sheet.width), 0.0),
        (float(sheet.width), float(sheet.height)),
        (0.0, float(sheet.height)),
    ]
    back, forth = _plane(seen, flat), _plane(flat, seen)
    photo = sheet.transform(size, Image.Transform.PERSPECTIVE, tuple(back), Image.Resampling.BICUBIC)
    mask = Image.new("L", sheet.size, 255).transform(
        size, Image.Transform.PERSPECTIVE, tuple(back), Image.Resampling.BILINEAR
    )
    table = _table(rng, size)
    table.paste(photo, (0, 0), mask)
    return table, [Place(one.text, tuple(_move(forth, corner) for corner in one.corners)) for one in places]


def _plane(source: list[Corner], target: list[Corner]) -> NDArray[np.float64]:
    """The eight numbers of the projection that takes `source` to `target`."""
    rows, values = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.linalg.solve(np.array(rows), np.array(values))


def _move(plane: NDArray[np.float64], corner: Corner) -> Corner:
    x, y = corner
    below = plane[6] * x + plane[7] * y + 1
    return float((plane[0] * x + plane[1] * y + plane[2]) / below), float(
        (plane[3] * x + plane[4] * y + plane[5]) / below
    )


def _table(rng: random.Random, size: tuple[int, int]) -> Image.Image:
    """Wood, cloth or stone: a colour with streaks."""
    noise = np.random.default_rng(rng.randrange(2**31))
    colour = np.array([rng.randint(30, 200), rng.randint(30, 170), rng.randint(20, 150)], np.float32)
    streaks = Image.fromarray(
        noise.integers(0, 255, (max(2, size[1] // 40), max(2, size[0] // rng.choice((3, 40)))), dtype=np.uint8)
    ).resize(size, Image.Resampling.BICUBIC)
    return Image.fromarray(
        (colour + (np.asarray(streaks, np.float32)[..., None] - 128) * rng.uniform(0.05, 0.25))
        .clip(0, 255)
        .astype(np.uint8)
    )


def _shaded(rng: random.Random, photo: Image.Image) -> Image.Image:
    """A shadow with a soft edge, a spot of light."""
    if rng.random() < 0.45:
        shade = Image.new("L", photo.size, 255)
        draw = ImageDraw.Draw(shade)
        edge = [
            (rng.uniform(-0.2, 1.2) * photo.width, rng.uniform(-0.2, 1.2) * photo.height)
            for _ in range(rng.randint(3, 5))
        ]
        draw.polygon(edge, fill=rng.randint(95, 190))
        photo = ImageChops.multiply(
            photo, shade.filter(ImageFilter.GaussianBlur(photo.width * rng.uniform(0.02, 0.15))).convert("RGB")
        )
    if rng.random() < 0.15:
        light = Image.new("L", photo.size, 0)
        x, y, reach = rng.uniform(0, photo.width), rng.uniform(0, photo.height), photo.width * rng.uniform(0.1, 0.3)
        ImageDraw.Draw(light).ellipse((x - reach, y - reach, x + reach, y + reach), fill=rng.randint(60, 150))
        photo = ImageChops.screen(photo, light.filter(ImageFilter.GaussianBlur(reach * 0.5)).convert("RGB"))
    return photo


def _focused(rng: random.Random, photo: Image.Image) -> Image.Image:
    if rng.random() < 0.5:
        return photo.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 1.15)))
    if rng.random() < 0.25:
        return photo.filter(
            ImageFilter.BoxBlur((rng.uniform(0.3, 1.2), 0))
            if rng.random() < 0.5
            else ImageFilter.BoxBlur((0, rng.uniform(0.3, 1.0)))
        )
    return photo


def _developed(rng: random.Random, photo: Image.Image) -> Image.Image:
    photo = ImageEnhance.Brightness(photo).enhance(rng.uniform(0.6, 1.12))
    photo = ImageEnhance.Contrast(photo).enhance(rng.uniform(0.7, 1.25))
    grain = np.random.default_rng(rng.randrange(2**31)).normal(0, rng.uniform(0, 7), (photo.height, photo.width, 1))
    noisy = Image.fromarray((np.asarray(photo, np.float32) + grain).clip(0, 255).astype(np.uint8))
    return _compressed(noisy, rng.randint(45, 93))


def _compressed(photo: Image.Image, quality: int) -> Image.Image:
    kept = io.BytesIO()
    photo.save(kept, "JPEG", quality=quality)
    return Image.open(kept).convert("RGB")
