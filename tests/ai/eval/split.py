"""Which half of the hand-written set a sentence belongs to: fixed by its text, before any rule was written."""

import hashlib


def is_unseen(text: str) -> bool:
    """True when the rules' author does not look at this sentence's failures; a hash decides, so nobody chooses."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 1
