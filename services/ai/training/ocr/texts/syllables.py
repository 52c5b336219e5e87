"""Syllables by the grammar of Vietnamese: onset, rime, tone. They cover letters and tones that the word lists lack."""

import random
import unicodedata

ONSETS = (
    "",
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gi",
    "h",
    "kh",
    "l",
    "m",
    "n",
    "nh",
    "ng",
    "ph",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
    "qu",
)
OPEN = [
    "a",
    "e",
    "ê",
    "i",
    "o",
    "ô",
    "ơ",
    "u",
    "ư",
    "ia",
    "ua",
    "ưa",
    "ai",
    "ay",
    "ây",
    "ao",
    "au",
    "âu",
    "eo",
    "êu",
    "iu",
    "oi",
    "ôi",
    "ơi",
    "ui",
    "ưi",
    "ưu",
    "uôi",
    "ươi",
    "ươu",
    "iêu",
    "oa",
    "oe",
    "uê",
    "uy",
    "oai",
    "oay",
    "uây",
    "an",
    "am",
    "ang",
    "anh",
    "ăn",
    "ăm",
    "ăng",
    "ân",
    "âm",
    "âng",
    "en",
    "em",
    "eng",
    "ên",
    "êm",
    "ênh",
    "in",
    "im",
    "inh",
    "on",
    "om",
    "ong",
    "ôn",
    "ôm",
    "ông",
    "ơn",
    "ơm",
    "un",
    "um",
    "ung",
    "ưng",
    "iên",
    "iêm",
    "iêng",
    "uôn",
    "uôm",
    "uông",
    "ươn",
    "ươm",
    "ương",
    "oan",
    "oang",
    "oanh",
    "oăn",
    "oăng",
    "uân",
    "uyên",
    "uynh",
]
STOPPED = [
    "at",
    "ap",
    "ac",
    "ach",
    "ăt",
    "ăp",
    "ăc",
    "ât",
    "âp",
    "âc",
    "et",
    "ep",
    "ec",
    "êt",
    "êp",
    "êch",
    "it",
    "ip",
    "ich",
    "ot",
    "op",
    "oc",
    "ôt",
    "ôp",
    "ôc",
    "ơt",
    "ơp",
    "ut",
    "up",
    "uc",
    "ưt",
    "ưc",
    "iêt",
    "iêp",
    "iêc",
    "uôt",
    "uôc",
    "ươt",
    "ươc",
    "ươp",
    "oat",
    "oac",
    "oach",
    "oăt",
    "oăc",
    "uât",
    "uyêt",
    "uych",
]
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
STOPPED_TONES = ("\u0301", "\u0323")
MARKED = "ăâêôơư"
VOWELS = "aeiouy" + MARKED


def syllable(chance: random.Random) -> str:
    """One syllable, small letters, NFC."""
    onset = chance.choice(ONSETS)
    stopped = chance.random() < 0.3
    rime = chance.choice(STOPPED if stopped else OPEN)
    if onset == "qu" and rime[0] in "uoô":
        onset = "c"
    return onset + toned(rime, chance.choice(STOPPED_TONES if stopped else TONES), chance)


def toned(rime: str, tone: str, chance: random.Random) -> str:
    """The rime with the tone over its main vowel; "oa", "oe", "uy" carry it in either place, as people write them."""
    marked = [index for index, letter in enumerate(rime) if letter in MARKED]
    vowels = [index for index, letter in enumerate(rime) if letter in VOWELS]
    if marked:
        place = marked[-1]
    elif len(vowels) == 1:
        place = vowels[0]
    elif len(vowels) == 3 or vowels[-1] != len(rime) - 1:
        place = vowels[1]
    else:
        place = vowels[1] if rime in ("oa", "oe", "uy") and chance.random() < 0.5 else vowels[0]
    return unicodedata.normalize("NFC", rime[: place + 1] + tone + rime[place + 1 :])


def words(chance: random.Random, count: int) -> str:
    """`count` syllables with spaces between."""
    return " ".join(syllable(chance) for _ in range(count))
