"""The letters that the reader knows; class 0 is the blank of CTC, class i is letter i-1 of the alphabet."""

import unicodedata
from functools import cache
from pathlib import Path

CHARSET_FILE = Path(__file__).parents[2] / "models" / "ocr_vi" / "charset.txt"
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
ASCII = "".join(chr(code) for code in range(0x20, 0x7F))
# Beyond ASCII: money, what printers and banks put between things, and the letters of foreign brand names.
SIGNS = "₫€£¥°²³½×÷±–—‘’“”…•·№©®™→►★"
FOREIGN = "çëïñöüäåøßÇËÏÑÖÜÄÅØ"


def vietnamese_letters() -> list[str]:
    """Every letter with a Vietnamese mark, NFC: 67 small ones, then the large ones."""
    small = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
    small = [letter for letter in [*small, "đ"] if not letter.isascii()]
    return small + [letter.upper() for letter in small]


def build_alphabet() -> list[str]:
    """Every letter in class order; a space is one of them."""
    return list(dict.fromkeys([*ASCII, *vietnamese_letters(), *SIGNS, *FOREIGN]))


@cache
def classes() -> dict[str, int]:
    """Letter → class, 1 and up."""
    return {letter: index + 1 for index, letter in enumerate(build_alphabet())}


def encode(text: str) -> list[int]:
    """Classes of an NFC text. Raises KeyError for a letter outside the alphabet."""
    return [classes()[letter] for letter in text]


def readable(text: str) -> str:
    """The text in NFC without the letters that the alphabet lacks, single spaces only."""
    known = classes()
    return " ".join("".join(letter for letter in unicodedata.normalize("NFC", text) if letter in known).split())


def write_charset(path: Path = CHARSET_FILE) -> None:
    """One letter a line in class order; line 1 is class 1. A space stands as itself."""
    path.write_text("".join(f"{letter}\n" for letter in build_alphabet()), encoding="utf-8")
