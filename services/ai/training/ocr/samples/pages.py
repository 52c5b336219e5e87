"""Whole bills: drawn, photographed at an angle, found by the detector; its cuts are the samples."""

import random
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from services.ai.print.detection import Quad
from services.ai.training.ocr.samples import camera, detector, layout
from services.ai.training.ocr.samples.layout import EM, Piece
from services.ai.training.ocr.samples.prepare import Grey, to_height

LINES_A_PAGE = 28
"""About how many samples a bill gives."""
# How much of a text a cut must hold to be a sample of it, and how much to have a letter of it at all.
WHOLE, TOUCHED = 0.97, 0.04


def make(chance: random.Random, noise: np.random.Generator) -> list[tuple[Grey, str]]:
    """The lines of one bill, 32 rows high each, with their texts."""
    sheet = layout.make(chance)
    photo, homography = photograph(chance, noise, camera.weight(chance, sheet.ink, EM))
    found: list[tuple[Grey, str]] = []
    for corners in detector.detect(photo):
        text = said(corners, sheet.pieces, homography)
        line = detector.cut(photo, corners) if text else None
        if text and line is not None:
            found.append((to_height(line), text))
    return found


def photograph(chance: random.Random, noise: np.random.Generator, ink: Grey) -> tuple[Grey, NDArray[np.float64]]:
    """A photo of the sheet, and the homography from the sheet's pixels to the photo's."""
    em = chance.uniform(14, 26)
    height, width = (int(side * em / EM) for side in ink.shape)
    edge = chance.uniform(0.0, 0.12)
    size = (int(width * (1 + 2 * edge)), int(height * (1 + 2 * edge)))
    left, top = width * edge, height * edge
    corners = [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    sway = np.array([[chance.uniform(-0.035, 0.035) * width for _ in range(2)] for _ in corners], np.float32)
    swayed = np.array(corners, np.float32) + sway
    sheet_corners = np.array([(0, 0), (ink.shape[1], 0), (ink.shape[1], ink.shape[0]), (0, ink.shape[0])], np.float32)
    homography = cv2.getPerspectiveTransform(sheet_corners, swayed)
    strength = camera.worn(chance, noise, ink, EM)
    soft = cv2.GaussianBlur(strength, (0, 0), 0.4 * EM / em)
    seen = np.asarray(cv2.warpPerspective(soft, homography, size, flags=cv2.INTER_LINEAR), np.float32)
    if chance.random() < 0.3:
        picture = np.full(seen.shape, 255, np.float32) * (1 - seen * chance.uniform(0.6, 1))
        return picture.astype(np.uint8), np.asarray(homography, np.float64)
    picture = camera.lit(chance, noise, seen, em)
    table = chance.uniform(0, 255)
    paper = cv2.warpPerspective(np.ones(ink.shape, np.float32), homography, size)
    picture = picture * paper + table * (1 - paper)
    return camera.stored(chance, noise, camera.blurred(chance, picture, em)), np.asarray(homography, np.float64)


def said(corners: Quad, pieces: list[Piece], homography: NDArray[np.float64]) -> str | None:
    """What the cut in those corners says; None when it cuts a text in two, mixes rows or holds nothing."""
    back = cv2.perspectiveTransform(corners[None].astype(np.float64), np.linalg.inv(homography))[0]
    left, right = float(min(back[0][0], back[3][0])), float(max(back[1][0], back[2][0]))
    middle = float(back[:, 1].mean())
    top, bottom = float(back[:2, 1].mean()), float(back[2:, 1].mean())
    inside: list[Piece] = []
    for piece in pieces:
        if not piece.top < middle < piece.bottom:
            continue
        share = (min(right, piece.right) - max(left, piece.left)) / (piece.right - piece.left)
        tall = (min(bottom, piece.bottom) - max(top, piece.top)) / (piece.bottom - piece.top)
        if share < TOUCHED:
            continue
        if share < WHOLE or tall < 0.75:
            return None
        inside.append(piece)
    inside.sort(key=lambda piece: piece.left)
    overlapping = any(first.right > second.left for first, second in pairwise(inside))
    return None if overlapping else " ".join(piece.text for piece in inside) or None
