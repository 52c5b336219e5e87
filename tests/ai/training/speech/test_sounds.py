"""Sounds that are made or spoilt here: levels, bands, rooms, noises, sample rates."""

import numpy as np
import pytest

from services.ai.speech.features import SAMPLE_RATE, Samples
from services.ai.training.speech import noises, rooms, sound_effects
from services.ai.training.speech.resample import resample


def tone(hertz: float, rate: int = SAMPLE_RATE, seconds: float = 0.5) -> Samples:
    return np.asarray(np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate), dtype=np.float32)


def power(sound: Samples) -> float:
    return float(np.mean(sound.astype(float) ** 2))


def test_resampling_keeps_a_tone_and_drops_what_does_not_fit() -> None:
    low = resample(tone(440, 22_050), 22_050, SAMPLE_RATE)
    assert len(low) == 8000
    # The transform takes the clip for a ring, so its ends ring a little.
    assert low[800:-800] == pytest.approx(tone(440)[800:-800], abs=0.02)
    high = resample(tone(9000, 22_050), 22_050, SAMPLE_RATE)
    assert power(high[800:-800]) < 1e-3
    assert len(resample(tone(440, 8000), 8000, SAMPLE_RATE)) == 8000
    assert len(resample(np.zeros(0, np.float32), 8000, SAMPLE_RATE)) == 0


def test_clipping_cuts_the_peaks() -> None:
    assert np.abs(sound_effects.clip(tone(440), 6.0)).max() == pytest.approx(0.501, abs=0.005)


def test_a_telephone_lets_the_middle_through() -> None:
    middle, low, high = (power(sound_effects.telephone(tone(hertz))) for hertz in (1000, 100, 5000))
    assert middle == pytest.approx(0.5, rel=0.01)
    assert max(low, high) < 1e-4


def test_coarse_coding_is_a_little_wrong_and_never_far() -> None:
    sound = tone(440) * np.float32(0.5)
    difference = np.abs(sound_effects.mu_law(sound) - sound)
    assert 0 < difference.max() < 0.02


def test_levels() -> None:
    assert np.abs(sound_effects.level(tone(440), 0.3)).max() == pytest.approx(0.3)
    assert not sound_effects.level(np.zeros(10, np.float32), 0.3).any()


@pytest.mark.parametrize("seed", range(8))
def test_a_room_answers_after_the_voice_and_keeps_length_and_level(seed: int) -> None:
    random = np.random.default_rng(seed)
    impulse = rooms.response(rooms.draw_room(random))
    assert impulse[0] == pytest.approx(1)
    assert len(impulse) <= SAMPLE_RATE // 2
    sound = random.normal(0, 0.1, 8000).astype(np.float32)
    wet = rooms.speak_in(impulse, sound)
    assert len(wet) == len(sound)
    assert power(wet) == pytest.approx(power(sound), rel=0.01)


def test_an_echo_comes_when_the_way_is_longer() -> None:
    # Mouth and microphone on one line between two walls: the nearer wall is 1 m behind the microphone.
    room = rooms.Room((8.0, 6.0, 3.0), 0.5, (5.0, 3.0, 1.5), (7.0, 3.0, 1.5))
    impulse = rooms.response(room)
    echo = round(2.0 / rooms.SPEED_OF_SOUND_M_S * SAMPLE_RATE)  # 4 m instead of 2 m, half as strong by the way alone
    assert impulse[echo] == pytest.approx(0.5 * 2 / 4, rel=0.1)


@pytest.mark.parametrize("kind", [*noises.TRAINED, *noises.HELD_OUT])
def test_noises_have_power_one(kind: str) -> None:
    make = {**noises.TRAINED, **noises.HELD_OUT}[kind]
    sound = make(np.random.default_rng(3), SAMPLE_RATE * 2)
    assert len(sound) == SAMPLE_RATE * 2
    assert power(sound) == pytest.approx(1, rel=0.01)


def test_no_kind_of_noise_is_both_learnt_and_measured() -> None:
    assert not set(noises.TRAINED) & set(noises.HELD_OUT)


@pytest.mark.parametrize("snr_db", [0.0, 10.0, 30.0])
def test_noise_is_mixed_at_its_ratio(snr_db: float) -> None:
    sound = tone(440)
    noise = noises.colour(np.random.default_rng(1), 3000, 1.0)
    added = noises.mix(sound, noise, snr_db) - sound
    assert 10 * np.log10(power(sound) / power(added)) == pytest.approx(snr_db, abs=0.1)
