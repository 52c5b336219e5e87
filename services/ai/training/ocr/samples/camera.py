"""What happens to ink between the printer and the file: fading, breaks, shadow, glare, blur, noise, JPEG.

It works on lines and on pages.
"""

import random

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
Plane = NDArray[np.float32]


def clouds(noise: np.random.Generator, shape: tuple[int, int], cell: float) -> Plane:
    """Smooth noise, 0 to 1, whose spots are about `cell` pixels wide."""
    rows, columns = (max(2, int(side / cell) + 2) for side in shape)
    coarse = noise.random((rows, columns), np.float32)
    return cv2.resize(coarse, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC).clip(0, 1)


def worn(chance: random.Random, noise: np.random.Generator, ink: Grey, em: float) -> Plane:
    """Ink of 0 to 1 as a worn print head leaves it on thermal paper: pale, spotty, with streaks."""
    strength = ink.astype(np.float32) / 255
    form = chance.random()
    if form < 0.22:
        strength *= chance.uniform(0.25, 1.0) + clouds(noise, ink.shape, em * chance.uniform(0.4, 3)) * chance.uniform(
            0.2, 0.8
        )
    if form > 0.85:
        strength *= (noise.random(ink.shape, np.float32) > chance.uniform(0.02, 0.25)).astype(np.float32)
    if chance.random() < 0.08:
        rows = noise.random((ink.shape[0], 1), np.float32)
        strength *= np.where(rows < chance.uniform(0.05, 0.2), np.float32(chance.uniform(0.1, 0.7)), np.float32(1))
    if chance.random() < 0.06:
        columns = noise.random((1, ink.shape[1]), np.float32)
        strength *= np.where(columns < chance.uniform(0.02, 0.08), np.float32(chance.uniform(0.0, 0.6)), np.float32(1))
    return strength.clip(0, 1)


def scanned(chance: random.Random, ink: Grey) -> Grey:
    """Plain grey values: ink on an even sheet or a screen, dark on light or, seldom, light on dark."""
    paper, black = chance.uniform(190, 255), chance.uniform(0, 110)
    picture = paper + (black - paper) * (ink.astype(np.float32) / 255)
    if chance.random() < 0.3:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), chance.uniform(0.3, 0.8)), np.float32)
    return np.asarray(255 - picture if chance.random() < 0.08 else picture, np.float32).astype(np.uint8)


def weight(chance: random.Random, ink: Grey, em: float) -> Grey:
    """Bolder or thinner, as heat and toner make it."""
    form = chance.random()
    if form < 0.15:
        return np.asarray(cv2.dilate(ink, np.ones((chance.choice((1, 2)), 2), np.uint8)), np.uint8)
    if form < 0.22 and em >= 28:
        return np.asarray(cv2.erode(ink, np.ones((2, chance.choice((1, 2))), np.uint8)), np.uint8)
    return ink


def lit(chance: random.Random, noise: np.random.Generator, strength: Plane, em: float) -> Plane:
    """Grey values 0 to 255 of a lit sheet with that ink."""
    paper = chance.uniform(125, 252)
    contrast = chance.choice((chance.uniform(0.55, 0.97), chance.uniform(0.35, 0.75)))
    light = np.full(strength.shape, paper, np.float32)
    form = chance.random()
    if form < 0.35:
        across = np.linspace(chance.uniform(0.6, 1), chance.uniform(0.6, 1), strength.shape[1], dtype=np.float32)[None]
        down = np.linspace(chance.uniform(0.75, 1), chance.uniform(0.75, 1), strength.shape[0], dtype=np.float32)[
            :, None
        ]
        light = light * across * down
    elif form < 0.5:
        light = light * (chance.uniform(0.5, 0.9) + clouds(noise, strength.shape, em * chance.uniform(2, 12)) * 0.4)
    picture = light * (1 - strength * contrast)
    if chance.random() < 0.06:
        glare = clouds(noise, strength.shape, em * chance.uniform(2, 6))
        picture += (255 - picture) * glare.clip(0.4, 1) * chance.uniform(0.3, 0.75)
    if chance.random() < 0.12:
        picture += (clouds(noise, strength.shape, em * 0.3) - 0.5) * chance.uniform(5, 40)
    return picture


def blurred(chance: random.Random, picture: Plane, em: float) -> Plane:
    """Out of focus, or moved; `em` in pixels of this picture."""
    form = chance.random()
    if form < 0.55:
        return np.asarray(cv2.GaussianBlur(picture, (0, 0), max(0.3, em * chance.uniform(0.01, 0.075))), np.float32)
    if form < 0.68:
        reach = max(2, int(em * chance.uniform(0.05, 0.15)))
        kernel = np.zeros((reach, reach), np.float32)
        ends = chance.choice(
            (
                ((0, reach // 2), (reach - 1, reach // 2)),
                ((reach // 2, 0), (reach // 2, reach - 1)),
                ((0, 0), (reach - 1, reach - 1)),
            )
        )
        cv2.line(kernel, ends[0], ends[1], 1.0)
        return np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE), np.float32)
    return picture


def stored(chance: random.Random, noise: np.random.Generator, picture: Plane) -> Grey:
    """Grain of the sensor, sharpening of the phone, JPEG."""
    if chance.random() < 0.2:
        soft = cv2.GaussianBlur(picture, (0, 0), 1.2)
        picture = picture + (picture - soft) * chance.uniform(0.3, 1.5)
    if chance.random() < 0.6:
        picture = picture + noise.standard_normal(picture.shape, np.float32) * chance.uniform(1, 8)
    whole: Grey = picture.clip(0, 255).astype(np.uint8)
    if chance.random() < 0.6:
        done, data = cv2.imencode(".jpg", whole, (cv2.IMWRITE_JPEG_QUALITY, chance.randrange(22, 95)))
        if done:
            return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)
    return whole
