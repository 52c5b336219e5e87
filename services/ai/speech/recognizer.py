"""The port of hearing: samples in, words out, whoever computes."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from services.ai.speech.features import Samples
from services.ai.speech.model import Hearing


class Listening(Protocol):
    """One clip that is still being spoken."""

    async def hear(self, sound: Samples) -> Hearing | None:
        """Take the next samples (mono, 16 kHz); what is heard so far when that has changed. Never waits for an engine.

        EngineUnavailableError when the engine has failed since.
        """
        ...

    async def news(self) -> None:
        """Returns when `hear` may have something new to tell although no new samples have come."""
        ...

    async def finish(self) -> Hearing:
        """What was heard, which nothing changes any more. EngineUnavailableError when there is no engine."""
        ...


class SpeechRecognizer(Protocol):
    """Hears Vietnamese. `phrases` are names that are likelier than elsewhere."""

    async def recognize(self, sound: Samples, phrases: Sequence[str] = ()) -> Hearing:
        """Hear one clip (mono, 16 kHz). EngineUnavailableError when it cannot be heard now."""
        ...

    def listen(self, phrases: Sequence[str] = ()) -> AbstractAsyncContextManager[Listening]:
        """Hear a clip while it is spoken; leaving the context ends it."""
        ...

    async def ready(self) -> bool:
        """Whether a clip could be heard now, as far as one can tell without hearing one."""
        ...

    async def close(self) -> None:
        """Let go of what it holds."""
        ...
