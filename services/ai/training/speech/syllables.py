"""Syllables as Vietnamese builds them: onset, rime, tone. So that all of them are heard, not only those of money."""

import numpy as np

from services.ai.speech.tokens import TONES, with_tone

ONSETS = (
    "", "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th",
    "tr", "v", "x",
)  # fmt: skip
OPEN_RIMES = (
    "a", "ai", "ao", "au", "ay", "âu", "ây", "e", "eo", "ê", "êu", "i", "ia", "iu", "o", "oa", "oai", "oay", "oe", "oi",
    "ô", "ôi", "ơ", "ơi", "u", "ua", "uê", "ui", "uy", "uôi", "ư", "ưa", "ưi", "ươi", "ươu", "iêu", "uây", "uơ",
    "am", "an", "ang", "anh", "ăm", "ăn", "ăng", "âm", "ân", "âng", "em", "en", "eng", "êm", "ên", "ênh", "im", "in",
    "inh", "iêm", "iên", "iêng", "om", "on", "ong", "oan", "oang", "oanh", "oăn", "ôm", "ôn", "ông", "ơm", "ơn", "um",
    "un", "ung", "uân", "uôn", "uông", "uyên", "ưng", "ươm", "ươn", "ương", "uôm",
)  # fmt: skip
STOPPED_RIMES = (
    "ac", "ach", "ap", "at", "ăc", "ăp", "ăt", "âc", "âp", "ât", "ec", "ep", "et", "êch", "êp", "êt", "ich", "ip", "it",
    "iêc", "iêp", "iêt", "oc", "op", "ot", "oat", "oac", "ôc", "ôp", "ôt", "ơp", "ơt", "uc", "up", "ut", "uât", "uôc",
    "uôt", "uyêt", "ưc", "ưt", "ươc", "ươp", "ươt",
)  # fmt: skip
_FRONT = ("e", "ê", "i", "y")


def spell(onset: str, rime: str) -> str | None:
    """Onset and rime by the rules of spelling (k, gh, ngh before e, ê, i); None when they do not go together."""
    front = rime.startswith(_FRONT)
    rounded = rime.startswith(("oa", "oe", "uy", "uê", "uâ", "oă", "uơ"))
    if onset == "qu":
        # The u of the onset is the rounding: "quang", "quyên".
        if rounded:
            return "qu" + rime[1:]
        return None if rime.startswith(("u", "ư", "o", "ô")) else "qu" + rime
    if onset == "gi" and rime.startswith("i"):
        return None
    if onset == "" and rime.startswith("iê"):
        return "y" + rime[1:]
    if front:
        onset = {"c": "k", "g": "gh", "ng": "ngh"}.get(onset, onset)
    return onset + rime


def all_syllables() -> list[str]:
    """Every syllable that the parts allow, with tones; stopped rimes take sắc and nặng only."""
    found = {
        with_tone(letters, tone)
        for rimes, tones in ((OPEN_RIMES, TONES), (STOPPED_RIMES, ("<sac>", "<nang>")))
        for rime in rimes
        for onset in ONSETS
        if (letters := spell(onset, rime)) is not None
        for tone in tones
    }
    return sorted(found)


def draw_syllables(random: np.random.Generator, syllables: list[str], count: int) -> str:
    """That many syllables at random."""
    return " ".join(syllables[index] for index in random.integers(len(syllables), size=count))
