"""What phones and lines do to sound: clipping, the telephone band, coarse coding."""

import numpy as np
from numpy.typing import NDArray

from services.ai.speech.features import SAMPLE_RATE

TELEPHONE_HZ = (300.0, 3400.0)


def clip(sound: NDArray[np.float32], drive_db: float) -> NDArray[np.float32]:
    """Too loud for the microphone: the peaks beyond `drive_db` under the highest are cut off."""
    limit = float(np.abs(sound).max()) * 10 ** (-drive_db / 20)
    return np.clip(sound, -limit, limit)


def telephone(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """Only what a telephone line lets through, 300 to 3400 Hz."""
    spectrum = np.fft.rfft(sound)
    hertz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    spectrum[(hertz < TELEPHONE_HZ[0]) | (hertz > TELEPHONE_HZ[1])] = 0
    return np.asarray(np.fft.irfft(spectrum, len(sound)), dtype=np.float32)


def mu_law(sound: NDArray[np.float32], levels: int = 256) -> NDArray[np.float32]:
    """There and back through logarithmic coding with that many levels (ITU-T G.711 has 256)."""
    mu = levels - 1
    limited = np.clip(sound, -1, 1)
    coded = np.sign(limited) * np.log1p(mu * np.abs(limited)) / np.log1p(mu)
    rounded = np.rint((coded + 1) / 2 * mu) / mu * 2 - 1
    return np.asarray(np.sign(rounded) * np.expm1(np.abs(rounded) * np.log1p(mu)) / mu, dtype=np.float32)


def level(sound: NDArray[np.float32], peak: float) -> NDArray[np.float32]:
    """The same sound with that highest value; silence stays silence."""
    highest = float(np.abs(sound).max(initial=0))
    return np.asarray(sound * (peak / highest), dtype=np.float32) if highest else sound
