"""The amount in words: "Bằng chữ: Một trăm mười lăm nghìn chín trăm đồng chẵn", by the grammar of speech."""

from datetime import date
from functools import cache

from services.ai.understanding.model import Context
from services.ai.understanding.sentence import read_sentence
from services.ai.understanding.text import fold
from services.ai.understanding.vocabulary import Vocabulary, load_vocabulary

LEADS = ("bang chu", "thanh chu")
SOME_DAY = Context(today=date(2000, 1, 1))


@cache
def _vocabulary() -> Vocabulary:
    return load_vocabulary()


def spelled_amount(text: str) -> int | None:
    """The whole number of at least a thousand that the words after "bằng chữ" say, or None."""
    folded = fold(text)
    position = max(folded.find(lead) for lead in LEADS)
    said = text[position + 8 :] if position >= 0 and len(folded) == len(text) else text
    said = said.lower().replace(",", " ").replace("-", " ").replace(":", " ")
    sentence = read_sentence(" ".join(said.split()), _vocabulary(), SOME_DAY)
    best = 0
    for start in range(len(sentence.tokens)):
        number = sentence.reader.at(start)
        if number is None or not number.in_words or number.value.denominator != 1:
            continue
        best = max(best, int(number.value))
        if number.end - start >= 4:
            break
    return best if best >= 1000 else None
