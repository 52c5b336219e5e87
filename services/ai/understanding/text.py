"""Characters: one clean form of what was typed, with the place in the source that each character came from."""

import unicodedata
from dataclasses import dataclass

TONES = {"\u0300": "2", "\u0301": "1", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
# Keyboards that lack đ give these look-alikes.
LOOK_ALIKES = {"ð": "đ", "Ð": "Đ", "ɖ": "đ", "Ɖ": "Đ"}


@dataclass(frozen=True, slots=True)
class Character:
    """One composed character and its span in the source, in code points."""

    text: str
    start: int
    end: int


def characters(source: str) -> list[Character]:
    """Composes to NFC, drops what cannot be seen (zero width, direction marks), keeps source positions."""
    found: list[Character] = []
    for position, symbol in enumerate(source):
        if " " <= symbol <= "~":
            found.append(Character(symbol, position, position + 1))
            continue
        category = unicodedata.category(symbol)
        if category == "Mn" and found and found[-1].end == position:
            last = found[-1]
            composed = unicodedata.normalize("NFC", last.text + symbol)
            # A mark that fits no letter is dropped, so that one character stays one.
            found[-1] = Character(composed if len(composed) == 1 else last.text, last.start, position + 1)
        elif category == "Cf" or category == "Mn":
            if found and found[-1].end == position:
                found[-1] = Character(found[-1].text, found[-1].start, position + 1)
        else:
            clean = LOOK_ALIKES.get(symbol) or _compatible(symbol)
            found.append(Character(clean, position, position + 1))
    return found


def _compatible(symbol: str) -> str:
    """Full-width letters and digits become plain; control characters other than line ends become spaces."""
    if symbol < "\u0250":
        return symbol if symbol >= " " or symbol == "\n" else " "
    folded = unicodedata.normalize("NFKC", symbol)
    return folded if len(folded) == 1 else symbol


def tone_key(word: str) -> str:
    """The word with its tone moved to the end, so that "hoà" and "hòa" are one: both "hoa2". Quality marks stay."""
    tone = ""
    letters = []
    for symbol in unicodedata.normalize("NFD", word.lower()):
        if symbol in TONES:
            tone = TONES[symbol]
        else:
            letters.append(symbol)
    return unicodedata.normalize("NFC", "".join(letters)) + tone


def fold(word: str) -> str:
    """The word as people type it without marks: "Phở" becomes "pho", "đ" becomes "d"."""
    if word.isascii():
        return word.lower()
    plain = (c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    return "".join(plain).replace("đ", "d")
