"""Rooms: how a sound comes back from six walls (image method of Allen and Berkley, 1979)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.ai.speech.features import SAMPLE_RATE

SPEED_OF_SOUND_M_S = 343.0


@dataclass(frozen=True, slots=True)
class Room:
    """A box in metres, how much of the pressure its walls give back (0…1), and where speaker and microphone are."""

    size_m: tuple[float, float, float]
    reflection: float
    speaker_m: tuple[float, float, float]
    microphone_m: tuple[float, float, float]


def draw_room(random: np.random.Generator) -> Room:
    """From a bathroom to a hall; the microphone is 0.2 to 2 metres from the mouth."""
    size = random.uniform((2.0, 2.0, 2.3), (9.0, 7.0, 4.0))
    microphone = random.uniform(0.15, 0.85, 3) * size
    direction = random.normal(size=3)
    distance = random.uniform(0.2, 2.0)
    speaker = np.clip(microphone + direction / np.linalg.norm(direction) * distance, 0.1, size - 0.1)
    return Room(_triple(size), float(random.uniform(0.2, 0.85)), _triple(speaker), _triple(microphone))


def _triple(values: NDArray[np.float64]) -> tuple[float, float, float]:
    return float(values[0]), float(values[1]), float(values[2])


def response(room: Room, order: int = 6) -> NDArray[np.float32]:
    """The impulse response at 16 kHz; its direct sound comes first and has height 1."""
    steps = np.arange(-order, order + 1)
    grid = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1).reshape(-1, 3)
    size, speaker, microphone = np.array(room.size_m), np.array(room.speaker_m), np.array(room.microphone_m)
    odd = grid % 2 != 0
    images = grid * size + np.where(odd, size - speaker, speaker)
    distances = np.maximum(np.linalg.norm(images - microphone, axis=1), 0.05)
    strengths = room.reflection ** np.abs(grid).sum(axis=1) / distances
    delays = np.rint((distances - distances.min()) / SPEED_OF_SOUND_M_S * SAMPLE_RATE).astype(int)
    kept = delays < SAMPLE_RATE // 2
    impulse = np.bincount(delays[kept], strengths[kept])
    return np.asarray(impulse / impulse[0], dtype=np.float32)


def speak_in(room_response: NDArray[np.float32], sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """The sound as the room gives it to the microphone; as long as before, and as loud."""
    size = 1 << (len(sound) + len(room_response)).bit_length()
    wet = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(room_response, size), size)[: len(sound)]
    power, wet_power = float(np.mean(sound**2)), float(np.mean(wet**2))
    return np.asarray(wet * np.sqrt(power / wet_power) if wet_power else wet, dtype=np.float32)
