"""What is served after learning and after fine-tuning."""

import dataclasses
from pathlib import Path

import cv2
import pytest

from services.ai.training.ocr import gate, tune
from services.ai.training.ocr.gate import Verdict
from services.ai.training.ocr.learn import fresh
from services.ai.training.ocr.release import SERVED, release
from services.ai.training.ocr.samples import shards
from services.ai.training.ocr.settings import TrainingSettings
from tests.ai.training.ocr.learning.lines import sample, shard

TEXTS = ["Bánh mì thịt 20.000", "Tiền thừa: 5.000đ", "Trà đá", "CỘNG: 99,000 VND"]


@pytest.mark.parametrize(
    ("served", "candidate", "better"),
    [((0.05, 0.2), (0.051, 0.1), True), ((0.05, 0.2), (0.06, 0.1), False), ((0.05, 0.2), (0.04, 0.2), False)],
)
def test_tuning_must_help_its_own_lines_and_spare_the_others(
    served: tuple[float, float], candidate: tuple[float, float], better: bool
) -> None:
    assert gate.tuned_verdict(served, candidate).is_better is better


def test_training_must_read_better() -> None:
    assert gate.trained_verdict(0.05, 0.04).is_better
    assert not gate.trained_verdict(0.05, 0.05).is_better


def test_a_missing_model_reads_nothing(tmp_path: Path) -> None:
    assert gate.errors(tmp_path / "none.onnx", shard(TEXTS)) == 1.0


def test_the_served_model_reads_clean_print() -> None:
    assert gate.errors(SERVED, shard(TEXTS)) < 0.1


def test_a_worse_network_does_not_take_the_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.ai.training.ocr.release.held_out", lambda settings: shard(TEXTS))
    place = tmp_path / "model.onnx"
    place.write_bytes(SERVED.read_bytes())
    settings = TrainingSettings(cache=tmp_path)
    verdict = release(fresh(settings).average, settings, place)
    assert not verdict.is_better
    assert place.read_bytes() == SERVED.read_bytes()


def crops(folder: Path, count: int) -> None:
    """Confirmed crops: all of one shop."""
    folder.mkdir()
    for number in range(count):
        line, text = sample(f"Quán Ốc Đêm {number}")
        cv2.imwrite(str(folder / f"{number}.png"), line)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")


def test_too_few_crops_teach_nothing(tmp_path: Path) -> None:
    crops(tmp_path / "crops", 5)
    verdict = tune.tune(tmp_path / "crops", SERVED, tmp_path / "ocr_vi", TrainingSettings(cache=tmp_path))
    assert verdict == Verdict(False, "5 confirmed crops are too few to learn from")
    assert not (tmp_path / "ocr_vi").exists()


def test_a_tuned_model_is_a_whole_folder_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crops(tmp_path / "crops", 60)
    monkeypatch.setattr(tune, "held_out", lambda settings: shard(TEXTS))
    monkeypatch.setattr(tune, "ROUNDS", 1)
    monkeypatch.setattr(shards, "write", lambda *_: tmp_path / "known.npz")
    monkeypatch.setattr(shards, "read", lambda _: shard(TEXTS))
    settings = dataclasses.replace(TrainingSettings(), cache=tmp_path)
    verdict = tune.tune(tmp_path / "crops", tmp_path / "no model.onnx", tmp_path / "ocr_vi", settings)
    assert verdict.is_better, verdict.why
    assert sorted(path.name for path in (tmp_path / "ocr_vi").rglob("*") if path.is_file()) == [
        "charset.txt", "config.pbtxt", "model.onnx",
    ]  # fmt: skip
