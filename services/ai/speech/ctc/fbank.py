"""Mel energies as other toolkits compute them; a model's config says how. One frame every 10 ms, 25 ms long."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from services.ai.speech.features import FFT, HOP, SAMPLE_RATE, WINDOW, Samples, frame_count


@dataclass(frozen=True, slots=True)
class FbankShape:
    """Each field is a parameter of the model of the same name.

    Zipformer and other Kaldi-like models: mels 80, window povey, mel_scale htk, preemphasis 0.97, remove_mean 1.
    Conformers of NeMo: mels 80, window hann, mel_scale slaney, preemphasis 0.97, centered 1, normalize feature.
    """

    mels: int = 80
    window: str = "povey"
    """"povey" or "hann"."""
    mel_scale: str = "htk"
    """"htk" (triangles straight in mel, peak 1) or "slaney" (straight in hertz, area 1)."""
    lowest_hz: float = 20.0
    highest_hz: float = 7600.0
    preemphasis: float = 0.97
    remove_mean: bool = True
    """Take each frame's own mean away."""
    centered: bool = False
    """Frames are centred on their time: the clip gets half a window of zeros at both ends."""
    normalize: str = "none"
    """"feature": each bin gets mean 0 and variance 1 over the clip."""
    scale: float = 1.0
    """What samples of -1…1 are multiplied by."""

    @staticmethod
    def of(parameters: Mapping[str, str]) -> "FbankShape":
        """As `parameters` say; ValueError for a number that is none."""
        bare = FbankShape()
        return FbankShape(
            mels=int(parameters.get("mels", bare.mels)),
            window=parameters.get("window", bare.window),
            mel_scale=parameters.get("mel_scale", bare.mel_scale),
            lowest_hz=float(parameters.get("lowest_hz", bare.lowest_hz)),
            highest_hz=float(parameters.get("highest_hz", bare.highest_hz)),
            preemphasis=float(parameters.get("preemphasis", bare.preemphasis)),
            remove_mean=parameters.get("remove_mean", "1") == "1",
            centered=parameters.get("centered", "0") == "1",
            normalize=parameters.get("normalize", bare.normalize),
            scale=float(parameters.get("scale", bare.scale)),
        )


def fbank(samples: Samples, shape: FbankShape) -> NDArray[np.float32]:
    """Log mel energies [frames, mels]."""
    sound = samples.astype(np.float32) * np.float32(shape.scale)
    if shape.centered:
        sound = np.pad(sound, FFT // 2)
    frames = frame_count(len(sound))
    if not frames:
        return np.zeros((0, shape.mels), np.float32)
    places = np.arange(frames)[:, None] * HOP + np.arange(WINDOW)[None, :]
    windows = sound[places]
    if shape.remove_mean:
        windows -= windows.mean(axis=1, keepdims=True)
    if shape.preemphasis:
        before = np.concatenate([windows[:, :1], windows[:, :-1]], axis=1)
        windows = windows - np.float32(shape.preemphasis) * before
    power = np.abs(np.fft.rfft(windows * _window(shape.window), FFT)) ** 2
    energy = power @ _filters(shape.mels, shape.mel_scale, shape.lowest_hz, shape.highest_hz).T
    logs = np.log(np.maximum(energy, np.finfo(np.float32).eps))
    if shape.normalize == "feature":
        logs = (logs - logs.mean(axis=0)) / (logs.std(axis=0) + 1e-5)
    return np.asarray(logs, dtype=np.float32)


@cache
def _window(name: str) -> NDArray[np.float64]:
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / (WINDOW - 1))
    return hann if name == "hann" else hann**0.85


@cache
def _filters(mels: int, scale: str, lowest_hz: float, highest_hz: float) -> NDArray[np.float64]:
    """Triangles [mels, bins]."""
    hertz = np.arange(FFT // 2 + 1) * SAMPLE_RATE / FFT
    ends = np.array([lowest_hz, highest_hz])
    if scale == "slaney":
        # Triangles are straight in hertz and have area 1.
        edges = _slaney_hertz(_between(_slaney(ends), mels + 2))
        return _triangles(edges, hertz) * (2 / (edges[2:] - edges[:-2]))[:, None]
    return _triangles(_between(_htk(ends), mels + 2), _htk(hertz))


def _between(ends: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    return np.linspace(float(ends[0]), float(ends[1]), count)


def _triangles(edges: NDArray[np.float64], bins: NDArray[np.float64]) -> NDArray[np.float64]:
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.asarray(np.maximum(0, np.minimum(rising, falling)))


def _htk(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1127 * np.log(1 + hertz / 700))


def _slaney(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    logarithmic = 15 + 27 * np.log(np.maximum(hertz, 1000.0) / 1000.0) / np.log(6.4)
    return np.where(hertz < 1000.0, hertz * 3 / 200, logarithmic)


def _slaney_hertz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(mels < 15, mels * 200 / 3, 1000.0 * np.exp((np.maximum(mels, 15) - 15) * np.log(6.4) / 27))
