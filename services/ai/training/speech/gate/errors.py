"""How many words are wrong."""

from collections.abc import Sequence

from services.ai.understanding.text import tone_key


def words_of(text: str) -> list[str]:
    """What is compared: words in lower case without punctuation; "hoà" and "hòa" are one word."""
    letters = "".join(symbol if symbol.isalnum() else " " for symbol in text.lower())
    return [tone_key(word) for word in letters.split()]


def errors(expected: Sequence[str], heard: Sequence[str]) -> int:
    """Words to change, add and remove (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for place, word in enumerate(expected, start=1):
        before, row[0] = row[0], place
        for index, other in enumerate(heard, start=1):
            before, row[index] = row[index], min(row[index] + 1, row[index - 1] + 1, before + (word != other))
    return row[-1]


def word_errors(expected: str, heard: str) -> tuple[int, int]:
    """(wrong words, words)."""
    words = words_of(expected)
    return errors(words, words_of(heard)), len(words)
