"""Lessons that were put aside in the object store, as the trainings want them: wav files with a list, crops with texts.

The layout is said in services/bff/keeping/lessons.py, its writer: a folder a lesson with label.json in it.
"""

import asyncio
import csv
import json
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from services.ai.speech.audio.decoder import AudioDecoder
from services.ai.speech.audio.errors import AudioTooLongError, AudioUnreadableError

RATE_HZ = 16_000
LABEL = "label.json"
PRINTED = frozenset({"BILL_FIELD_MERCHANT", "BILL_FIELD_ADDRESS"})
"""Pieces whose text is what is printed in their box; of the others it is what the print means."""


def labels(objects: Path, what: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """(folder, label) of every lesson of `what`, "voice" or "bills", of all households of this store."""
    for file in sorted(objects.glob(f"households/*/training/{what}/*/{LABEL}")):
        yield file.parent, json.loads(file.read_text(encoding="utf-8"))


def gather_clips(objects: Path, target: Path) -> int:
    """Write the clips as 16-bit wav files and transcripts.tsv beside them; how many. What has no sound is left out."""
    decoder, rows = AudioDecoder(), []
    for number, (folder, label) in enumerate(labels(objects, "voice")):
        try:
            samples = asyncio.run(decoder.decode((folder / label["audio"]).read_bytes()))
        except (AudioUnreadableError, AudioTooLongError, FileNotFoundError):
            continue
        name = f"{number}.wav"
        with wave.open(str(target / name), "wb") as opened:
            opened.setnchannels(1)
            opened.setsampwidth(2)
            opened.setframerate(RATE_HZ)
            opened.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
        rows.append((name, label["text"]))
    with (target / "transcripts.tsv").open("w", encoding="utf-8", newline="") as opened_list:
        csv.writer(opened_list, delimiter="\t").writerows([("file", "sentence"), *rows])
    return len(rows)


def gather_crops(objects: Path, target: Path) -> int:
    """Cut the printed pieces out of the pages of proven bills: <number>.png beside <number>.txt; how many."""
    count = 0
    for folder, label in labels(objects, "bills"):
        pages = {int(name.split(".")[0]): _picture(folder / name) for name in label["pages"]}
        for piece in _printed(label):
            crop = _crop(pages.get(int(piece["box"].get("page", 0))), piece["box"])
            if crop is None:
                continue
            cv2.imwrite(str(target / f"{count}.png"), crop)
            (target / f"{count}.txt").write_text(piece["text"], encoding="utf-8")
            count += 1
    return count


def _printed(label: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Pieces of bills whose arithmetic closed: what was read there is what is printed."""
    for bill in label["bills"]:
        if bill.get("verified"):
            yield from (one for one in bill.get("pieces", []) if one.get("field") in PRINTED and "box" in one)


def _picture(file: Path) -> NDArray[np.uint8] | None:
    found = cv2.imread(str(file), cv2.IMREAD_GRAYSCALE)
    return None if found is None else np.asarray(found, np.uint8)


def _crop(picture: NDArray[np.uint8] | None, box: dict[str, float]) -> NDArray[np.uint8] | None:
    """The box's part of a page; protobuf's JSON leaves out what is 0."""
    if picture is None:
        return None
    height, width = picture.shape
    rows = slice(int(box.get("top", 0) * height), int(np.ceil(box.get("bottom", 0) * height)))
    columns = slice(int(box.get("left", 0) * width), int(np.ceil(box.get("right", 0) * width)))
    crop = picture[rows, columns]
    return crop if min(crop.shape) >= 4 else None
