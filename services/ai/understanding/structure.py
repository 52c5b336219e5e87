"""Structure: which words go with which amount, when one sentence holds several transactions."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.ai.understanding.amounts import Amount
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.text import tone_key
from services.ai.understanding.tokens import Kind

BREAKS = frozenset({",", ";", ".", "\n", "+", "&", "|", "•", "/", "-", "–", "!", "?", ":"})
JOINS = frozenset(["roi", "va", "xong", "then", "and", "con", "plus"])
PAYING = frozenset(["tra", "bang", "qua", "by", "with", "ck", "quet", "via"])
# What only closes what was said: "nha", "nhé", "đó".
TRAILING = frozenset(tone_key(word) for word in ("nha", "nhé", "ạ", "á", "rồi", "luôn", "đó", "nè", "đấy", "thôi"))


@dataclass(frozen=True, slots=True)
class Segment:
    """The words of one transaction: tokens start..end-1, with its amount among them."""

    start: int
    end: int
    amount: Amount


def segments(sentence: Sentence, amounts: Sequence[Amount]) -> list[Segment]:
    """One segment per amount, in order, together covering the sentence."""
    if not amounts:
        return []
    borders = [0]
    leads = _amount_leads(sentence, amounts[0])
    trailing = _dates_trail(sentence, amounts)
    for left, right in itertools.pairwise(amounts):
        first = left if not trailing else replace(left, end=_behind_date(sentence, left.end, right.start))
        borders.append(_border(sentence, first, right, leads))
    borders.append(len(sentence.tokens))
    found = [Segment(borders[i], borders[i + 1], amount) for i, amount in enumerate(amounts)]
    return _without_total(sentence, found)


def _dates_trail(sentence: Sentence, amounts: Sequence[Amount]) -> bool:
    """True for "xăng 60k 20/9 rau 30k 21/9": each day stands behind its amount."""
    end = amounts[-1].end
    before = "date" in sentence.claims[: amounts[0].start]
    return (
        not before
        and "date" in sentence.claims[amounts[0].end : amounts[-1].start]
        and (end < len(sentence.claims) and sentence.claims[end] == "date")
    )


def _behind_date(sentence: Sentence, at: int, end: int) -> int:
    while at < end and sentence.claims[at] == "date":
        at += 1
    return at


def _amount_leads(sentence: Sentence, first: Amount) -> bool:
    """True when nothing but days and fillers stands before the first amount: "25k xôi 15k sữa"."""
    return not any(_is_content(sentence, index) for index in range(first.start))


def _is_content(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.kind is not Kind.WORD or sentence.claims[index] not in {"", "period"}:
        return False
    return token.key not in sentence.vocabulary.patterns.fillers


def _border(sentence: Sentence, left: Amount, right: Amount, amount_leads: bool) -> int:
    """The token at which the right amount's words begin."""
    separators = [index for index in range(left.end, right.start) if _separates(sentence, index)]
    if separators:
        return _after_breaks(sentence, separators[0], right.start)
    if amount_leads:
        return right.start
    position = left.end
    while position < right.start:
        taken = _attached(sentence, position, right.start)
        if taken == position:
            return position
        position = taken
    return min(position, right.start)


def _separates(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.kind is Kind.MARK:
        return token.text in BREAKS and sentence.claims[index] != "date"
    if sentence.claims[index] or token.fold not in JOINS:
        return False
    return token.key in {"rôi2", "va2", "xong", "con2", "then", "and", "plus"} or (
        sentence.bare and token.is_plain and token.fold != "con"
    )


def _after_breaks(sentence: Sentence, index: int, end: int) -> int:
    """Words that only close the left part ("rồi nha") stay left; the border stands behind the separators."""
    position = index
    while position < end and _separates(sentence, position):
        position += 1
    paid_with = _account_until_break(sentence, position, end)
    return _after_breaks(sentence, paid_with, end) if paid_with else position


def _account_until_break(sentence: Sentence, position: int, end: int) -> int | None:
    """Where an account ends that stands between two breaks: "áo 200k, trả momo; cơm 50k" pays the shirt with it."""
    lead = sentence.fold_at(position) in PAYING
    account = sentence.found.longest("account", position + lead)
    if account is None or account.end >= end or account.likeness < 0.9 or not _separates(sentence, account.end):
        return None
    return account.end


def _attached(sentence: Sentence, position: int, end: int) -> int:
    """Takes what hangs on the amount before: an account ("bằng momo"), a closing particle."""
    lead = sentence.fold_at(position) in {"bang", "qua", "by", "with", "tu", "via"}
    account = sentence.found.longest("account", position + 1 if lead else position)
    if account is not None and account.end <= end and account.likeness >= 0.9:
        following = sentence.found.longest("category", position)
        if following is None or following.end <= account.end:
            return account.end
    if sentence.tokens[position].key in TRAILING and sentence.tokens[position].kind is Kind.WORD:
        return position + 1
    return position


def _without_parts(sentence: Sentence, found: list[Segment]) -> list[Segment]:
    """Leaves out what is part of an amount before: "siêu thị 450k trong đó sữa 120k", "sửa xe 250k (nhớt 120k)"."""
    for place in range(1, len(found)):
        whole, parts = found[place - 1], found[place:]
        between = [sentence.fold_at(index) for index in range(whole.amount.end, parts[0].amount.start)]
        inside = "trong do" in " ".join(between) or ("(" in between and ")" not in between)
        if inside and sum(part.amount.value for part in parts) <= whole.amount.value:
            return [*found[: place - 1], replace(whole, end=parts[0].start)]
    return found


def _without_total(sentence: Sentence, found: list[Segment]) -> list[Segment]:
    """Leaves out a last amount that only sums up the others: "rau 20k, thịt 80k, tổng 100k"."""
    found = _without_parts(sentence, found)
    if len(found) < 3:
        return found
    first, rest = found[0], found[1:]
    leads = any(sentence.found.longest("total", index) for index in range(first.start, first.amount.start))
    if leads and first.amount.value == sum(segment.amount.value for segment in rest):
        return rest
    last, others = found[-1], found[:-1]
    summed = last.amount.value == sum(segment.amount.value for segment in others)
    said = any(sentence.found.longest("total", index) for index in range(last.start, last.amount.start))
    equals = any(sentence.tokens[index].text == "=" for index in range(last.start, last.amount.start))
    return others if summed and (said or equals) else found
