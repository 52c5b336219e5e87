"""espeak-ng in this process: text to samples, several hundred times faster than speech."""

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_LIBRARY = "libespeak-ng.so.1"
_AUDIO_OUTPUT_SYNCHRONOUS, _POSITION_CHARACTER, _UTF8 = 2, 1, 1
_RATE, _PITCH, _RANGE = 1, 3, 4


class SynthesisError(RuntimeError):
    """espeak-ng is missing or refuses; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One way to speak: a voice "vi+f2", words a minute (80-450), pitch and its range (0-99)."""

    name: str
    rate: int = 175
    pitch: int = 50
    pitch_range: int = 50


class Espeak:
    """The library, initialised once a process (it keeps its state in globals)."""

    def __init__(self) -> None:
        """Load it. SynthesisError when it is not installed."""
        try:
            self._library = ctypes.CDLL(_LIBRARY)
        except OSError as error:
            raise SynthesisError("espeak-ng is not installed; on Debian: apt-get install espeak-ng") from error
        self.sample_rate = int(self._library.espeak_Initialize(_AUDIO_OUTPUT_SYNCHRONOUS, 0, None, 0))
        if self.sample_rate <= 0:
            raise SynthesisError("espeak-ng cannot start; is the package espeak-ng-data installed?")
        self._chunks: list[bytes] = []
        callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
        self._callback = callback(self._collect)  # kept: the library holds a pointer to it
        self._library.espeak_SetSynthCallback(self._callback)

    def _collect(self, samples: int | None, count: int, _events: Any) -> int:
        if samples and count > 0:
            self._chunks.append(ctypes.string_at(samples, 2 * count))
        return 0

    def say(self, text: str, voice: Voice) -> NDArray[np.float32]:
        """Samples in -1…1 at `sample_rate`. SynthesisError when the voice is unknown."""
        if self._library.espeak_SetVoiceByName(voice.name.encode()):
            raise SynthesisError(f"espeak-ng has no voice {voice.name!r}")
        for parameter, value in ((_RATE, voice.rate), (_PITCH, voice.pitch), (_RANGE, voice.pitch_range)):
            self._library.espeak_SetParameter(parameter, value, 0)
        self._chunks.clear()
        data = text.encode() + b"\0"
        self._library.espeak_Synth(data, len(data), 0, _POSITION_CHARACTER, 0, _UTF8, None, None)
        samples = np.frombuffer(b"".join(self._chunks), np.int16)
        return np.asarray(samples / np.float32(32768), dtype=np.float32)
