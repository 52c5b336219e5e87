"""How fast it hears: after the button is released, per second of sound, and while somebody speaks."""

import asyncio
import time
from collections.abc import Sequence
from difflib import SequenceMatcher

import numpy as np

from services.ai.speech.ctc.recognizer import CtcRecognizer
from services.ai.speech.features import SAMPLE_RATE, Samples
from tests.ai.eval_voice.figures import Figure, percentile, ratio
from tests.ai.eval_voice.hearing import hear_one

CHUNK = SAMPLE_RATE // 20
"""As the page sends it."""
FOUR_SECONDS = 4 * SAMPLE_RATE
MOST_WAIT_S = 5.0


def four_seconds(sounds: Sequence[Samples]) -> list[Samples]:
    """Clips of four seconds: each is filled up with the next ones."""
    joined = np.concatenate(list(sounds))
    return [joined[start : start + FOUR_SECONDS] for start in range(0, len(joined) - FOUR_SECONDS, FOUR_SECONDS)]


async def released(ear: CtcRecognizer, clips: Sequence[Samples]) -> Figure:
    """p95 of milliseconds from the last sample to the drafts."""
    await hear_one(ear, clips[0])  # loads the model
    times_ms = []
    for clip in clips:
        begin = time.perf_counter()
        await hear_one(ear, clip)
        times_ms.append(1000 * (time.perf_counter() - begin))
    return percentile(times_ms, 95)


async def real_time_factor(ear: CtcRecognizer, clips: Sequence[Samples]) -> Figure:
    """Processor seconds a second of sound, words and drafts included: what one thread needs when nothing else runs."""
    await hear_one(ear, clips[0])
    parts = []
    for clip in clips:
        begin = time.process_time()
        await hear_one(ear, clip)
        parts.append((time.process_time() - begin, len(clip) / SAMPLE_RATE))
    return ratio(parts)


async def first_word(ear: CtcRecognizer, clips: Sequence[Samples]) -> Figure:
    """p95 of milliseconds from the start of speech to the first interim word; sound comes as fast as it is spoken.

    Speech starts with its first sample above 0.02, where the loudest is 0.3; before it there is digital silence.
    """
    await hear_one(ear, clips[0])
    return percentile([1000 * await _first_word(ear, clip) for clip in clips], 95)


async def _first_word(ear: CtcRecognizer, clip: Samples) -> float:
    """Seconds; the longest that is waited when no word comes."""
    speech = int(np.flatnonzero(np.abs(clip) > 0.02)[0]) / SAMPLE_RATE
    begin = time.perf_counter()
    async with ear.listen() as listening:
        for place in range(0, len(clip) + int(MOST_WAIT_S * SAMPLE_RATE), CHUNK):
            due = begin + (place + CHUNK) / SAMPLE_RATE
            while time.perf_counter() < due:
                # Ten looks a chunk: words are shown when they are there, not when the next sound comes.
                await asyncio.sleep(0.01)
                heard = await listening.hear(np.zeros(0, np.float32))
                if heard is not None and heard.words:
                    return time.perf_counter() - begin - speech
            heard = await listening.hear(clip[place : place + CHUNK])
            if heard is not None and heard.words:
                return time.perf_counter() - begin - speech
    return MOST_WAIT_S


async def streaming(ear: CtcRecognizer, clips: Sequence[Samples]) -> tuple[Figure, Figure]:
    """Processor seconds a second of sound, the last hearing included; and words that were taken back, of all words."""
    await hear_one(ear, clips[0])
    spent, withdrawn = [], []
    for clip in clips:
        begin = time.process_time()
        shown = await _shown(ear, clip)
        spent.append((time.process_time() - begin, len(clip) / SAMPLE_RATE))
        withdrawn.append((sum(map(_lost, shown, shown[1:])), len(shown[-1])))
    return ratio(spent), ratio(withdrawn)


async def _shown(ear: CtcRecognizer, clip: Samples) -> list[list[str]]:
    """The words of each answer while the clip is spoken, and at last those that stay. No run is late."""
    shown: list[list[str]] = []
    async with ear.listen() as listening:
        for place in range(0, len(clip), CHUNK):
            heard = await listening.hear(clip[place : place + CHUNK])
            if listening.is_running:
                await listening.news()
                heard = await listening.hear(clip[:0])
            if heard is not None:
                shown.append([word.text for word in heard.words])
        final = await listening.finish()
    return [*shown, [word.text for word in final.words]]


def _lost(before: Sequence[str], after: Sequence[str]) -> int:
    """How many of the words are no longer there."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return len(before) - sum(block.size for block in matcher.get_matching_blocks())
