"""Noises made here, by kind. The kinds of the measured sets are never trained with."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.ai.speech.features import SAMPLE_RATE

Noise = NDArray[np.float32]


def colour(random: np.random.Generator, samples: int, slope: float) -> Noise:
    """Noise whose power falls with frequency to the power of `slope`: 0 white, 1 pink, 2 brown."""
    spectrum = np.fft.rfft(random.standard_normal(samples))
    hertz = np.fft.rfftfreq(samples, 1 / SAMPLE_RATE)
    spectrum *= np.maximum(hertz, 20.0) ** (-slope / 2)
    return _unit(np.fft.irfft(spectrum, samples))


def fan(random: np.random.Generator, samples: int) -> Noise:
    """A motor's hum with overtones, in a broad rush of air."""
    time = np.arange(samples) / SAMPLE_RATE
    base = random.uniform(45, 130)
    hum = sum(
        (np.sin(2 * np.pi * base * n * time + random.uniform(0, 6.3)) / n for n in range(1, 9)), np.zeros(samples)
    )
    return _unit(_unit(hum) * random.uniform(0.2, 1.0) + colour(random, samples, random.uniform(0.8, 1.6)))


def street(random: np.random.Generator, samples: int) -> Noise:
    """Vehicles that pass: low noise that swells and fades, with a horn now and then."""
    base = colour(random, samples, 1.5)
    time = np.arange(samples) / SAMPLE_RATE
    swell = 0.3 + sum(np.exp(-(((time - random.uniform(0, time[-1])) / random.uniform(0.4, 2)) ** 2)) for _ in range(5))
    horn = np.zeros(samples)
    for _ in range(int(samples / SAMPLE_RATE / 6)):
        start = int(random.integers(samples))
        length = min(int(SAMPLE_RATE * random.uniform(0.1, 0.7)), samples - start)
        pitch = random.uniform(300, 600)
        horn[start : start + length] += np.sign(np.sin(2 * np.pi * pitch * time[:length]))
    return _unit(base * swell + 0.6 * horn)


def clatter(random: np.random.Generator, samples: int) -> Noise:
    """Dishes and keys: short ringing knocks over a faint rush."""
    sound = colour(random, samples, 1.0) * 0.15
    for _ in range(int(samples / SAMPLE_RATE * random.uniform(1, 6))):
        start = int(random.integers(samples))
        length = min(int(SAMPLE_RATE * random.uniform(0.02, 0.25)), samples - start)
        time = np.arange(length) / SAMPLE_RATE
        ring = np.sin(2 * np.pi * random.uniform(800, 6000) * time) + 0.5 * random.standard_normal(length)
        sound[start : start + length] += ring * np.exp(-time * random.uniform(15, 90)) * random.uniform(0.3, 2)
    return _unit(sound)


def music(random: np.random.Generator, samples: int) -> Noise:
    """Chords of decaying overtones, a new one every few tenths of a second."""
    sound = np.zeros(samples)
    beat = int(SAMPLE_RATE * random.uniform(0.2, 0.6))
    for start in range(0, samples, beat):
        length = min(2 * beat, samples - start)
        time = np.arange(length) / SAMPLE_RATE
        for _ in range(int(random.integers(1, 4))):
            pitch = 110 * 2 ** (random.integers(0, 36) / 12)
            tone = sum(np.sin(2 * np.pi * pitch * n * time) / n**1.5 for n in range(1, 6))
            sound[start : start + length] += tone * np.exp(-time * random.uniform(1, 6))
    return _unit(sound)


def rain(random: np.random.Generator, samples: int) -> Noise:
    """Drops on a roof: dense clicks through a dull resonance."""
    clicks = (random.random(samples) < random.uniform(0.005, 0.03)) * random.standard_normal(samples)
    decay = np.exp(-np.arange(200) / random.uniform(8, 40)) * np.cos(np.arange(200) * random.uniform(0.3, 1.5))
    return _unit(np.convolve(clicks, decay)[:samples] + 0.02 * random.standard_normal(samples))


def _plain(slope: float) -> Callable[[np.random.Generator, int], Noise]:
    return lambda random, samples: colour(random, samples, slope)


TRAINED: Mapping[str, Callable[[np.random.Generator, int], Noise]] = {
    "white": _plain(0.0),
    "pink": _plain(1.0),
    "brown": _plain(2.0),
    "fan": fan,
    "clatter": clatter,
    "music": music,
}
HELD_OUT: Mapping[str, Callable[[np.random.Generator, int], Noise]] = {"street": street, "rain": rain}


def _unit(sound: NDArray[np.floating[Any]]) -> Noise:
    """The sound with power 1."""
    return np.asarray(sound / np.sqrt(np.mean(np.square(sound)) + 1e-12), dtype=np.float32)


def mix(sound: Noise, noise: Noise, snr_db: float) -> Noise:
    """Sound with noise so much weaker than the sound's mean power; the noise is repeated or cut to its length."""
    fitted = np.resize(noise, len(sound))
    power = float(np.mean(sound**2)) / max(float(np.mean(fitted**2)), 1e-12)
    return np.asarray(sound + fitted * np.sqrt(power * 10 ** (-snr_db / 10)), dtype=np.float32)
