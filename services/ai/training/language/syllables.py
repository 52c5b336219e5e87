"""Every syllable that the decoder may write: those that speech training draws from, and rarer ones of the language."""

from services.ai.speech.tokens import TONES, split_tone, with_tone
from services.ai.training.speech.syllables import ONSETS, all_syllables, spell

RARE_OPEN = (
    "ưu", "uyu", "oao", "oeo", "uya", "oam", "oăm", "oăng", "oem", "oen", "uênh", "uynh", "uyn", "uêu", "oong", "yêm",
    "yêng", "yêu", "uâng", "ươu",
)  # fmt: skip
RARE_STOPPED = (
    "oet", "oach", "oăc", "oăt", "oap", "oăp", "uych", "uyt", "uêch", "uyp", "ooc", "uơt", "yêt", "êc", "ơc", "ưp",
)  # fmt: skip
WITH_Y = frozenset({"h", "k", "l", "m", "t", "s", "v", "qu", "b", "d", "n", "r", "th", "ch"})


def writable_syllables() -> list[str]:
    """All of them, canonical, sorted."""
    found = set(all_syllables())
    for rimes, tones in ((RARE_OPEN, TONES), (RARE_STOPPED, ("<sac>", "<nang>"))):
        for rime in rimes:
            for onset in ONSETS:
                letters = spell(onset, rime)
                found |= {with_tone(letters, tone) for tone in tones} if letters else set()
    # After "gi" a rime's own i is not written again: "gì", "giếng", "giết".
    for syllable in list(found):
        letters, tone = split_tone(syllable)
        if letters.startswith(("i", "yê")):
            found.add(with_tone("g" + letters.replace("y", "i", 1), tone))
        if letters.endswith("i") and letters[:-1] in WITH_Y:
            found.add(with_tone(letters[:-1] + "y", tone))
    return sorted(found | {with_tone("y", tone) for tone in TONES} | {with_tone("quôc", "<sac>")})
