"""Sums that people write: "50k x 2", "120k chia 3", "giảm 10%", "3 ly 25k", and amounts taken back: "à không, 40"."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from services.ai.understanding.amounts import Amount
from services.ai.understanding.goods import begins_thing, ends_thing
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.text import tone_key
from services.ai.understanding.tokens import Kind
from services.ai.understanding.unit_prices import PEOPLE, each_then_count, unit_price

WONDERING = frozenset(tone_key(word) for word in ("à", "ủa", "ờ", "ý", "í", "ơ", "ừ", "mà"))
RESTATING = frozenset(
    ["=", "la", "thanh", "con", "moi", "nguoi", "minh", "toi", "tui", "tra", "het", "tong", "each", "is"]
)


def settle(sentence: Sentence, numbers: Sequence[Amount]) -> list[Amount]:
    """The amounts of money that remain when all sums are done, left to right; claims their tokens."""
    pending = [_accepted(sentence, numbers, index) for index in range(len(numbers))]
    done: list[Amount] = []
    for amount in pending:
        done.append(amount)
        while len(done) > 1 and (merged := _merged(sentence, done, done[-2], done[-1])) is not None:
            done[-2:] = [merged]
        counted = each_then_count(sentence, done) if len(done) > 1 else None
        if counted is not None:
            done = [one for one in done if one.end <= counted.start] + [counted]
    done = [_shared(sentence, done, _halved(sentence, amount)) for amount in done]
    money = _without_restated(sentence, [amount for amount in done if amount.is_money])
    money = _corrected(sentence, money)
    for amount in money:
        sentence.claim(amount.start, amount.end, "amount")
    return money


def _without_restated(sentence: Sentence, money: Sequence[Amount]) -> list[Amount]:
    """Drops a sum's result said once more: "600k chia 4 mình trả 150k", "12k x 3 = 36k"."""
    kept: list[Amount] = []
    for amount in money:
        before = kept[-1] if kept else None
        summed = before is not None and before.rule.startswith("arithmetic.") and before.value == amount.value
        if before is not None and summed and not amount.rule.startswith("arithmetic."):
            between = [sentence.fold_at(index) for index in range(before.end, amount.start)]
            if len(between) <= 4 and all(word in RESTATING for word in between):
                sentence.claim(amount.start, amount.end, "correction")
                continue
        kept.append(amount)
    return kept


def _accepted(sentence: Sentence, numbers: Sequence[Amount], index: int) -> Amount:
    """Decides a bare number: it is money unless another amount follows at once, or it is one word like "ba"."""
    amount = numbers[index]
    if amount.role == "bare":
        after = numbers[index + 1] if index + 1 < len(numbers) else None
        named = (
            after is not None and after.start == amount.end and after.role == "money" and after.rule != "amount.gold"
        )
        return replace(amount, role="quantity") if named else replace(amount, role="money")
    if amount.role == "word":
        if _is_spoken_price(sentence, numbers, amount):
            return replace(amount, role="money")
        alone = not any(other.role in {"money", "bare", "slang", "gold"} for other in numbers)
        ends = amount.end >= len(sentence.tokens) and amount.start > 0 and amount.value > 0
        return (
            replace(amount, role="money", rule="amount.one_word")
            if alone and ends
            else replace(amount, role="quantity")
        )
    return amount


def _is_spoken_price(sentence: Sentence, numbers: Sequence[Amount], amount: Amount) -> bool:
    """True for the "năm" of "ăn trưa sáu mươi gửi xe năm": a thing, its price in one word, then the end or a thing."""
    word = sentence.fold_at(amount.start)
    priced = [one for one in numbers if one is not amount and one.role in {"bare", "money"} and one.number]
    spoken = [one for one in priced if one.number is not None and one.number.in_words]
    if sentence.bare or not spoken or amount.number is None or word == "khong" or amount.value <= 0:
        return False
    end = amount.end
    ends = end >= len(sentence.tokens) or sentence.tokens[end].text in {",", ";", ".", "\n"}
    closed = ends or (word != "chin" and begins_thing(sentence, end))
    return closed and ends_thing(sentence, amount.start)


def _gap_is(sentence: Sentence, role: str, start: int, end: int) -> bool:
    """True when one phrase of the role fills tokens start..end-1."""
    match = sentence.found.longest(role, start)
    return match is not None and match.end == end


def _count(amount: Amount) -> Fraction:
    """How many it counts; the "ba" of "chia ba" was read as three thousand only in case that it is money."""
    if amount.unit == "ng" and amount.number:
        return amount.number.value / 1000  # "4ng" are four people here
    as_money = amount.role not in {"quantity", "percent"} or amount.rule == "amount.implied_thousands"
    return amount.number.value if amount.number and as_money else amount.value


