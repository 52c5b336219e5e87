"""Pages for people to look at."""

import cv2
import numpy as np

from services.ai.pictures.model import Page

MOST_SHOWN_PIXELS = 4_000_000
QUALITY = 80


def upright_jpeg(page: Page, turns: int) -> bytes:
    """The page turned by quarters clockwise, no larger than a screen can use, as JPEG with nothing but the picture."""
    picture = np.frombuffer(page.pixels, np.uint8).reshape(page.height, page.width, 3)
    share = (MOST_SHOWN_PIXELS / (page.width * page.height)) ** 0.5
    if share < 1:
        size = (max(1, round(page.width * share)), max(1, round(page.height * share)))
        picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
    turned = np.ascontiguousarray(np.rot90(picture, -turns)[..., ::-1])
    _, encoded = cv2.imencode(".jpg", turned, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return encoded.tobytes()
