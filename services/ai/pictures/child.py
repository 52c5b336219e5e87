"""`python -m services.ai.pictures.child`: decodes one file from standard input within limits, and nothing else.

Standard output is one line of JSON, then the pixels of all pages. A decoder that is led astray by a hostile file dies
here, with no key, no socket and no more memory than it was given.
"""

import json
import resource
import sys
from collections.abc import Sequence
from typing import Any

from services.ai.pictures.headers import look
from services.ai.pictures.model import BROKEN, PDF, TOO_LARGE, Limits, Page, PictureError


def confine(limits: Limits) -> None:
    """Give up memory, time and the right to write files, for good."""
    seconds = int(limits.seconds) + 1
    for what, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def decode(data: bytes, limits: Limits, as_pictures: bool) -> list[Page]:
    """The pages. PictureError with the reason, or MemoryError, or what a decoder makes of broken bytes."""
    header = look(data, limits)
    if header.media_type == PDF:
        from services.ai.pictures.documents import pages_of_pdf

        return pages_of_pdf(data, limits, as_pictures)
    from services.ai.pictures.stills import page_of_picture

    return [page_of_picture(data, header, limits)]


def answered(data: bytes, limits: Limits, as_pictures: bool) -> tuple[dict[str, Any], Sequence[Page]]:
    """The line of the answer and the pages; whatever a decoder raises is the file's fault and says BROKEN."""
    try:
        pages = decode(data, limits, as_pictures)
    except PictureError as error:
        return {"reason": error.reason, "detail": error.detail}, ()
    except MemoryError:
        return {"reason": TOO_LARGE, "detail": "memory"}, ()
    except Exception as error:  # noqa: BLE001  decoders of foreign bytes raise whatever they like
        return {"reason": BROKEN, "detail": type(error).__name__}, ()
    return {"pages": [_described(page) for page in pages]}, pages


def _described(page: Page) -> dict[str, Any]:
    texts = [[run.text, run.box] for run in page.texts]
    return {"width": page.width, "height": page.height, "bytes": len(page.pixels), "texts": texts}


def main() -> int:
    """Decode standard input; the first argument is the limits as JSON, the second "pictures" or "text"."""
    limits = Limits(**json.loads(sys.argv[1]))
    confine(limits)
    line, pages = answered(sys.stdin.buffer.read(limits.most_bytes + 1), limits, sys.argv[2] == "pictures")
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    for page in pages:
        sys.stdout.buffer.write(page.pixels)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
