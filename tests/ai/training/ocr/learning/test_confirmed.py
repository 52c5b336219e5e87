"""Crops that a household confirmed: read, parted for good, and forgotten."""

from pathlib import Path

import cv2
import numpy as np

from services.ai.training.ocr import confirmed


def keep(folder: Path, name: str, text: str, seed: int) -> None:
    """A crop of noise with its text."""
    folder.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(folder / f"{name}.png"), np.random.default_rng(seed).integers(0, 255, (24, 200), dtype=np.uint8))
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def test_a_crop_stays_on_its_side_whatever_it_is_called(tmp_path: Path) -> None:
    for seed in range(40):
        keep(tmp_path / "a", f"{seed}", f"Cà phê {seed}", seed)
        keep(tmp_path / "b", f"x{39 - seed}", f"Cà phê {seed}", seed)
    first, again = confirmed.read(tmp_path / "a"), confirmed.read(tmp_path / "b")
    assert [sorted(text for _, text in side) for side in first] == [sorted(text for _, text in side) for side in again]
    assert len(first[0]) + len(first[1]) == 40
    assert 2 <= len(first[1]) <= 16
    assert all(line.shape[0] == 32 for line, _ in first[0])


def test_what_cannot_be_learnt_from_is_passed_over(tmp_path: Path) -> None:
    keep(tmp_path, "whole", "Bún chả", 1)
    keep(tmp_path, "empty", "  ", 2)
    keep(tmp_path, "too-long", "một hai ba " * 40, 3)
    (tmp_path / "no-picture.txt").write_text("Phở", encoding="utf-8")
    (tmp_path / "broken.txt").write_text("Phở", encoding="utf-8")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG not really")
    learnt, held = confirmed.read(tmp_path)
    assert [text for _, text in learnt + held] == ["Bún chả"]


def test_opting_out_leaves_nothing(tmp_path: Path) -> None:
    keep(tmp_path / "crops", "one", "Phở", 1)
    model = tmp_path / "models" / "ocr_vi"
    (model / "1").mkdir(parents=True)
    (model / "1" / "model.onnx").write_bytes(b"tuned")
    confirmed.forget(tmp_path / "crops", model)
    confirmed.forget(tmp_path / "crops", model)
    assert not (tmp_path / "crops").exists()
    assert not model.exists()
