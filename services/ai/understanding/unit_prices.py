"""Prices of one and of all: "5 cái … 10k một cái", "3 ly 25k", "mỗi người 60k, 3 người"."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from services.ai.understanding.amounts import GOLD, Amount
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.text import fold
from services.ai.understanding.tokens import Kind

PEOPLE = frozenset({"người", "bạn", "đứa", "anh em", "người ăn", "people"})
PEOPLE_WORDS = frozenset({"nguoi", "ban", "dua", "ng", "person", "em", "thang", "ong", "ba"})
PERIODS = frozenset(
    {"tháng", "ngày", "tuần", "năm", "buổi", "giờ", "đêm", "months", "days", "tiếng", "kỳ", "lần", "night"}
)
EACH = frozenset({"moi", "mot", "1", "/", "per", "each", "a"})
BETWEEN = frozenset(
    [",", ";", ".", "-", "x", "*", "×", "co", "di", "cho", "an", "mua", "la", "tong", "het", "lay", "for"]
)
SHARING = frozenset({"chia", "gop", "hun", "share", "split", "chung"})
MOST_WORDS_OF_GOODS = 4
# A price of one is at most so many times the least that one costs.
DEAREST = Fraction(11, 5)


def unit_price(sentence: Sentence, done: Sequence[Amount], left: Amount, right: Amount) -> Amount | None:
    """Left and right as one amount, when one counts what the other prices."""
    if left.role == "quantity" and right.is_money and right.currency != GOLD:
        return _said_of_each(sentence, left, right) or _by_what_it_costs(sentence, left, right)
    if not left.is_money or right.role != "quantity" or left.currency == GOLD:
        return None
    if (
        right.value == 1
        and left.end == right.start
        and right.unit not in PERIODS
        and right.unit != ""
        and not _price_behind(sentence, right.end)
    ):
        before = [amount for amount in done if amount.role == "quantity" and amount.end <= left.start]
        count = before[-1].value if before else Fraction(1)
        if 1 < count <= 1000:
            return replace(left, end=right.end, value=left.value * count, rule="arithmetic.unit_price")
    return None


def _price_behind(sentence: Sentence, at: int) -> bool:
    """True behind the "1 quẩy" of "2 phở 90k 1 quẩy 10k": the next thing has a price of its own."""
    for index in range(at, min(at + MOST_WORDS_OF_GOODS, len(sentence.tokens))):
        if sentence.tokens[index].kind is Kind.MARK:
            return False
        if (number := sentence.reader.at(index)) is not None and (number.scale or number.value >= 5):
            return True
    return False


def _said_of_each(sentence: Sentence, left: Amount, right: Amount) -> Amount | None:
    """Reads "3 cái áo mỗi cái 150k", "3 ly cà phê 25k/ly", "2 vé giá 60k"."""
    led = any(sentence.fold_at(right.start - back) in {"moi", "each"} for back in (1, 2))
    repeated = {"x", "*", "×", fold(left.unit)} - {""}
    led = led or (right.start > left.end and sentence.fold_at(right.start - 1) in repeated)
    priced = sentence.fold_at(right.start - 1) == "gia" and left.unit != "" and left.unit not in PEOPLE | PERIODS
    after = sentence.fold_at(right.end)
    of_goods = sentence.found.longest("goods_units", right.end + 1) is not None
    alone = after in {"mot", "1"} and not _price_behind(sentence, right.end + 2)
    after_one = alone and left.unit != "" and sentence.fold_at(right.end + 1) == fold(left.unit)
    slashed, trailing = after == "/" and of_goods, after == "each" or (after == "moi" and of_goods)
    sure = led or slashed or trailing or after_one
    said = sure or priced
    if not said or not 1 < left.value <= 1000 or _is_period(sentence, right.end + 1):
        return None
    end = right.end + (2 if slashed or after_one or after == "moi" else 1 if after == "each" else 0)
    rule = "arithmetic.unit_price" if sure else "arithmetic.guessed_unit_price"
    return replace(right, end=end, value=right.value * left.value, rule=rule, inferred=not sure or right.inferred)


def _is_period(sentence: Sentence, at: int) -> bool:
    return sentence.fold_at(at) in {"thang", "nam", "tuan", "ngay", "month", "year"}


def _by_what_it_costs(sentence: Sentence, left: Amount, right: Amount) -> Amount | None:
    """Here "3 ly 25k" is 25.000 đ each, since no glass costs 8.000 đ; "2 tô phở 50k" may be either, and is asked."""
    least = _least_price(sentence, left, right)
    if least is None or right.currency != "VND" or not 1 < left.value <= 100:
        return None
    for_all, for_each = right.value, right.value * left.value
    if for_all < least * left.value:
        doubt = for_all * 5 >= least * left.value * 2
        return replace(right, value=for_each, rule="arithmetic.guessed_unit_price", inferred=True,
                       other=for_all if doubt else None)  # fmt: skip
    if for_all <= least * DEAREST:
        return replace(right, rule="amount.of_all", inferred=True, other=for_each)
    return None


def _least_price(sentence: Sentence, left: Amount, right: Amount) -> Fraction | None:
    """What one costs at least, in đồng: by the goods behind or before the count, else by its unit."""
    between = range(left.end, right.start)
    if len(between) > MOST_WORDS_OF_GOODS or not sentence.is_free(left.end, right.start):
        return None
    if any(sentence.tokens[index].kind is not Kind.WORD for index in between):
        return None
    goods = sentence.found.longest("least_price", left.end)
    if goods is None and not between:
        ends = [sentence.found.longest("least_price", left.start - back) for back in (4, 3, 2, 1) if left.start >= back]
        goods = next((match for match in ends if match is not None and match.end == left.start), None)
        goods = goods or sentence.found.longest("least_price", left.end - 1)
    sure = goods is not None and goods.likeness >= 0.9
    return Fraction(goods.entry.value) * 1000 if goods is not None and sure else None


def each_then_count(sentence: Sentence, done: Sequence[Amount]) -> Amount | None:
    """Reads "mỗi người 60k, 3 người", "vé 60k một người 3 người", "10k/chai, 3 chai" at the end of what was read.

    Not "chia mỗi người 60k": that is a share, whoever else pays one.
    """
    count = done[-1]
    priced = next((amount for amount in reversed(done[:-1]) if amount.role != "quantity" or amount.value != 1), None)
    many = _how_many(count)
    if not 1 < many <= 100 or count.unit in PERIODS or priced is None:
        return None
    if not priced.is_money or priced.currency == GOLD or priced.rule.startswith("arithmetic."):
        return None
    between = [sentence.fold_at(index) for index in range(priced.end, count.start)]
    start = priced.start
    if _is_same(sentence.fold_at(start - 1), count) and sentence.fold_at(start - 2) in {"moi", "per"}:
        start -= 2
    elif len(between) >= 2 and between[0] in EACH and _is_same(between[1], count):
        between = between[2:]
    else:
        return None
    shared = any(sentence.fold_at(index) in SHARING for index in range(max(0, start - 6), start))
    if shared or len(between) > 2 or not all(word in BETWEEN for word in between):
        return None
    return replace(priced, start=start, end=count.end, value=priced.value * many, rule="arithmetic.unit_price")


def _how_many(count: Amount) -> Fraction:
    """How many are counted, 0 when nothing is; the "3 chai" behind "10k/chai" are bottles, not millions."""
    if count.role == "slang" and count.number:
        return count.number.value / count.number.scale
    return count.value if count.role == "quantity" else Fraction(0)


def _is_same(word: str, count: Amount) -> bool:
    """True when the word names what is counted: "chai" in "10k/chai, 3 chai", any person among people."""
    return word != "" and (fold(count.unit) == word or (count.unit in PEOPLE and word in PEOPLE_WORDS))
