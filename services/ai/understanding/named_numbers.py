"""Numbers that name a thing and are no price: "iphone 15", "12 đường Láng", "1900 6868", the "1." of a list."""

from services.ai.understanding.goods import BUYING, COUNTING
from services.ai.understanding.numbers import Number
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.tokens import Kind


def names_a_thing(sentence: Sentence, number: Number, raw: str) -> bool:
    """Whether the number, typed as `raw` when it is one token, belongs to a name, an address, a list."""
    tokens, start, end = sentence.tokens, number.start, number.end
    plain = raw.isdigit()
    long_code = plain and (len(raw) > 8 or (raw.startswith("0")))
    previous = tokens[start - 1] if start else None
    code = previous is not None and previous.kind is Kind.WORD and previous.is_plain and len(previous.fold) <= 3
    glued_before = tokens[start].glued and code  # "a4", "mp3", but "xăng50"
    itemised = _is_item_number(sentence, number)
    glued_after = (
        end < len(tokens) and tokens[end].glued and tokens[end].kind is Kind.WORD and tokens[end].fold not in {"x", "d"}
    )
    before = tokens[start - 1].key if start and not _is_no_numbered(sentence, start - 1) else ""
    numbered = before in sentence.vocabulary.numbered and not number.in_words and number.value < 1000
    year = plain and len(raw) == 4 and (1950 <= int(raw) <= 2100) and before in {"năm", "nam"}
    numbered = numbered or (before in sentence.vocabulary.numbered_small and number.value < 30)
    placed = _is_address(sentence, number) or _is_hotline(sentence, number, raw) or _is_no_day(sentence, number)
    return itemised or long_code or glued_before or glued_after or numbered or placed or year or number.value == 0


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
    capital = named < len(sentence.tokens) and sentence.tokens[named].is_capital
    return before in {"so nha", "dia chi"} or (capital and sentence.tokens[street].key in sentence.vocabulary.streets)


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
