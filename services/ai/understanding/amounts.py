"""Amounts: which numbers of a sentence are money, in what currency, and how sure that is."""

from dataclasses import dataclass, replace
from fractions import Fraction

from services.ai.understanding.goods import BUYING, COSTING, COUNTING, goods_unit
from services.ai.understanding.named_numbers import names_a_thing
from services.ai.understanding.numbers import Number
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.text import fold
from services.ai.understanding.tokens import Kind

GOLD = "GOLD_CHI"
MOST_MINOR_UNITS = 10**15
FUEL_GRADES = frozenset({92, 95})


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at tokens start..end-1. `role` is money, slang, bare (needs a reading), quantity, gold or percent.

    `value` is in whole units of `currency` (hundredths of a chỉ for gold), or the mere number for the other roles.
    `other` is a second reading of `value` that is nearly as likely.
    """

    start: int
    end: int
    value: Fraction
    currency: str
    role: str
    rule: str
    number: Number | None = None
    inferred: bool = False
    unit: str = ""
    other: Fraction | None = None

    @property
    def is_money(self) -> bool:
        return self.role in {"money", "slang", "gold"}


def decimals(sentence: Sentence, currency: str) -> int:
    """Places of the minor unit; two unless the words say otherwise."""
    return int(sentence.vocabulary.money["decimals"].get(currency, 2))


def minor_units(sentence: Sentence, amount: Amount) -> int | None:
    """The amount in minor units, rounded to the nearest; None when it is out of bounds."""
    scale = 1 if amount.currency == GOLD else 10 ** decimals(sentence, amount.currency)
    units = int(amount.value * scale + Fraction(1, 2))
    return units if 0 < units <= MOST_MINOR_UNITS else None


def read_numbers(sentence: Sentence) -> list[Amount]:
    """All numbers outside dates, with what each could be."""
    found: list[Amount] = []
    index = 0
    while index < len(sentence.tokens):
        half = _half_gold(sentence, index)
        if half is not None:
            found.append(half)
            index = half.end
            continue
        number = sentence.reader.at(index) if sentence.is_free(index, index + 1) else None
        if number is None or not sentence.is_free(number.start, number.end) or _is_part_of_name(sentence, number):
            index += 1
            continue
        amount = _classified(sentence, number)
        found.append(amount)
        index = amount.end
    return _without_measures(sentence, found)


def _classified(sentence: Sentence, number: Number) -> Amount:
    start, end = number.start, number.end
    if sentence.fold_at(end) == "%":
        return Amount(start, end + 1, number.value, "", "percent", "number.percent", number)
    gold = _gold(sentence, number)
    if gold is not None:
        return gold
    currency, start, end = _currency(sentence, number)
    if currency:
        return Amount(start, end, number.value, currency, "money", "amount.currency", number)
    if number.slang:
        return Amount(
            start, end, number.value, sentence.context.currency, "slang", "amount.slang", number, True, number.slang
        )
    if number.scale:
        scale = sentence.tokens[end - 1].fold
        return Amount(start, end, number.value, sentence.context.currency, "money", "amount.unit", number, unit=scale)
    unit = goods_unit(sentence, number.value, number.in_words, end)
    if unit is not None:
        name = unit.entry.value
        return Amount(start, unit.end, number.value, "", "quantity", "number.goods", number, unit=name)
    return _bare(sentence, number)


def _bare(sentence: Sentence, number: Number) -> Amount:
    """A number without a unit: thousands of it where đồng are spoken, as it stands when it is large."""
    raw = sentence.tokens[number.start].raw if number.end == number.start + 1 else ""
    currency = sentence.context.currency
    if names_a_thing(sentence, number, raw) or _counts(sentence, number) or _is_fuel_grade(sentence, number):
        return Amount(number.start, number.end, number.value, "", "quantity", "number.name", number)
    if currency == "VND" and number.value < 1000:
        role = "word" if number.in_words and number.end - number.start == 1 else "bare"
        return Amount(
            number.start, number.end, number.value * 1000, currency, role, "amount.implied_thousands", number, True
        )
    return Amount(number.start, number.end, number.value, currency, "bare", "amount.digits", number)


def _is_fuel_grade(sentence: Sentence, number: Number) -> bool:
    """True for "xăng chín mươi lăm hết năm chục": the grade, with the price right behind."""
    if number.value not in FUEL_GRADES or sentence.fold_at(number.start - 1) not in {"xang", "ron"}:
        return False
    costs = sentence.fold_at(number.end) in COSTING
    price = number.end + costs
    return price < len(sentence.tokens) and sentence.reader.at(price) is not None


def _counts(sentence: Sentence, number: Number) -> bool:
    """True for "mua 2 áo 300k" and "1 chục trứng 35k": a small number before goods, with the price behind."""
    after = sentence.tokens[number.end] if number.end < len(sentence.tokens) else None
    if after is None or after.kind is not Kind.WORD or number.value > 50 or after.fold in sentence.vocabulary.goes_on:
        return False
    bought = (
        sentence.fold_at(number.start - 1) in BUYING
        and number.value <= 20
        and sentence.found.longest("category", number.end)
    )
    few = (
        number.value <= 4
        and not number.in_words
        and (number.start == 0 or sentence.tokens[number.start - 1].kind is Kind.WORD)
        and sentence.fold_at(number.start - 1) not in {"xe", "da"}  # "gửi xe 3", "trà đá 3"
        and sentence.found.longest("category", number.end)
        and (number.value == 1 or sentence.found.longest("category", number.start - 1) is None)
    )
    dozen = sentence.fold_at(number.end - 1) == "chuc" and number.value <= 30
    return bool(bought or few or dozen) and _price_follows(sentence, number.end)


def _price_follows(sentence: Sentence, start: int) -> bool:
    """True when a later number, before any mark, has a money unit."""
    for index in range(start, min(len(sentence.tokens), start + 8)):
        if sentence.tokens[index].text in {",", ";", "\n"}:
            return False
        number = sentence.reader.at(index)
        if number is not None and (number.scale or number.value >= 10):
            return True
    return False


def _is_part_of_name(sentence: Sentence, number: Number) -> bool:
    """True inside a known name: "7 eleven", "office 365", "tiki now 24"; "vàng ba chỉ" is gold and no pork."""
    if _gold(sentence, number) is not None and sentence.found.longest("gold_words", number.start - 1) is not None:
        return False
    if sentence.tokens[number.start].kind is Kind.WORD and _ends_phrase(sentence, number.start):
        return True
    for role in ("category", "income", "account"):
        for start in range(max(0, number.start - 3), number.start + 1):
            match = sentence.found.longest(role, start)
            if (
                match
                and match.end > number.start
                and match.end - match.start > 1
                and match.end >= number.end
                and match.likeness == 1
            ):
                return not number.scale or match.end > number.end
    return False


def _ends_phrase(sentence: Sentence, at: int) -> bool:
    """True for the last word of a known phrase: the "bay" of "ve may bay" is no seven."""
    if sentence.fold_at(at + 1) in COUNTING:
        return False
    for start in range(max(0, at - 3), at):
        match = sentence.found.longest("category", start)
        sure = match is not None and match.likeness >= (0.9 if sentence.bare else 1.0)
        if match is not None and sure and match.end == at + 1 and match.entry.weight >= 1:
            return True
    return False


def _currency(sentence: Sentence, number: Number) -> tuple[str, int, int]:
    """The currency beside a number: after it ("50K đồng", "15 USD"), or before ("VND 253,160", "$15")."""
    start, end = number.start, number.end
    after = sentence.found.longest("currency", end)
    if after is not None and _currency_fits(sentence, number, after.start, after.entry.value):
        return after.entry.value, start, after.end
    for first in (start - 1, start - 2):
        before = sentence.found.longest("currency", first) if first >= 0 else None
        if (
            before is not None
            and before.end == start
            and sentence.tokens[first].fold in {"vnd", "$", "usd", "eur", "€", "£", "¥"}
        ) and not _owned_by_number_before(sentence, first):
            return before.entry.value, first, end
    return "", start, end


def _owned_by_number_before(sentence: Sentence, at: int) -> bool:
    return at > 0 and sentence.tokens[at - 1].kind is Kind.NUMBER


def _currency_fits(sentence: Sentence, number: Number, at: int, code: str) -> bool:
    """Here "d" is đồng only right behind digits; "tệ", "won", "sing" and the like need a number that stands alone."""
    token = sentence.tokens[at]
    if token.fold == "d":
        spaced = sentence.bare and number.value >= 1000
        return (token.glued or token.text == "đ" or spaced) and (number.value >= 100 or number.scale > 0)
    if token.text == "do":
        following = sentence.fold_at(at + 1)
        ends = not following.isalpha() or following in sentence.vocabulary.goes_on
        return sentence.bare and not number.scale and ends and following not in {"do", "an", "choi", "uong"}
    if token.fold == "dong" and token.is_plain and not sentence.bare:
        return False
    if token.fold == "dong" and sentence.found.longest("category", at) is not None:
        return False
    return not (code != "VND" and token.text in {"won", "sing", "tệ", "bảng"} and number.slang)


def _gold(sentence: Sentence, number: Number) -> Amount | None:
    """Reads "2 chỉ", "1 cây vàng", "2 chỉ rưỡi": gold is counted in hundredths of a chỉ."""
    match = sentence.found.longest("gold_units", number.end)
    if match is None or number.scale or match.likeness < (0.9 if sentence.bare else 1.0):
        return None
    has_gold = bool(sentence.found.role("gold_words"))
    only = match.end < len(sentence.tokens) and sentence.tokens[match.end].kind is Kind.NUMBER
    if not has_gold and (match.entry.value != "chỉ" or only):
        return None  # "iPhone 15 chỉ 19.990.000đ" says "only"
    worth = sentence.vocabulary.money["gold_worth"][match.entry.value]
    value, end = number.value * worth, match.end
    if sentence.fold_at(end) == "ruoi":
        value, end = value + Fraction(worth, 2), end + 1
    elif (
        end < len(sentence.tokens)
        and sentence.tokens[end].raw.isdigit()
        and len(sentence.tokens[end].raw) == 1
        and not _scaled_at(sentence, end)
    ):
        value, end = value + Fraction(worth * int(sentence.tokens[end].raw), 10), end + 1
    return Amount(number.start, end, value, GOLD, "gold", "amount.gold", number)


def _half_gold(sentence: Sentence, at: int) -> Amount | None:
    """Reads "nửa cây vàng", "nửa chỉ vàng"; without the word gold it is half of something else."""
    match = sentence.found.longest("gold_units", at + 1) if sentence.fold_at(at) == "nua" else None
    if match is None or not sentence.is_free(at, match.end) or not sentence.found.role("gold_words"):
        return None
    worth = sentence.vocabulary.money["gold_worth"][match.entry.value]
    return Amount(at, match.end, Fraction(worth, 2), GOLD, "gold", "amount.gold")


def _scaled_at(sentence: Sentence, at: int) -> bool:
    number = sentence.reader.at(at)
    return number is not None and (number.scale > 0 or number.end > at + 1)


def _without_measures(sentence: Sentence, found: list[Amount]) -> list[Amount]:
    """Takes the slang and short units that only measure goods ("1 lít sữa 38k") for quantities."""
    result = []
    for amount in found:
        # "nước 2 chai 30k" and "2 chai hết 30k" name a price; in "rau hai xị, cà phê 45k" each thing has its own.
        others = any(
            other.role in {"money", "bare"}
            and (other.end == amount.start or amount.end <= other.start <= amount.end + 1)
            for other in found
            if other is not amount
        )
        if _only_measures(sentence, amount, others):
            number = amount.number
            count = number.value / number.scale if number and number.scale else amount.value
            measure = replace(amount, role="quantity", value=count, currency="", rule="number.goods", inferred=False)
            result.append(measure)
        else:
            result.append(amount)
    return result


def _only_measures(sentence: Sentence, amount: Amount, others: bool) -> bool:
    measured = sentence.vocabulary.measured_by.get(fold(amount.unit))
    if measured is None or amount.rule == "amount.currency" or sentence.fold_at(amount.end - 1) == "ruoi":
        return False
    before, after = sentence.fold_at(amount.start - 1), sentence.fold_at(amount.end)
    if after in measured:
        return True
    if amount.role != "slang":
        return False
    goes_on = not after or not after.isalpha() or after in sentence.vocabulary.goes_on
    claimed = amount.end < len(sentence.claims) and bool(sentence.claims[amount.end])
    return others or before in measured or not (goes_on or claimed)
