"""The training set on disk: shards of features, each made from its number alone: a lost one can be made again."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from services.ai.speech.features import SAMPLE_RATE, Features, log_mel
from services.ai.speech.tokens import encode
from services.ai.training.speech import noises, rooms, sound_effects, texts, voices
from services.ai.training.speech.espeak import Espeak, SynthesisError
from services.ai.training.speech.resample import resample

UTTERANCES, PARTS = 1_500, 10
# Features are kept as bytes: a step is 0.4 dB, finer than any ear or filter here.
_LOWEST, _STEP = -2.6, 6.0 / 255
NOISE_SECONDS = 40


@dataclass(frozen=True, slots=True)
class Utterance:
    """Features [frames, 80] as bytes and what was said as token ids."""

    frames: NDArray[np.uint8]
    tokens: NDArray[np.uint8]

    def features(self) -> Features:
        return unpack(self.frames)


def pack(features: Features) -> NDArray[np.uint8]:
    """Features as bytes."""
    return np.asarray(np.clip(np.rint((features - _LOWEST) / _STEP), 0, 255), dtype=np.uint8)


def unpack(frames: NDArray[np.uint8]) -> Features:
    """Bytes as features again."""
    return frames.astype(np.float32) * np.float32(_STEP) + np.float32(_LOWEST)


def record(espeak: Espeak, text: str, random: np.random.Generator, variants: Sequence[str]) -> NDArray[np.float32]:
    """One sentence by one voice at 16 kHz, with silence around it, at full level."""
    sound = espeak.say(text, voices.draw_voice(random, tuple(variants)))
    # Played a little slower or faster, a voice becomes another body: pitch and formants move together.
    rate = int(espeak.sample_rate * random.uniform(0.9, 1.12)) // 50 * 50
    sound = resample(sound, rate, SAMPLE_RATE)
    before, after = random.integers(0, SAMPLE_RATE // 3, 2)
    return sound_effects.level(np.pad(sound, (int(before), int(after))), 0.9)


def spoil(sound: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    """A room for half of the recordings, a clipping microphone, a telephone or a coarse coder for some."""
    if random.random() < 0.5:
        sound = rooms.speak_in(rooms.response(rooms.draw_room(random)), sound)
    if random.random() < 0.1:
        sound = sound_effects.clip(sound, float(random.uniform(3, 12)))
    if random.random() < 0.1:
        sound = sound_effects.telephone(sound)
    if random.random() < 0.1:
        sound = sound_effects.mu_law(sound_effects.level(sound, float(random.uniform(0.1, 1.0))))
    return sound_effects.level(sound, 0.9)


def make_part(espeak: Espeak, shard: int, part: int, seed: int) -> list[Utterance]:
    """A tenth of a shard."""
    random = np.random.default_rng([seed, shard, part])
    lines = islice(texts.training_texts((seed * 10_007 + shard) * 101 + part), UTTERANCES // PARTS)
    made = []
    for text in lines:
        sound = spoil(record(espeak, text, random, voices.TRAINED), random)
        made.append(Utterance(pack(log_mel(sound)), np.array(encode(text), np.uint8)))
    return made


def write_part(path: Path, made: list[Utterance]) -> None:
    """Put utterances in place at once, so that a half-written file is never read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.npz")
    np.savez(
        temporary,
        frames=np.concatenate([one.frames for one in made]),
        frame_ends=np.cumsum([len(one.frames) for one in made]),
        tokens=np.concatenate([one.tokens for one in made]),
        token_ends=np.cumsum([len(one.tokens) for one in made]),
    )
    temporary.replace(path)


def read_shard(path: Path) -> list[Utterance]:
    """The utterances of a written shard."""
    with np.load(path) as data:
        frames = np.split(data["frames"], data["frame_ends"][:-1])
        tokens = np.split(data["tokens"], data["token_ends"][:-1])
    return [Utterance(one, two) for one, two in zip(frames, tokens, strict=True)]


def shard(folder: Path, number: int, seed: int) -> list[Utterance]:
    """A shard from the disk; what is not there yet is made first, in a process of its own.

    espeak-ng 1.51 has variants that break its memory now and then. Such a part is lost, the next one starts afresh.
    """
    made: list[Utterance] = []
    for part in range(PARTS):
        path = folder / f"shard-{number:04d}-{part}.npz"
        if not path.exists():
            command = [sys.executable, "-m", "services.ai.training.speech.corpus", folder, number, part, seed]
            subprocess.run([str(word) for word in command], check=False)
        made += read_shard(path) if path.exists() else []
    if not made:
        raise SynthesisError("espeak-ng made nothing; is it installed, with the package espeak-ng-data?")
    return made


def noise_bank(espeak: Espeak, seed: int) -> list[Features]:
    """Features of every trained kind of noise, and of voices that talk across each other."""
    random = np.random.default_rng([seed, 99])
    samples = NOISE_SECONDS * SAMPLE_RATE
    sounds = [make(random, samples) for make in noises.TRAINED.values() for _ in range(4)]
    sounds += [babble(espeak, random, samples, talkers) for talkers in (3, 4, 6, 8)]
    return [log_mel(sound_effects.level(sound, 0.5)) for sound in sounds]


def babble(espeak: Espeak, random: np.random.Generator, samples: int, talkers: int) -> NDArray[np.float32]:
    """So many trained voices at once, none of them understood."""
    total = np.zeros(samples, np.float32)
    lines = texts.training_texts(int(random.integers(1 << 30)))
    for _ in range(talkers):
        said: list[NDArray[np.float32]] = []
        while sum(map(len, said)) < samples:
            said.append(record(espeak, next(lines), random, voices.TRAINED) * np.float32(random.uniform(0.3, 1)))
        total += np.concatenate(said)[:samples]
    return total


def main() -> None:
    """Make the parts of a shard from the given one on, each unless it is there."""
    folder, number, first, seed = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    espeak = Espeak()
    for part in range(first, PARTS):
        path = folder / f"shard-{number:04d}-{part}.npz"
        if not path.exists():
            write_part(path, make_part(espeak, number, part, seed))


if __name__ == "__main__":
    main()
