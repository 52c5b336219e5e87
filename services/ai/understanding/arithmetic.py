"""Sums that people write: "50k x 2", "120k chia 3", "giảm 10%", "3 ly 25k", and amounts taken back: "à không, 40"."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from services.ai.understanding.amounts import GOLD, Amount
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.text import fold

# Less than this for one is no price: "3 ly 25k" cannot be three glasses of 8.000 đ, so each costs 25.000 đ.
LEAST_PRICE = {"ly": 12, "cốc": 12, "cups": 12, "cup": 12, "tô": 22, "bát": 22, "dĩa": 22, "đĩa": 22, "phần": 22,
               "suất": 22, "bowls": 22, "bowl": 22, "ổ": 8, "hộp": 8, "cái": 6, "lon": 6, "gói": 3}  # fmt: skip
PEOPLE = frozenset({"người", "bạn", "đứa", "anh em", "người ăn", "people"})
RESTATING = frozenset(
    ["=", "la", "thanh", "con", "moi", "nguoi", "minh", "toi", "tui", "tra", "het", "tong", "each", "is"]
)
PERIODS = frozenset(
    {"tháng", "ngày", "tuần", "năm", "buổi", "giờ", "đêm", "months", "days", "tiếng", "kỳ", "lần", "night"}
)


def settle(sentence: Sentence, numbers: Sequence[Amount]) -> list[Amount]:
    """The amounts of money that remain when all sums are done, left to right; claims their tokens."""
    pending = [_accepted(sentence, numbers, index) for index in range(len(numbers))]
    done: list[Amount] = []
    for amount in pending:
        done.append(amount)
        while len(done) > 1 and (merged := _merged(sentence, done, done[-2], done[-1])) is not None:
            done[-2:] = [merged]
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
        alone = not any(other.role in {"money", "bare", "slang", "gold"} for other in numbers)
        ends = amount.end >= len(sentence.tokens) and amount.start > 0 and amount.value > 0
        return (
            replace(amount, role="money", rule="amount.one_word")
            if alone and ends
            else replace(amount, role="quantity")
        )
    return amount


def _gap_is(sentence: Sentence, role: str, start: int, end: int) -> bool:
    """True when one phrase of the role fills tokens start..end-1."""
    match = sentence.found.longest(role, start)
    return match is not None and match.end == end


def _count(amount: Amount) -> Fraction:
    """How many it counts; the "ba" of "chia ba" was read as three thousand only in case that it is money."""
    as_money = amount.role not in {"quantity", "percent"} or amount.rule == "amount.implied_thousands"
    return amount.number.value if amount.number and as_money else amount.value


def _merged(sentence: Sentence, done: Sequence[Amount], left: Amount, right: Amount) -> Amount | None:
    """Left and right as one amount, when what stands between them says so."""
    start, end = left.end, right.start
    if left.is_money and right.role == "percent" and (start == end or _gap_is(sentence, "percent_off", start, end)):
        return _result(left, right, left.value * (100 - right.value) / 100, "arithmetic.percent")
    if _gap_is(sentence, "times", start, end) or _is_each_times(sentence, left, start, end):
        return _product(left, right)
    if left.is_money and _gap_is(sentence, "divide", start, end) and _count(right) > 1:
        return _result(left, right, left.value / _count(right), "arithmetic.share")
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
    return _unit_price(sentence, done, left, right)


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


def _unit_price(sentence: Sentence, done: Sequence[Amount], left: Amount, right: Amount) -> Amount | None:
    """Reads "5 cái … 10k một cái", "3 cái áo mỗi cái 150k", "3 ly 25k", "3 ly cà phê 25k/ly"."""
    if left.role == "quantity" and right.is_money and right.currency != GOLD:
        led = sentence.fold_at(right.start - 2) in {"moi", "each"} or sentence.fold_at(right.start - 1) in {
            "moi",
            "each",
        }
        repeated = {"x", "*", "×", fold(left.unit)} - {""}
        led = led or (right.start > left.end and sentence.fold_at(right.start - 1) in repeated)
        priced = sentence.fold_at(right.start - 1) == "gia" and left.unit != "" and left.unit not in PEOPLE | PERIODS
        after = sentence.fold_at(right.end)
        slashed = after == "/" and sentence.found.longest("goods_units", right.end + 1) is not None
        trailing = after == "each" or (
            after == "moi" and sentence.found.longest("goods_units", right.end + 1) is not None
        )
        if (
            (led or priced or slashed or trailing)
            and 1 < left.value <= 1000
            and not _is_period(sentence, right.end + 1)
        ):
            end = right.end + (2 if slashed or after == "moi" else 1 if after == "each" else 0)
            rule = "arithmetic.unit_price" if not priced else "arithmetic.guessed_unit_price"
            return replace(right, end=end, value=right.value * left.value, rule=rule, inferred=priced)
        least = LEAST_PRICE.get(left.unit, 0) * 1000
        if left.end == right.start and left.value > 1 and right.value < least * left.value:
            value = right.value * left.value
            return replace(right, value=value, rule="arithmetic.guessed_unit_price", inferred=True)
    if (
        left.is_money
        and right.role == "quantity"
        and right.value == 1
        and left.end == right.start
        and right.unit not in PERIODS
    ):
        before = [amount for amount in done if amount.role == "quantity" and amount.end <= left.start]
        count = before[-1].value if before else Fraction(1)
        if 1 < count <= 1000:
            return replace(left, end=right.end, value=left.value * count, rule="arithmetic.unit_price")
    return None


def _is_period(sentence: Sentence, at: int) -> bool:
    return sentence.fold_at(at) in {"thang", "nam", "tuan", "ngay", "month", "year"}


def _result(money: Amount, other: Amount, value: Fraction, rule: str, inferred: bool = False) -> Amount:
    start, end = min(money.start, other.start), max(money.end, other.end)
    return replace(money, start=start, end=end, value=value, rule=rule, inferred=money.inferred or inferred)


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
        if match is not None and match.end <= end:
            return match.start, match.end
    return None
