"""Numbers that name a thing and are no price: "iphone 15", "12 đường Láng", "1900 6868", the "1." of a list."""

from services.ai.understanding.goods import BUYING, COUNTING
from services.ai.understanding.numbers import Number
from services.ai.understanding.people import NUMBER_NAMES, has_own_amount
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.text import tone_key
from services.ai.understanding.tokens import Kind

ORDINAL, MONTH = tone_key("thứ"), tone_key("tháng")
LAST_WEEKDAY = 7
TERM = tone_key("kỳ")
PLACES_IN_ORDER = NUMBER_NAMES | {tone_key("một")}
# What is numbered from one on: a digit right behind is no part of a larger number.
COUNTED_FROM_ONE = frozenset({TERM, *(tone_key(word) for word in ("lớp", "quận", "đợt", "quý"))})


def names_a_thing(sentence: Sentence, number: Number, raw: str) -> bool:
    """Whether the number, typed as `raw` when it is one token, belongs to a name, an address, a list."""
    tokens, start, end = sentence.tokens, number.start, number.end
    plain = raw.isdigit()
    long_code = plain and (len(raw) > 8 or (raw.startswith("0")))
    previous = tokens[start - 1] if start else None
    code = previous is not None and previous.kind is Kind.WORD and previous.is_plain and len(previous.fold) <= 3
    glued_before = tokens[start].glued and code  # "a4", "mp3", but "xăng50"
    itemised = _is_item_number(sentence, number)
    letter = tokens[end].fold if end < len(tokens) and tokens[end].kind is Kind.WORD and tokens[end].glued else ""
    glued_after = letter not in {"", "x", "d"} or (letter == "d" and number.value < 100)  # "3d" is a film
    before = tokens[start - 1].key if start and not _is_no_numbered(sentence, start - 1) else ""
    numbered = before in sentence.vocabulary.numbered and not number.in_words and number.value < 1000
    year = plain and len(raw) == 4 and (1950 <= int(raw) <= 2100) and before in {"năm", "nam"}
    numbered = numbered or (before in sentence.vocabulary.numbered_small and number.value < 30)
    numbered = numbered or (before == ORDINAL and number.value > LAST_WEEKDAY)
    numbered = numbered or (before == MONTH and number.value == 13)
    placed = _is_address(sentence, number) or _is_hotline(sentence, number, raw) or _is_no_day(sentence, number)
    placed = placed or _is_plate(sentence, start) or _is_offer(sentence, number) or _is_spread(sentence, number)
    return itemised or long_code or glued_before or glued_after or numbered or placed or year or number.value == 0


def claim_numbered_things(sentence: Sentence) -> None:
    """Keeps the "hai" of "học phí lớp hai ba triệu" and "đợt hai năm triệu" out of the amount behind it."""
    for index in range(1, len(sentence.tokens)):
        before = sentence.tokens[index - 1].key
        if sentence.tokens[index].key not in PLACES_IN_ORDER or before not in COUNTED_FROM_ONE:
            continue
        named = before == TERM or not _is_no_numbered(sentence, index - 1)
        if named and sentence.is_free(index, index + 1) and has_own_amount(sentence, index + 1):
            sentence.claim(index, index + 1, "number")


def _is_no_numbered(sentence: Sentence, at: int) -> bool:
    """True for the "phòng" of "cơm văn phòng 45" and the "số" of "vé số 20": no room and no number. "đường 25" behind
    another price is sugar and no street.
    """
    if sentence.fold_at(at) == "duong" and at > 0:
        before = sentence.tokens[at - 1]
        return before.kind is not Kind.WORD or before.fold in BUYING or before.fold in COUNTING
    whole = sentence.found.longest("no_numbered", at - 1) if at else None
    return whole is not None and whole.end == at + 1


