"""Tuning: what is learnt from, what is kept back, and what the gate lets through."""

from pathlib import Path

import numpy as np
import pytest

from services.ai.speech.features import SAMPLE_RATE, Features
from services.ai.training.speech import tune
from services.ai.training.speech.clips import Clip, ClipsError, read_clips
from services.ai.training.speech.corpus import Utterance
from services.ai.training.speech.gate.score import Score, compare
from services.ai.training.speech.network import SIZES, Recogniser
from services.ai.training.speech.settings import Run

OLD = Score(clean=0.10, noisy=0.20, own=0.50)


@pytest.mark.parametrize(
    ("new", "is_better"),
    [
        (Score(0.10, 0.20, 0.40), True),
        (Score(0.104, 0.204, 0.40), True),
        (Score(0.12, 0.20, 0.40), False),
        (Score(0.10, 0.22, 0.40), False),
        (Score(0.05, 0.10, 0.50), False),
        (Score(0.05, 0.10, None), False),
    ],
)
def test_the_gate(new: Score, is_better: bool) -> None:
    verdict = compare(OLD, new)
    assert verdict.is_better is is_better
    assert verdict.why


def test_every_fifth_clip_is_only_measured() -> None:
    clips = [(f"ba {place}", np.zeros(1, np.float32)) for place in range(25)]
    learnt, kept = tune.split(clips)
    assert [name for name, _ in kept] == ["ba 4", "ba 9", "ba 14", "ba 19", "ba 24"]
    assert len(learnt) == 20
    with pytest.raises(tune.TuneError, match="at least 20"):
        tune.split(clips[:19])


def test_sentences_are_learnt_as_they_are_spoken() -> None:
    silence = np.zeros(SAMPLE_RATE, np.float32)
    spoken = tune.spoken_clips([Clip("Ăn phở 45 nghìn.", silence), Clip("中文", silence), Clip("", silence)])
    assert [text.split()[:2] for text, _ in spoken] == [["ăn", "phở"]]
    assert not any(letter.isdigit() for letter in spoken[0][0])


def test_tuning_learns_own_clips(tiny: Run, shard: list[Utterance], noises: list[Features]) -> None:
    time = np.arange(SAMPLE_RATE // 2) / SAMPLE_RATE
    own = [("hai ba", np.sin(2 * np.pi * 900 * time).astype(np.float32))] * 4
    losses: list[float] = []
    source = tune.batches(own, shard, noises, seed=1)
    state = tune.learn_own(
        Recogniser(SIZES["tiny"]),
        tiny,
        tune.Tuning(steps=60, rate=5e-3),
        source,
        lambda step, loss: losses.append(loss),
    )
    assert state.step == len(losses) == 60
    assert np.mean(losses[-10:]) < np.mean(losses[:10]) * 0.8


def test_new_versions_stand_beside_the_shipped_one_and_can_be_forgotten(tmp_path: Path) -> None:
    folder = tmp_path / "asr_vi"
    (folder / "2").mkdir(parents=True)
    (folder / "2" / "model.onnx").write_bytes(b"")
    tune.forget(tmp_path)
    assert not folder.exists()
    tune.forget(tmp_path)


def test_a_folder_without_a_list_says_so(tmp_path: Path) -> None:
    with pytest.raises(ClipsError, match=r"transcripts\.tsv"):
        read_clips(tmp_path)
    (tmp_path / "transcripts.tsv").write_text("name\ttext\na.wav\tba\n", encoding="utf-8")
    with pytest.raises(ClipsError, match="columns"):
        read_clips(tmp_path)
