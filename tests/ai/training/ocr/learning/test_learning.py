"""Learning: a few lines are learnt by heart, and a broken-off run ends where an unbroken one does."""

import dataclasses
from pathlib import Path

import pytest
import torch

from services.ai.training.ocr import learn
from services.ai.training.ocr.checkpoint import State, load, save
from services.ai.training.ocr.measure import read_error
from services.ai.training.ocr.network import SIZES, NetworkSize
from services.ai.training.ocr.samples.shards import Shard, read, write
from services.ai.training.ocr.schedule import last_use, rate_of, shard_of
from services.ai.training.ocr.settings import TrainingSettings
from tests.ai.training.ocr.learning.lines import shard

TEXTS = ["Phở bò 45.000", "Tổng cộng", "ỗ ẵ ỡ Ữ ₫", "1.250.000đ", "Thối lại: 5,000", "CÀ PHÊ SỮA"]
TINY = NetworkSize(stem=8, early=12, middle=24, late=32, row=64, expansion=2, blocks=2)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TrainingSettings:
    monkeypatch.setitem(SIZES, "tiny", TINY)
    return TrainingSettings(
        size="tiny", passes=6, cooling=2, uses=2, lag=1, ahead=0, columns=1200, rate=3e-3, average=0.9, cache=tmp_path
    )


def test_a_few_lines_are_learnt_by_heart(settings: TrainingSettings) -> None:
    lines = shard(TEXTS)
    state = learn.fresh(dataclasses.replace(settings, passes=1000))
    before = read_error(state.network, lines)
    for _ in range(120):
        learn.learn_shard(state, lines, dataclasses.replace(settings, passes=1000))
        if state.passes % 20 == 0 and read_error(state.average, lines) == 0:
            break
    assert before > 0.9
    assert read_error(state.average, lines) <= 0.02


class Drawn:
    """Shards of a few lines each, and which of them were forgotten."""

    def __init__(self) -> None:
        self.forgotten: set[int] = set()

    def shard(self, number: int) -> Shard:
        assert number not in self.forgotten
        return shard([f"{text} {number}" for text in TEXTS])

    def forget(self, number: int) -> None:
        self.forgotten.add(number)


def test_a_run_that_is_broken_off_ends_where_an_unbroken_one_does(settings: TrainingSettings, tmp_path: Path) -> None:
    whole = dataclasses.replace(settings, cache=tmp_path / "whole")
    unbroken = learn.fresh(whole)
    learn.run(whole, unbroken, Drawn(), lambda state, loss, speed: None)

    broken = dataclasses.replace(settings, cache=tmp_path / "broken")

    class StoppedError(Exception):
        pass

    def stop(state: State, loss: float, speed: float) -> None:
        if state.passes == 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        learn.run(broken, learn.fresh(broken), Drawn(), stop)
    later = learn.fresh(broken)
    assert load(later, broken.cache / "checkpoint.pt")
    assert later.passes == 3
    learn.run(broken, later, Drawn(), lambda state, loss, speed: None)
    for name, value in unbroken.average.state_dict().items():
        assert torch.equal(value, later.average.state_dict()[name]), name


def test_a_shard_is_drawn_once_and_read_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = shard(TEXTS)
    monkeypatch.setattr(
        "services.ai.training.ocr.samples.shards.samples",
        lambda *_: (
            (line, text) for line, text in [(made.pixels[: 32 * made.widths[0]].reshape(32, -1), TEXTS[0])] * 3
        ),
    )
    path = write(tmp_path / "deep" / "one.npz", 1, 0, 2, 0.0, 0.5)
    found = read(path)
    assert list(found.lengths) == [len(TEXTS[0])] * 2
    before = path.stat().st_mtime_ns
    write(path, 1, 0, 2, 0.0, 0.5)
    assert path.stat().st_mtime_ns == before
    assert list(path.parent.iterdir()) == [path]


def test_a_checkpoint_is_whole_or_not_there(settings: TrainingSettings, tmp_path: Path) -> None:
    state = learn.fresh(settings)
    assert not load(state, tmp_path / "checkpoint.pt")
    save(state, tmp_path / "checkpoint.pt")
    assert load(state, tmp_path / "checkpoint.pt")
    assert [path.name for path in tmp_path.iterdir()] == ["checkpoint.pt"]


def test_each_shard_is_used_as_often_as_it_was_drawn_for() -> None:
    settings = TrainingSettings()
    order = [shard_of(number, settings) for number in range(300)]
    for used in range(60):
        uses = [place for place, number in enumerate(order) if number == used]
        assert len(uses) >= settings.uses
        assert uses[-1] <= last_use(used, settings)


def test_the_rate_rises_stays_and_falls() -> None:
    settings = TrainingSettings(passes=100, cooling=20, warm_passes=2, rate=1.0)
    assert rate_of(0.5, settings) < rate_of(1.5, settings) < 1.0
    assert rate_of(50, settings) == 1.0
    assert 0.4 < rate_of(90, settings) < 0.6
    assert rate_of(100, settings) == 0.0
