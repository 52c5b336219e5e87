"""What the acoustic model spells with: toneless letters, some of them in clusters, and a tone that ends a syllable.

A Vietnamese syllable takes about 200 ms, so its spelling must be short: "nghiêng" is ngh·iê·ng·<ngang>. Every syllable
ends with its tone, so the tone token is the space as well. Nothing is ever out of vocabulary: every letter has a token.
"""

import unicodedata
from collections.abc import Iterable, Sequence

BLANK = 0
_MARKS = {
    "<ngang>": "",
    "<huyen>": "\u0300",
    "<sac>": "\u0301",
    "<hoi>": "\u0309",
    "<nga>": "\u0303",
    "<nang>": "\u0323",
}
TONES: tuple[str, ...] = tuple(_MARKS)
_TONE_OF_MARK = {mark: tone for tone, mark in _MARKS.items() if mark}
LETTERS = tuple("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
CLUSTERS = ("ngh", "ng", "nh", "ch", "gh", "gi", "kh", "ph", "qu", "th", "tr", "iê", "yê", "uô", "ươ")
TOKENS: tuple[str, ...] = ("<blank>", *LETTERS, *CLUSTERS, *TONES)
ID: dict[str, int] = {token: index for index, token in enumerate(TOKENS)}
FIRST_TONE = ID[TONES[0]]
_VOWELS = frozenset("aăâeêioôơuưy")
_QUALITY = frozenset("ăâêôơư")


class SpellingError(ValueError):
    """A word that holds something other than letters of the vocabulary."""


def split_tone(syllable: str) -> tuple[str, str]:
    """Letters without tone, lower case, NFC, and the tone token: "Hoà" and "Hòa" give ("hoa", "<huyen>")."""
    tone = TONES[0]
    letters: list[str] = []
    for symbol in unicodedata.normalize("NFD", syllable.lower()):
        if symbol in _TONE_OF_MARK:
            tone = _TONE_OF_MARK[symbol]
        else:
            letters.append(symbol)
    return unicodedata.normalize("NFC", "".join(letters)), tone


def with_tone(letters: str, tone: str) -> str:
    """The syllable written: the mark stands where schools place it today ("hoà", "thuỷ", "của", "giếng", "quý")."""
    if not _MARKS[tone]:
        return letters
    place = _tone_place(letters)
    if place is None:
        return letters
    return unicodedata.normalize("NFC", letters[: place + 1] + _MARKS[tone] + letters[place + 1 :])


def _tone_place(letters: str) -> int | None:
    start = _onset_length(letters)
    vowels = [index for index in range(start, len(letters)) if letters[index] in _VOWELS]
    if not vowels:
        return None
    quality = [index for index in vowels if letters[index] in _QUALITY]
    if quality:
        return quality[-1]
    closed = vowels[-1] < len(letters) - 1
    if len(vowels) == 1:
        return vowels[0]
    if len(vowels) == 2 and not closed and letters[vowels[0] : vowels[1] + 1] not in ("oa", "oe", "uy"):
        return vowels[0]
    return vowels[1]


def _onset_length(letters: str) -> int:
    """How many letters stand before the vowel; the u of "qu" and the i of "gi" count when a vowel follows."""
    if letters.startswith(("qu", "gi")) and len(letters) > 2 and letters[2] in _VOWELS:
        return 2
    return next((index for index, letter in enumerate(letters) if letter in _VOWELS), len(letters))


def units(letters: str) -> list[str]:
    """Letters as tokens, longest first. SpellingError when a letter has none."""
    found: list[str] = []
    position = 0
    while position < len(letters):
        size = next((n for n in (3, 2, 1) if letters[position : position + n] in ID), 0)
        if not size:
            raise SpellingError(letters)
        found.append(letters[position : position + size])
        position += size
    return found


def encode(text: str) -> list[int]:
    """Syllables separated by spaces as token ids, each closed by its tone. SpellingError for digits and signs."""
    ids: list[int] = []
    for syllable in text.split():
        letters, tone = split_tone(syllable)
        ids += [ID[unit] for unit in units(letters)]
        ids.append(ID[tone])
    return ids


def decode(ids: Iterable[int]) -> str:
    """Token ids (no blanks, repeats already merged) as text; letters that no tone closes stay a word at the end."""
    words: list[str] = []
    letters = ""
    for index in ids:
        if index >= FIRST_TONE:
            words.append(with_tone(letters, TOKENS[index]))
            letters = ""
        else:
            letters += TOKENS[index]
    return " ".join(word for word in [*words, letters] if word)


def collapse(best: Sequence[int]) -> list[int]:
    """The best token of each frame as token ids: repeats merged, blanks dropped."""
    kept = [token for index, token in enumerate(best) if index == 0 or token != best[index - 1]]
    return [token for token in kept if token != BLANK]


def canonical(text: str) -> str:
    """The text as the model writes it: lower case, one place for each tone mark, single spaces."""
    return " ".join(with_tone(*split_tone(word)) for word in text.split())
