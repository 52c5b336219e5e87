"""What a household keeps. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """Days that clips are kept, 0 for none; whether confirmed clips and bills are put aside to learn from."""

    voice_days: int
    voice_training: bool
    bill_training: bool


DEFAULTS = Kept(voice_days=30, voice_training=False, bill_training=False)
"""As long as a draft lives that nobody touches; nothing is put aside unless somebody says so."""
