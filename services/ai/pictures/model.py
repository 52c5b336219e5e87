"""What a picture may be, what it becomes, and why it is refused."""

from dataclasses import dataclass, field

JPEG, PNG, WEBP, HEIC, PDF = "image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf"
PICTURES = frozenset({JPEG, PNG, WEBP, HEIC})

NOT_A_PICTURE, TOO_LARGE, BROKEN, TIMED_OUT = "NOT_A_PICTURE", "TOO_LARGE", "BROKEN", "TIMED_OUT"
REASONS = frozenset({NOT_A_PICTURE, TOO_LARGE, BROKEN, TIMED_OUT})


class PictureError(Exception):
    """The bytes cannot be read; `reason` is one of REASONS, `detail` is for developers and never quotes the file."""

    def __init__(self, reason: str, detail: str = "") -> None:
        """Name the reason."""
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost."""

    most_bytes: int = 16 * 1024 * 1024
    """Bytes of the file."""

    most_pixels: int = 120_000_000
    """Pixels that its header may announce; phones make 108 million."""

    most_decoded_pixels: int = 52_000_000
    """Pixels that are decoded at once: 150 MiB. JPEG is decoded to a half, a quarter or an eighth to get below."""

    page_pixels: int = 12_600_000
    """Pixels of a page that leaves the decoder; a larger one is made smaller."""

    most_side: int = 30_000
    """Pixels of a side."""

    most_pages: int = 10
    """Pages of a PDF."""

    memory_bytes: int = 512 * 1024 * 1024
    """Address space of the decoding process."""

    seconds: float = 9.0
    """Seconds that decoding may take, by the clock and of the processor."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the first bytes announce; a PDF announces no size."""

    media_type: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A run of text of a PDF's text layer and its place in pixels of the page: left, top, right, bottom."""

    text: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Page:
    """One decoded page. `pixels` are rows of RGB bytes, nothing else; empty when the page comes as text alone."""

    width: int
    height: int
    pixels: bytes = b""
    texts: tuple[PrintedText, ...] = field(default=())