def _merged(sentence: Sentence, done: Sequence[Amount], left: Amount, right: Amount) -> Amount | None:
    """Left and right as one amount, when what stands between them says so."""
    start, end = left.end, right.start
    if left.is_money and right.role == "percent" and (start == end or _gap_is(sentence, "percent_off", start, end)):
        return _result(left, right, left.value * (100 - right.value) / 100, "arithmetic.percent")
    if _gap_is(sentence, "times", start, end) or _is_each_times(sentence, left, start, end):
        return _product(left, right)
    if left.is_money and (_gap_is(sentence, "divide", start, end) or _is_slashed(sentence, left, right)):
        return _result(left, right, left.value / _count(right), "arithmetic.share") if _count(right) > 1 else None
    if left.is_money and right.is_money and left.currency == right.currency:
        if _gap_is(sentence, "plus", start, end):
            return _result(left, right, left.value + right.value, "arithmetic.sum")
        if _gap_is(sentence, "minus", start, end) and left.value > right.value:
            return _result(left, right, left.value - right.value, "arithmetic.difference")
        dashed = end == start + 1 and sentence.fold_at(start) in {"-", "–"}
        if dashed and left.value > right.value:
            return _result(left, right, left.value - right.value, "arithmetic.difference")
        if dashed:
            return _result(left, right, right.value, "amount.range", inferred=True)
    return unit_price(sentence, done, left, right)


def _is_slashed(sentence: Sentence, left: Amount, right: Amount) -> bool:
    """True for "300k/3" and "600k/4 người"; "50k/2kg" is the price of two kilos."""
    if right.start != left.end + 1 or sentence.fold_at(left.end) != "/" or not 1 < _count(right) <= 50:
        return False
    people = right.unit in PEOPLE or right.unit == "ng"
    return left.role == "money" and (people or (right.unit == "" and right.rule == "amount.implied_thousands"))


def _is_each_times(sentence: Sentence, left: Amount, start: int, end: int) -> bool:
    """True for the "/phần x" of "40k/phần x 3"."""
    unit = sentence.found.longest("goods_units", start + 1) if sentence.fold_at(start) in {"/", "moi"} else None
    return left.is_money and unit is not None and _gap_is(sentence, "times", unit.end, end)


def _product(left: Amount, right: Amount) -> Amount | None:
    if left.is_money and _count(right) <= 1000 and (not right.is_money or right.rule == "amount.implied_thousands"):
        return _result(left, right, left.value * _count(right), "arithmetic.times")
    if right.is_money and _count(left) <= 1000:
        return _result(right, left, right.value * _count(left), "arithmetic.times")
    return None


def _result(money: Amount, other: Amount, value: Fraction, rule: str, inferred: bool = False) -> Amount:
    start, end = min(money.start, other.start), max(money.end, other.end)
    return replace(money, start=start, end=end, value=value, rule=rule, inferred=money.inferred or inferred, other=None)


def _halved(sentence: Sentence, amount: Amount) -> Amount:
    match = sentence.found.longest("halve", amount.end)
    if match is None or not amount.is_money:
        return amount
    return replace(amount, end=match.end, value=amount.value / 2, rule="arithmetic.share")


def _shared(sentence: Sentence, done: Sequence[Amount], amount: Amount) -> Amount:
    """Reads "4 người ăn lẩu 800k chia đều": the people who were counted before share it."""
    match = sentence.found.longest("divide", amount.end)
    people = [one for one in done if one.role == "quantity" and one.unit in PEOPLE and 1 < one.value <= 100]
    if match is None or not amount.is_money or not people:
        return amount
    return replace(amount, end=match.end, value=amount.value / people[-1].value, rule="arithmetic.share")


def _corrected(sentence: Sentence, money: Sequence[Amount]) -> list[Amount]:
    """Drops an amount that the words after it take back; what was said before goes with the one that replaces it."""
    kept: list[Amount] = []
    for amount in money:
        before = kept[-1] if kept else None
        mark = _correction_between(sentence, before.end, amount.start) if before else None
        if before is not None and mark is not None:
            kept.pop()
            sentence.claim(before.start, before.end, "correction")
            sentence.claim(mark[0], mark[1], "correction")
            rule = "amount.corrected" if not amount.inferred else "amount.corrected_implied"
            kept.append(replace(amount, rule=rule))
        else:
            kept.append(amount)
    return kept


def _correction_between(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    for index in range(start, end):
        match = sentence.found.longest("corrections", index)
        cans = match is not None and match.likeness < 1 and sentence.fold_at(match.start) == "lon"
        if match is not None and match.end <= end and not cans:
            return match.start, match.end
    between = sentence.tokens[start:end]
    wonders = any(token.key in WONDERING for token in between)
    if wonders and all(token.kind is Kind.MARK or token.key in WONDERING for token in between):
        return start, end  # "lương 15tr, à 16tr"
    return None
