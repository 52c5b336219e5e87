"""A clip that is still spoken: its newest seconds are heard again and again, the whole of it at the end."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from services.ai.speech import activity
from services.ai.speech.features import HOP, SAMPLE_RATE, Samples
from services.ai.speech.model import HeardWord, Hearing

if TYPE_CHECKING:
    from services.ai.speech.ctc.recognizer import CtcRecognizer

NEW_SAMPLES = SAMPLE_RATE * 24 // 100
"""Sound that must have come since the last interim run: a word or so."""
CONTEXT_SAMPLES = SAMPLE_RATE * 2
"""How much of what was heard already is heard again, so that the newest words have something before them."""
LEAST_LIVE_CONFIDENCE = 0.2
"""Words that may still change need not be as sure as those that are kept: half a word at the edge is never sure."""
LONGEST_LIVE = SAMPLE_RATE * 8
"""Up to here an interim run hears the whole clip; afterwards it would be too slow on a small machine."""


class CtcListening:
    """Interim runs in the background, one at a time; `hear` never waits for one."""

    def __init__(self, recognizer: "CtcRecognizer", phrases: Sequence[str]) -> None:
        """Hear with `recognizer`."""
        self._recognizer = recognizer
        self._phrases = phrases
        self._pieces: list[Samples] = []
        self._samples = 0
        self._heard_samples = 0
        self._settled: tuple[Hearing, int] = (Hearing(), 0)
        self._run: asyncio.Task[Hearing] | None = None
        self._last = Hearing()
        self._window: tuple[HeardWord, ...] = ()

    async def hear(self, sound: Samples) -> Hearing | None:
        """See Listening."""
        if len(sound):
            self._pieces.append(sound)
            self._samples += len(sound)
        newest = await self._newest()
        if self._run is None and self._samples - self._heard_samples >= NEW_SAMPLES:
            self._heard_samples = self._samples
            self._run = asyncio.create_task(self._interim(self._sound()))
        return newest

    async def finish(self) -> Hearing:
        """See Listening."""
        await self.close()
        return await self._recognizer.recognize(self._sound(), self._phrases)

    async def close(self) -> None:
        """End the run that goes on."""
        if self._run is not None:
            self._run.cancel()
            await asyncio.wait([self._run])
            self._run = None

    async def _newest(self) -> Hearing | None:
        """What the run that has just ended heard, when that is new."""
        if self._run is None or not self._run.done():
            return None
        run, self._run = self._run, None
        heard = await run
        if heard.text == self._last.text and heard.is_pause == self._last.is_pause:
            return None
        self._last = heard
        return heard

    def _sound(self) -> Samples:
        if len(self._pieces) > 1:
            self._pieces = [np.concatenate(self._pieces)]
        return self._pieces[0] if self._pieces else np.zeros(0, np.float32)

    async def _interim(self, sound: Samples) -> Hearing:
        """What is heard so far: words that were settled, and those of the newest seconds."""
        settled, begin = self._settled
        if len(sound) - begin > LONGEST_LIVE:
            settled, begin = self._settle(settled, begin)
        heard = await self._recognizer.hear(sound[begin:], self._phrases, LEAST_LIVE_CONFIDENCE)
        shift = begin * 1000 // SAMPLE_RATE
        moved = tuple(replace(word, start_ms=word.start_ms + shift, end_ms=word.end_ms + shift) for word in heard.words)
        words = (*settled.words, *moved)
        self._window = moved
        return replace(
            heard, words=words, duration_ms=len(sound) * 1000 // SAMPLE_RATE, is_pause=activity.has_paused(sound),
            nothing_heard=None if words else heard.nothing_heard,
        )  # fmt: skip

    def _settle(self, settled: Hearing, begin: int) -> tuple[Hearing, int]:
        """Keep the words of the window's older part for good, and let the window begin behind them."""
        border_ms = (self._samples - CONTEXT_SAMPLES) * 1000 // SAMPLE_RATE
        kept = [word for word in self._window if word.end_ms <= border_ms]
        if kept:
            begin = max(begin, kept[-1].end_ms * SAMPLE_RATE // 1000 // HOP * HOP)
            settled = replace(settled, words=(*settled.words, *kept))
        elif self._samples - begin > 2 * LONGEST_LIVE:
            begin = (self._samples - CONTEXT_SAMPLES) // HOP * HOP
        self._settled = (settled, begin)
        return self._settled