def _is_address(sentence: Sentence, number: Number) -> bool:
    """True for "số nhà 8", "địa chỉ 25" and "12 đường Láng"."""
    before = f"{sentence.fold_at(number.start - 2)} {sentence.fold_at(number.start - 1)}"
    street, named = number.end, number.end + 1
    if number.value < 1000 and not number.scale and not number.in_words and _is_named_street(sentence, number.end):
        return True
    capital = named < len(sentence.tokens) and sentence.tokens[named].is_capital
    return before in {"so nha", "dia chi"} or (capital and sentence.tokens[street].key in sentence.vocabulary.streets)


def _is_named_street(sentence: Sentence, at: int) -> bool:
    """True for the street of "phở 10 Lý Quốc Sư 85k" and "bún chả 34 hàng Than 50k", with the price behind."""
    words = sentence.tokens[at : at + 2]
    if len(words) < 2 or not all(word.kind is Kind.WORD for word in words):
        return False
    capital = words[1].is_capital and (words[0].is_capital or words[0].fold == "hang")
    if not capital or sentence.found.longest("category", at) or sentence.found.longest("account", at):
        return False
    later = (sentence.reader.at(index) for index in range(at + 2, min(at + 6, len(sentence.tokens))))
    return any(other is not None and (other.scale > 0 or other.value >= 1000) for other in later)


def _is_plate(sentence: Sentence, start: int) -> bool:
    """True for the "12345" of "29A-12345"."""
    tokens = sentence.tokens
    return (
        start > 1
        and tokens[start].glued
        and tokens[start - 1].text == "-"
        and (tokens[start - 1].glued and tokens[start - 2].kind is Kind.WORD and tokens[start - 2].glued)
    )


def _is_offer(sentence: Sentence, number: Number) -> bool:
    """True for both numbers of "mua 1 tặng 1"."""
    first = sentence.fold_at(number.start - 1) == "mua" and sentence.fold_at(number.end) == "tang"
    second = sentence.fold_at(number.start - 1) == "tang" and sentence.fold_at(number.start - 3) == "mua"
    return (first or second) and number.value < 10


def _is_spread(sentence: Sentence, number: Number) -> bool:
    """True for the "2" of "2-3 người ăn 150k"."""
    other = sentence.reader.at(number.end + 1) if sentence.fold_at(number.end) in {"-", "–"} else None
    if number.start == 0 and number.end < len(sentence.claims) and sentence.claims[number.end] == "date":
        return number.value <= 12 and sentence.fold_at(number.end) in {"thang", "tuan", "nam"}  # "3 tháng này"
    return other is not None and not other.scale and sentence.found.longest("goods_units", other.end) is not None


def _is_no_day(sentence: Sentence, number: Number) -> bool:
    """True for the parts of "30/2" and "32/13/9999": a day that does not exist is still no price."""
    start, end = number.start, number.end
    return (_is_short(sentence, start) and sentence.fold_at(end) == "/" and _is_short(sentence, end + 1)) or (
        _is_short(sentence, start - 2) and sentence.fold_at(start - 1) == "/" and sentence.tokens[start].raw.isdigit()
    )


def _is_short(sentence: Sentence, at: int) -> bool:
    """Whether the word is one or two digits."""
    return 0 <= at < len(sentence.tokens) and sentence.tokens[at].raw.isdigit() and len(sentence.tokens[at].raw) <= 2


def _is_hotline(sentence: Sentence, number: Number, raw: str) -> bool:
    """True for "1900 6868" and "19001234"."""
    after = sentence.tokens[number.end] if number.end < len(sentence.tokens) else None
    before = sentence.fold_at(number.start - 1)
    if raw[:4] not in {"1900", "1800"}:
        return before in {"1900", "1800"} and len(raw) == 4
    return len(raw) in {6, 8} or (len(raw) == 4 and after is not None and after.raw.isdigit())


def _is_item_number(sentence: Sentence, number: Number) -> bool:
    """True for the "1." and "2)" of a list, one item a line."""
    first = number.start == 0 or sentence.tokens[number.start - 1].text == "\n"
    return (
        first
        and number.value <= 50
        and sentence.fold_at(number.end) in {".", ")"}
        and number.end + 1 < len(sentence.tokens)
    )
