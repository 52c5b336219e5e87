"""Another sample rate, or another speed, through the Fourier transform: exact up to the lower of both limits."""

from math import gcd

import numpy as np
from numpy.typing import NDArray


def resample(sound: NDArray[np.float32], source_rate: int, target_rate: int) -> NDArray[np.float32]:
    """The sound at `target_rate`; rounds its length up. What lies above the lower rate's half is dropped."""
    if source_rate == target_rate or not len(sound):
        return sound
    divisor = gcd(source_rate, target_rate)
    step, out_step = source_rate // divisor, target_rate // divisor
    blocks = _smooth(-(-len(sound) // step))
    spectrum = np.fft.rfft(sound, blocks * step)
    length = blocks * out_step
    bins = length // 2 + 1
    if bins > len(spectrum):
        spectrum = np.pad(spectrum, (0, bins - len(spectrum)))
    changed = np.fft.irfft(spectrum[:bins], length) * (length / (blocks * step))
    return np.asarray(changed[: -(-len(sound) * target_rate // source_rate)], dtype=np.float32)


def _smooth(count: int) -> int:
    """The next number whose prime factors are 2, 3 and 5: transforms of such lengths are fast."""
    candidate = count
    while True:
        rest = candidate
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return candidate
        candidate += 1
