"""A clip that is still spoken: its newest seconds are heard again and again, the whole of it at the end."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from services.ai.speech.activity.model import Speech
from services.ai.speech.ctc.reading import QUICK
from services.ai.speech.features import HOP, SAMPLE_RATE, Samples
from services.ai.speech.model import HeardWord, Hearing, NothingHeard

if TYPE_CHECKING:
    from services.ai.speech.ctc.recognizer import CtcRecognizer

FIRST_NEW, LEAST_NEW = SAMPLE_RATE // 20, SAMPLE_RATE * 24 // 100
"""Sound that must have come since the last interim run, before the first word and after it."""
MOST_TIMES = 10
"""A run waits for a tenth of the sound that it would hear again: so the work for a second of sound is bounded."""
LEAD_SAMPLES = SAMPLE_RATE * 3 // 4
"""How much is heard of what comes before the first speech."""
CONTEXT_SAMPLES = SAMPLE_RATE * 2
"""How much of what was heard already is heard again, so that the newest words have something before them."""
LONGEST_LIVE = SAMPLE_RATE * 6
"""Up to here an interim run hears all that was said; afterwards it would be too slow on a small machine."""
LAST_MS = 1000
"""So long after the last speech words are still heard again: a model looks ahead. Then nothing new can come of it."""
LEAST_LIVE, LEAST_FIRST = 0.5, 0.3
"""Words at the edge that are less sure than this are not shown yet. The first may be: it says that somebody listens."""


class CtcListening:
    """Interim runs in the background, one at a time; `hear` never waits for one."""

    def __init__(self, recognizer: "CtcRecognizer", phrases: Sequence[str]) -> None:
        """Hear with `recognizer`."""
        self._recognizer = recognizer
        self._phrases = phrases
        self._following = recognizer.detector.follow()
        self._pieces: list[Samples] = []
        self._samples = 0
        self._heard_samples = 0
        self._settled: tuple[HeardWord, ...] = ()
        self._begin = 0
        self._window: tuple[HeardWord, ...] = ()
        self._window_ms = 0
        self._run: asyncio.Task[Hearing] | None = None
        self._last = Hearing()
        self._has_news = asyncio.Event()

    async def hear(self, sound: Samples) -> Hearing | None:
        """See Listening."""
        if len(sound):
            self._pieces.append(sound)
            self._samples += len(sound)
        newest = await self._newest()
        if self._run is None and self._samples - self._heard_samples >= self._wanted():
            self._heard_samples = self._samples
            self._run = asyncio.create_task(self._interim(self._sound()))
            self._run.add_done_callback(lambda _: self._has_news.set())
        return newest

    @property
    def is_running(self) -> bool:
        """Whether an interim run is going on."""
        return self._run is not None and not self._run.done()

    async def news(self) -> None:
        """See Listening."""
        await self._has_news.wait()
        self._has_news.clear()

    async def finish(self) -> Hearing:
        """See Listening."""
        await self.close()
        sound = self._sound()
        speech = await self._following.listen(sound, is_whole=True)
        return await self._recognizer.hear(sound, speech, self._phrases)

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

    def _wanted(self) -> int:
        """New samples for which a run is worth its while."""
        if not self._last.words:
            return FIRST_NEW
        return max(LEAST_NEW, (self._heard_samples - self._begin) // MOST_TIMES)

    def _sound(self) -> Samples:
        if len(self._pieces) > 1:
            self._pieces = [np.concatenate(self._pieces)]
        return self._pieces[0] if self._pieces else np.zeros(0, np.float32)

    async def _interim(self, sound: Samples) -> Hearing:
        """What is heard so far: words that were settled, and those of the newest seconds."""
        speech = await self._following.listen(sound)
        duration_ms = len(sound) * 1000 // SAMPLE_RATE
        if speech.is_any and self._window_ms < speech.stretches[-1][1] + LAST_MS:
            self._move(len(sound), speech)
            begin_ms = self._begin * 1000 // SAMPLE_RATE
            heard = await self._recognizer.read(sound[self._begin :], speech, self._phrases, begin_ms, QUICK)
            moved = (replace(w, start_ms=w.start_ms + begin_ms, end_ms=w.end_ms + begin_ms) for w in heard.words)
            self._window, self._window_ms = tuple(moved), duration_ms
        words = (*self._settled, *sure(self._window))
        nothing = None if words else NothingHeard.NOISE
        return Hearing(words, duration_ms=duration_ms, nothing_heard=nothing, is_pause=speech.has_paused)

    def _move(self, samples: int, speech: Speech) -> None:
        """Let the window begin shortly before new speech; when it has grown long, settle its older words."""
        if not self._window:
            new_ms = next(begin for begin, end in speech.stretches if end + LAST_MS > self._window_ms)
            self._begin = max(self._begin, (new_ms * SAMPLE_RATE // 1000 - LEAD_SAMPLES) // HOP * HOP)
        if samples - self._begin <= LONGEST_LIVE:
            return
        border_ms = (samples - CONTEXT_SAMPLES) * 1000 // SAMPLE_RATE
        kept = [word for word in self._window if word.end_ms <= border_ms]
        if kept:
            self._begin = max(self._begin, kept[-1].end_ms * SAMPLE_RATE // 1000 // HOP * HOP)
            self._settled = (*self._settled, *kept)
        elif samples - self._begin > 2 * LONGEST_LIVE:
            self._begin = (samples - CONTEXT_SAMPLES) // HOP * HOP


def sure(words: Sequence[HeardWord]) -> Sequence[HeardWord]:
    """The words without those at the edge that are not sure yet: half a word sounds like another one."""
    counts = [place for place, word in enumerate(words, start=1) if word.confidence >= LEAST_LIVE]
    if not counts and words and words[0].confidence >= LEAST_FIRST:
        return words[:1]
    return words[: counts[-1] if counts else 0]
