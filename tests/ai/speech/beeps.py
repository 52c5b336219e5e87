"""A language of tones, for tests that need words to be heard for certain: every token is a tone of its own.

The model that hears them is a real one, small and written by hand: it takes Heo's features and answers log
probabilities of Heo's tokens. So engines, decoding and protocols are tried whole, whatever the trained model can do.
"""

import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.ai.speech.features import FFT, SAMPLE_RATE, mel_filters
from services.ai.speech.tokens import TOKENS, encode

DATA = Path(__file__).with_name("data")
"""Written by tests/ai/model_files.py."""
ONNX, DETECTOR = DATA / "beeps.onnx", DATA / "detector.onnx"

FIRST_BIN = 20
LOUD, GAP = 0.07, 0.05
SURENESS = 40.0
"""How much a token's score grows with its bin's feature."""
THRESHOLD = 1.0
"""Features below this are blank."""

CONFIG = """name: "{name}"
backend: "onnxruntime"
max_batch_size: 8
input [
  {{ name: "features" data_type: TYPE_FP32 dims: [ -1, 80 ] }},
  {{ name: "lengths" data_type: TYPE_INT64 dims: [ 1 ] reshape: {{ shape: [ ] }} }}
]
output [
  {{ name: "log_probs" data_type: TYPE_FP32 dims: [ -1, {tokens} ] }},
  {{ name: "out_lengths" data_type: TYPE_INT64 dims: [ 1 ] reshape: {{ shape: [ ] }} }}
]
dynamic_batching {{ max_queue_delay_microseconds: 2000 }}
parameters {{ key: "vocabulary" value {{ string_value: "tokens.txt" }} }}
parameters {{ key: "blank" value {{ string_value: "0" }} }}
parameters {{ key: "stride" value {{ string_value: "2" }} }}
parameters {{ key: "bucket" value {{ string_value: "64" }} }}
"""

STEP, BEFORE = 512, 1600
"""The detector of tones looks back so far that the gaps between them do not matter."""
LOUD_POWER = 1e-4
DETECTOR_CONFIG = f"""name: "vad"
backend: "onnxruntime"
max_batch_size: 0
input [
  {{ name: "sound" data_type: TYPE_FP32 dims: [ -1, {BEFORE + STEP} ] }},
  {{ name: "memory" data_type: TYPE_FP32 dims: [ 1, 2 ] }}
]
output [
  {{ name: "chances" data_type: TYPE_FP32 dims: [ -1 ] }},
  {{ name: "remembered" data_type: TYPE_FP32 dims: [ 1, 2 ] }}
]
parameters {{ key: "step" value {{ string_value: "{STEP}" }} }}
parameters {{ key: "context" value {{ string_value: "{BEFORE}" }} }}
"""


def hertz_of(token: int) -> float:
    """The tone of a token: the middle of its mel filter."""
    middle = float(np.argmax(mel_filters()[FIRST_BIN + token]))
    return middle * SAMPLE_RATE / FFT


def say(text: str, level: float = 0.3, before_s: float = 0.2, after_s: float = 0.2) -> NDArray[np.float32]:
    """The text in tones, mono at 16 kHz."""
    pieces = [np.zeros(int(before_s * SAMPLE_RATE))]
    time = np.arange(int(LOUD * SAMPLE_RATE)) / SAMPLE_RATE
    for token in encode(text):
        pieces += [level * np.sin(2 * np.pi * hertz_of(token) * time), np.zeros(int(GAP * SAMPLE_RATE))]
    return np.concatenate([*pieces, np.zeros(int(after_s * SAMPLE_RATE))]).astype(np.float32)


def put_detector(root: Path) -> None:
    """Write the model to which all that is loud is speech into the repository `root`."""
    (root / "vad" / "1").mkdir(parents=True)
    (root / "vad" / "config.pbtxt").write_text(DETECTOR_CONFIG, encoding="utf-8")
    shutil.copy(DETECTOR, root / "vad" / "1" / "model.onnx")


def put_beep_model(root: Path, name: str = "beeps") -> Path:
    """Write the model that hears `say` into the repository `root`."""
    folder = root / name
    (folder / "1").mkdir(parents=True)
    (folder / "config.pbtxt").write_text(CONFIG.format(name=name, tokens=len(TOKENS)), encoding="utf-8")
    (folder / "tokens.txt").write_text("\n".join(TOKENS) + "\n", encoding="utf-8")
    shutil.copy(ONNX, folder / "1" / "model.onnx")
    return folder
