"""A stronger model is a folder: any CTC model of the usual kinds hears, in this process and on Triton."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import pytest

from services.ai.inference.engine import Engine, EngineError
from services.ai.inference.in_process import InProcessEngine
from services.ai.inference.repository import Repository
from services.ai.inference.triton import TritonEngine
from services.ai.speech.ctc.acoustics import Acoustics
from services.ai.speech.ctc.fbank import FbankShape, fbank
from services.ai.speech.ctc.front_end import normalised_wave
from services.ai.speech.ctc.recognizer import CtcRecognizer
from services.ai.speech.ctc.vocabulary import read_vocabulary
from tests.ai.speech.audio.clips import sine
from tests.ai.speech.beeps import put_detector
from tests.ai.speech.plug_ins.models import DATA, KINDS, put_model
from tests.support.triton import running_triton

NEMO = FbankShape(
    window="hann", mel_scale="slaney", lowest_hz=0, highest_hz=8000, remove_mean=False, centered=True,
    normalize="feature",
)  # fmt: skip


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("models")
    for kind in KINDS:
        put_model(root, kind)
    put_detector(root)
    return root


@pytest.fixture(scope="module")
def triton(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_triton(models, tmp_path_factory.mktemp("triton")) as target:
        yield target


@pytest.fixture(params=["in process", "triton"])
async def engine(request: pytest.FixtureRequest, models: Path, triton: str) -> AsyncIterator[Engine]:
    found: Engine = InProcessEngine(Repository(models)) if request.param == "in process" else TritonEngine(triton, 30)
    yield found
    await found.close()


def sound() -> Any:
    return sine(1.7, 300) + 0.1 * np.random.default_rng(2).standard_normal(27_200).astype(np.float32)


def expected(kind: str) -> Any:
    """What the file answers to what the kind's own toolkit would give it."""
    if kind == "wave":
        tensors = {"input_values": normalised_wave(sound())[None]}
    elif kind == "conformer":
        mels = fbank(sound(), NEMO)
        tensors = {"audio_signal": mels.T[None], "length": np.array([len(mels)])}
    else:
        mels = fbank(sound(), FbankShape())
        tensors = {"x": mels[None], "x_lens": np.array([len(mels)])}
    scores = onnxruntime.InferenceSession(str(DATA / f"{kind}.onnx")).run(None, tensors)[0][0]
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


@pytest.mark.parametrize("kind", KINDS)
async def test_it_answers_what_its_file_answers(kind: str, models: Path, engine: Engine) -> None:
    acoustics = Acoustics(engine, Repository(models).get(kind))
    found, known = await acoustics.log_probs(sound()), expected(kind)
    assert found.shape == known.shape
    assert np.abs(found - known).max() < 1e-3


@pytest.mark.parametrize("kind", KINDS)
async def test_words_are_read_with_its_own_vocabulary(kind: str, models: Path, engine: Engine) -> None:
    repository = Repository(models)
    heard = await CtcRecognizer(engine, repository, kind).recognize(sound())
    assert heard.words
    assert not set(heard.text) & set("▁|<>[]")
    assert heard.readings[0].text == heard.text
    assert all(0 <= word.start_ms < word.end_ms <= 1700 for word in heard.words)


async def test_long_clips_run_in_pieces(models: Path) -> None:
    engine = InProcessEngine(Repository(models))
    acoustics = Acoustics(engine, Repository(models).get("zipformer"))
    longer = np.tile(sound(), 30)
    assert len(longer) > 50 * 16_000
    found = await acoustics.log_probs(longer)
    assert len(found) == pytest.approx(len(longer) / 640, abs=3)


def test_mel_energies_are_those_of_kaldi() -> None:
    """Its own library gave the reference, for the same second of noise, without dither."""
    noise = (0.1 * np.random.default_rng(0).standard_normal(16_000)).astype(np.float32)
    reference = np.load(DATA / "kaldi.npy")
    assert np.abs(fbank(noise, FbankShape())[: len(reference)] - reference).max() < 1e-3


def test_vocabularies_of_all_kinds() -> None:
    letters = read_vocabulary(DATA / "wave.json", blank=31)
    assert letters.words([2, 3, 1, 4]) == [[0, 1], [3]]
    assert letters.spell([2, 3]) == "aă"
    pieces = read_vocabulary(DATA / "conformer.txt", blank=0)
    first, second, tail = (pieces.texts.index(text) for text in ("▁ăn", "▁ngh", "iêng"))
    assert pieces.words([first, second, tail]) == [[0], [1, 2]]
    assert pieces.spell([second, tail]) == "nghiêng"
    assert read_vocabulary(DATA / "zipformer.txt", blank=0).texts[1:4] == pieces.texts[:3]


@pytest.mark.parametrize(
    ("parameter", "text", "why"),
    [
        ("front_end", "cochlea", "no front end"),
        ("stride", "often", "stride"),
        ("sample_rate", "8000", "16 kHz"),
        ("blank", "999", "no token 999"),
        ("vocabulary", "none.txt", "names no file"),
    ],
)
def test_a_config_that_makes_no_sense_is_told(tmp_path: Path, parameter: str, text: str, why: str) -> None:
    put_model(tmp_path, "zipformer", **{parameter: text})
    repository = Repository(tmp_path)
    with pytest.raises(EngineError, match=why):
        Acoustics(InProcessEngine(repository), repository.get("zipformer"))
