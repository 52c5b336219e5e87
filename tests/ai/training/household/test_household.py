"""What a household put aside, laid out for the trainings; and the word that does it."""

import json
import struct
from pathlib import Path

import cv2
import numpy as np
import pytest

from services.ai.training.household import __main__ as word
from services.ai.training.household.lessons import gather_clips, gather_crops
from services.ai.training.ocr import confirmed
from services.ai.training.speech.clips import read_clips
from services.mesh.ids import new_id
from services.mesh.objects import training_folder


def lesson(objects: Path, what: str, label: object, **files: bytes) -> Path:
    """A lesson of a new household."""
    folder = objects / training_folder(new_id(), what, new_id())
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    (folder / "label.json").write_text(json.dumps(label, ensure_ascii=False), encoding="utf-8")
    return folder


def a_wav(seconds: float, rate: int = 8_000) -> bytes:
    samples = (3_000 * np.sin(np.arange(int(seconds * rate)) / 5)).astype("<i2").tobytes()
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, 1, rate, rate * 2, 2,
                       16, b"data", len(samples))  # fmt: skip
    return head + samples


def test_clips_of_any_kind_become_wav_files_with_their_words(tmp_path: Path) -> None:
    objects, target = tmp_path / "objects", tmp_path / "target"
    target.mkdir()
    lesson(objects, "voice", {"text": "ăn phở bốn lăm nghìn", "audio": "clip.wav"}, clip_wav=a_wav(0.5))
    lesson(objects, "voice", {"text": "hỏng", "audio": "clip.wav"}, clip_wav=b"no sound at all")
    lesson(objects, "voice", {"text": "mất", "audio": "clip.wav"})
    assert gather_clips(objects, target) == 1
    (clip,) = read_clips(target)
    assert clip.sentence == "ăn phở bốn lăm nghìn"
    assert len(clip.sound) == pytest.approx(8_000, abs=200)


def test_printed_pieces_of_proven_bills_become_crops(tmp_path: Path) -> None:
    objects, target = tmp_path / "objects", tmp_path / "target"
    target.mkdir()
    page = np.full((1_000, 600), 255, np.uint8)
    cv2.putText(page, "HIGHLANDS", (70, 95), cv2.FONT_HERSHEY_SIMPLEX, 2, 0, 4)
    _, jpeg = cv2.imencode(".jpg", page)
    box = {"left": 0.1, "top": 0.04, "right": 0.8, "bottom": 0.11}
    merchant = {"field": "BILL_FIELD_MERCHANT", "text": "HIGHLANDS", "box": box}
    total = {"field": "BILL_FIELD_TOTAL", "text": "45000", "box": box}
    for verified in (True, False):
        label = {"pages": ["0.jpg"], "bills": [{"verified": verified, "pieces": [merchant, total]}]}
        lesson(objects, "bills", label, **{"0_jpg": jpeg.tobytes()})
    assert gather_crops(objects, target) == 1
    learnt, held = confirmed.read(target)
    assert [text for _, text in [*learnt, *held]] == ["HIGHLANDS"]


def test_nothing_to_learn_from_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEO_HOME", str(tmp_path))
    monkeypatch.delenv("HEO_OBJECTS_URL", raising=False)
    for what in ("asr", "ocr"):
        assert word.main([what]) == 1
        assert "Allow it in the settings" in capsys.readouterr().err


def test_a_wrong_word_is_answered_with_the_right_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert word.main([]) == word.main(["ears"]) == 2
    assert "heo train asr|ocr" in capsys.readouterr().err
