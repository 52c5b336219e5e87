"""The one question: a word that regions value differently, or a price of one or of all, with both readings."""

from collections.abc import Sequence
from dataclasses import replace

from services.ai.understanding.amounts import Amount, minor_units
from services.ai.understanding.model import Draft, Option, Question
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.text import fold


def question_about(sentence: Sentence, kept: Sequence[tuple[Draft, Amount]]) -> Question | None:
    """Asks about the first word of slang whose value this household has not told, else about the first amount that
    has a second reading; None when all is clear.
    """
    words = (_about_word(sentence, index, amount) for index, (_, amount) in enumerate(kept))
    amounts = (_about_amount(sentence, index, amount) for index, (_, amount) in enumerate(kept))
    return next((asked for asked in (*words, *amounts) if asked is not None), None)


def _about_word(sentence: Sentence, index: int, amount: Amount) -> Question | None:
    number = amount.number
    if number is None or not number.slang or amount.currency != "VND":
        return None
    units = minor_units(sentence, amount)
    values = sentence.vocabulary.numbers.slang[number.slang] if units is not None else ()
    options = [(value, (units or 0) * value // number.scale) for value in values]
    said = sentence.words(amount.start, amount.end)
    text = f"Nhà mình nói “{said}” là bao nhiêu?"
    if sentence.context.locale == "en":
        text = f"How much is “{said}” in your family?"
    return Question(
        fold(number.slang), text, tuple(Option(spell(total), value, total) for value, total in options), index
    )


def _about_amount(sentence: Sentence, index: int, amount: Amount) -> Question | None:
    """An answer to this tells nothing about the next sentence: there is no word to remember, and no unit value."""
    second = minor_units(sentence, replace(amount, value=amount.other)) if amount.other is not None else None
    first = minor_units(sentence, amount)
    if first is None or second is None:
        return None
    said = spell(min(first, second))
    text = f"{said} là giá của tất cả hay của mỗi phần?"
    if sentence.context.locale == "en":
        text = f"Is {said} the price of all or of each?"
    return Question("", text, (Option(spell(first), 0, first), Option(spell(second), 0, second)), index)


def spell(units: int) -> str:
    """Đồng with dots: 1.250.000 đ."""
    return f"{units:,} đ".replace(",", ".")
