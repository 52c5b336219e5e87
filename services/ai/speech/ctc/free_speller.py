"""A speller for models that bring their own letters: any sequence may be a word."""

from collections.abc import Sequence

from services.ai.speech.ctc.beam import Step

_ANY = (Step(None),)


class FreeSpeller:
    """Lets everything pass."""

    def begin(self) -> None:
        """See Speller."""

    def steps(self, state: None, token: int) -> Sequence[Step]:
        """See Speller."""
        return _ANY

    def end(self, state: None) -> float:
        """See Speller."""
        return 0.0
