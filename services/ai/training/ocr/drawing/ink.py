"""One line of text as ink: 255 where there is ink, 0 where there is none."""

import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import ImageDraw, ImageFont

from services.ai.training.ocr.drawing import marks
from services.ai.training.ocr.drawing.faces import Face, choose

Grey = NDArray[np.uint8]
# Room for marks over capitals and for tails, in ems above and below the baseline.
ABOVE, UNDER = 1.15, 0.35
SIZES = (20, 24, 28, 34, 40)
# Up to this size an image of letters without smoothing looks like a printer's own.
COARSE = 24


@dataclass(frozen=True)
class Ink:
    """A drawn line."""

    picture: Grey
    """[H, W], 255 is ink; H is (ABOVE + UNDER) ems."""
    em: float
    """Pixels an em."""

    @property
    def baseline(self) -> float:
        """Rows above the baseline."""
        return self.em * ABOVE


@dataclass(frozen=True)
class Style:
    """How a line is set: the same for all lines of a bill that are set alike."""

    face: Face
    size: int
    smooth: bool
    gap: float
    """Extra space between letters, in ems."""
    jitter: float
    """How unsteady a hand is, in ems; 0 for print."""
    dots: bool
    """Whether a needle printer prints it."""


def choose_style(chance: random.Random) -> Style:
    """Print mostly; needle printers and hands now and then."""
    hand = chance.random() < 0.07
    face = choose(chance, "hand" if hand else "print")
    size = chance.choice(SIZES)
    dots = not hand and chance.random() < 0.08
    smooth = hand or dots or size > COARSE or chance.random() < 0.5
    gap = chance.choice((0.0, 0.0, 0.0, chance.uniform(-0.03, 0.15)))
    return Style(
        face, 16 if dots else size, smooth and not dots, gap, chance.uniform(0.005, 0.04) if hand else 0.0, dots
    )


def draw_line(chance: random.Random, text: str, style: Style) -> Ink | None:
    """The text as ink; None when the face lacks a letter or draws nothing."""
    if not style.face.has(text):
        return None
    font = style.face.font(style.size)
    if style.face.marked or style.gap or style.jitter:
        picture = _letter_by_letter(chance, text, font, style)
    else:
        picture = _at_once(text, font, style)
    if not picture.any():
        return None
    if style.dots:
        return Ink(needles(chance, picture), style.size * 3.0)
    return Ink(picture, float(style.size))


def _at_once(text: str, font: ImageFont.FreeTypeFont, style: Style) -> Grey:
    canvas = marks.blank_picture(font.getlength(text) + style.size * 0.3, style.size * (ABOVE + UNDER))
    draw = ImageDraw.Draw(canvas)
    draw.fontmode = "L" if style.smooth else "1"
    draw.text((style.size * 0.15, round(style.size * ABOVE)), text, font=font, fill=255, anchor="ls")
    return np.asarray(canvas)


def _letter_by_letter(chance: random.Random, text: str, font: ImageFont.FreeTypeFont, style: Style) -> Grey:
    steps = [
        (marks.advance(letter, font) if style.face.marked else font.getlength(letter)) + style.gap * style.size
        for letter in text
    ]
    canvas = marks.blank_picture(sum(steps) + style.size * 0.5, style.size * (ABOVE + UNDER))
    draw = ImageDraw.Draw(canvas)
    draw.fontmode = "L" if style.smooth else "1"
    pen = marks.pen_width(font) * chance.uniform(0.7, 1.1)
    place, drift = style.size * 0.2, 0.0
    for letter, step in zip(text, steps, strict=True):
        drift = 0.8 * drift + chance.gauss(0, style.jitter) * style.size
        at = (place + chance.gauss(0, style.jitter * 0.5) * style.size, style.size * ABOVE + drift)
        at = at if style.jitter else (round(at[0]), round(at[1]))
        if style.face.marked:
            marks.draw_letter(draw, at, letter, font, pen)
        else:
            draw.text(at, letter, font=font, fill=255, anchor="ls")
        place += step
    return np.asarray(canvas)


def needles(chance: random.Random, picture: Grey) -> Grey:
    """Each pixel of a coarse picture becomes the dot of a needle, on a grid of 3 pixels; some needles print weakly."""
    pitch = 3
    weak = np.array([chance.choice((1.0, 1.0, 1.0, 0.6)) for _ in range(picture.shape[0])], np.float32)[:, None]
    strength = (picture > 100).astype(np.float32) * weak
    grown = np.zeros((picture.shape[0] * pitch, picture.shape[1] * pitch), np.float32)
    grown[pitch // 2 :: pitch, pitch // 2 :: pitch] = strength
    dot = cv2.GaussianBlur(grown, (0, 0), chance.uniform(0.7, 1.1))
    peak = float(dot.max()) or 1.0
    ink: Grey = np.clip(dot / peak * 255 * chance.uniform(1.0, 1.6), 0, 255).astype(np.uint8)
    return ink
