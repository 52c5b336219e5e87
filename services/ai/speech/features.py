"""Sound to features: 80 log-mel energies every 10 ms. Training and serving use this one function.

Frames are not centred and nothing looks ahead, so features of a growing clip never change once they are computed.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
WINDOW, HOP, FFT, MELS = 400, 160, 512, 80  # 25 ms, 10 ms
LOWEST_HZ, HIGHEST_HZ = 20.0, 8000.0
# A little above the rounding noise of 16-bit sound, so that digital silence and a very quiet room look alike.
FLOOR = 1e-10
# Brings log energies of speech near zero mean and unit variance; a full-scale sine is about 3.2, silence -2.5.
SHIFT, SCALE = 13.0, 4.0

Samples = NDArray[np.float32]
Features = NDArray[np.float32]


def frame_count(samples: int) -> int:
    """How many frames a clip of that many samples has; 0 when it is shorter than a window."""
    return 0 if samples < WINDOW else 1 + (samples - WINDOW) // HOP


def log_mel(samples: Samples) -> Features:
    """Features [frames, 80] of mono sound at 16 kHz in -1…1."""
    frames = frame_count(len(samples))
    if not frames:
        return np.zeros((0, MELS), np.float32)
    sound = np.ascontiguousarray(samples, dtype=np.float32)
    step = sound.strides[0]
    windows = np.lib.stride_tricks.as_strided(sound, (frames, WINDOW), (step * HOP, step), writeable=False)
    spectrum = np.fft.rfft(windows * _hann(), FFT)
    power = spectrum.real**2 + spectrum.imag**2
    energy = power.astype(np.float32) @ mel_filters().T
    scaled = (np.log(np.maximum(energy, FLOOR)) + SHIFT) / SCALE
    return np.asarray(scaled, dtype=np.float32)


@cache
def _hann() -> NDArray[np.float32]:
    phase = 2 * np.pi * np.arange(WINDOW) / WINDOW
    window = 0.5 - 0.5 * np.cos(phase)
    # A full-scale sine then has energy of about one, whatever the window's length.
    return np.asarray(window / window.sum() * 2, dtype=np.float32)


@cache
def mel_filters() -> NDArray[np.float32]:
    """Triangles [80, 257] over the bins of the Fourier transform, each with peak 1, evenly spaced in mel."""
    low, high = _mel(np.array([LOWEST_HZ, HIGHEST_HZ]))
    edges = np.linspace(low, high, MELS + 2)
    bins = _mel(np.arange(FFT // 2 + 1) * SAMPLE_RATE / FFT)
    rising = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.asarray(np.maximum(0, np.minimum(rising, falling)), dtype=np.float32)


def _mel(hertz: NDArray[np.float64]) -> NDArray[np.float64]:
    """Slaney's scale: linear below 1 kHz, logarithmic above, so that the lowest filters are as wide as a bin."""
    linear = hertz * 3 / 200
    logarithmic = 15 + 27 * np.log(np.maximum(hertz, 1000.0) / 1000.0) / np.log(6.4)
    return np.where(hertz < 1000.0, linear, logarithmic)
