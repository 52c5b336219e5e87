"""The one question: a word that regions value differently, with both readings."""

from collections.abc import Sequence

from services.ai.understanding.amounts import Amount, minor_units
from services.ai.understanding.model import Draft, Option, Question
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.text import fold


def question_about(sentence: Sentence, kept: Sequence[tuple[Draft, Amount]]) -> Question | None:
    """Asks about the first word of slang whose value this household has not told; None when all is clear."""
    for index, (_, amount) in enumerate(kept):
        number = amount.number
        if number is None or not number.slang or amount.currency != "VND":
            continue
        values = sentence.vocabulary.numbers.slang[number.slang]
        unit_value = number.scale
        options = []
        for value in values:
            units = minor_units(sentence, amount)
            if units is None:
                continue
            options.append(Option(spell(units * value // unit_value), value, units * value // unit_value))
        said = sentence.words(amount.start, amount.end)
        return Question(fold(number.slang), _ask(sentence.context.locale, number.slang, said), tuple(options), index)
    return None


def _ask(locale: str, slang: str, said: str) -> str:
    if locale == "en":
        return f"How much is “{said}” in your family?"
    return f"Nhà mình nói “{said}” là bao nhiêu?" if slang else ""


def spell(units: int) -> str:
    """Đồng with dots: 1.250.000 đ."""
    return f"{units:,} đ".replace(",", ".")
