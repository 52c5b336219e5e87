"""People: who lent, gave or received: "anh Tuấn", "mẹ", "Lan"."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.ai.understanding.sentence import Sentence
from services.ai.understanding.text import tone_key
from services.ai.understanding.tokens import Kind

SLOTS = frozenset({
    "cho", "vay", "muon", "no", "tra", "lai", "cua", "voi", "cuoi", "ho", "gium", "dum", "tang", "mung", "bieu",
    "tu", "lent", "lend", "to", "from", "paid", "for", "chuyen", "dua", "gui", "goi", "viet", "xin", "by", "owe",
    "repaid", "pay", "sent", "nhat", "ck", "gia"
})  # fmt: skip
# A name behind one of these is a place's.
PLACES = frozenset(
    tone_key(word)
    for word in (
        "chợ", "chùa", "trường", "quận", "quán", "đường", "phố", "tiệm",
        "viện", "ga", "bến", "cầu", "thị", "bay", "đền",
        "đình", "phường", "huyện", "xã", "tỉnh", "làng", "sân", "biển", "đảo", "hồ", "núi", "cảng", "hàng",
    )
)  # fmt: skip
VERBS = frozenset({
    "tra", "muon", "vay", "cho", "gui", "chuyen", "dua", "ck", "tang", "hoan", "bieu", "goi", "borrowed", "paid",
    "repaid", "gave", "sent", "returned", "hoi", "no", "ung", "li", "mung", "thanh"
})  # fmt: skip


# Children are called by their number, from two on.
NUMBER_NAMES = frozenset(tone_key(word) for word in ("hai", "ba", "tư", "năm", "sáu", "bảy", "bẩy", "tám", "chín"))
NUMBERED_TITLES = frozenset(
    tone_key(word)
    for word in ("anh", "chị", "cô", "dì", "chú", "bác", "cậu", "mợ", "thím", "dượng", "ông", "bà", "thằng", "bé")
)
FIRST_DIGITS = frozenset(
    tone_key(word) for word in ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "bẩy", "tám", "chín", "mười")
)
LENDING = frozenset({"muon", "vay", "tra", "gui", "dua", "ung"})


@dataclass(frozen=True, slots=True)
class Person:
    """A person at tokens start..end-1, as the sentence writes the name."""

    start: int
    end: int
    name: str


def claim_numbered_names(sentence: Sentence) -> None:
    """Keeps "bác Ba", "anh Năm", "chị tư" from being counted: behind a title a number word may be a name."""
    for index in range(1, len(sentence.tokens)):
        token = sentence.tokens[index]
        titled = sentence.found.longest("title", index - 1)
        if token.kind is not Kind.WORD or titled is None or not sentence.is_free(index, index + 1):
            continue
        numbered = token.key in NUMBER_NAMES and sentence.tokens[index - 1].key in NUMBERED_TITLES
        if token.is_capital or (numbered and has_own_amount(sentence, index + 1)):
            sentence.claim(index, index + 1, "name")


def has_own_amount(sentence: Sentence, at: int) -> bool:
    """True for "dì sáu" in "trả dì sáu một triệu" and "chú bảy mượn 2 triệu": what is counted begins behind the name.

    In "dì hai mươi nghìn", "cô hai lăm nghìn" and "chị ba cốc" the number word counts.
    """
    if at >= len(sentence.tokens) or sentence.claims[at]:
        return False
    token = sentence.tokens[at]
    if token.fold in LENDING and token.key not in NUMBER_NAMES:
        return True
    number = sentence.reader.at(at)
    begins = token.kind is Kind.NUMBER or token.key in FIRST_DIGITS
    return begins and number is not None and bool(number.scale or number.value >= 10)


def _is_open(sentence: Sentence, start: int, end: int) -> bool:
    """True when nothing but a name has claimed the tokens."""
    return end <= len(sentence.claims) and all(claim in {"", "name"} for claim in sentence.claims[start:end])


def read_people(sentence: Sentence) -> dict[int, Person]:
    """First token → person."""
    capitals = [token.is_capital for token in sentence.tokens if token.kind is Kind.WORD]
    tells = sum(capitals) * 2 <= len(capitals) + 1
    found: dict[int, Person] = {}
    index = 0
    while index < len(sentence.tokens):
        end = next(_ends(sentence, index, tells), None)
        if end is None or not _is_open(sentence, index, end):
            index += 1
            continue
        found[index] = Person(index, end, sentence.words(index, end))
        index = end
    return found


def _ends(sentence: Sentence, at: int, capitals_tell: bool) -> Iterator[int]:
    member = sentence.found.longest("member", at)
    if member:
        yield member.end
    if sentence.tokens[at].kind is not Kind.WORD:
        return
    title = sentence.found.longest("title", at)
    if title and title.likeness >= 0.9 and (end := _name_end(sentence, title.end, capitals_tell, after_title=True)):
        yield end
    alone = sentence.found.longest("alone", at)
    if alone and alone.likeness >= 0.9 and _stands_alone(sentence, alone.start, alone.end):
        yield alone.end
    if end := _name_end(sentence, at, capitals_tell, after_title=False):
        yield end


def _name_end(sentence: Sentence, at: int, capitals_tell: bool, after_title: bool) -> int | None:
    """The end of a name that starts here: capital words, or one known given name where a person is expected."""
    if at >= len(sentence.tokens) or sentence.tokens[at].kind is not Kind.WORD or not _is_open(sentence, at, at + 1):
        return None
    token = sentence.tokens[at]
    known = sentence.found.longest("name", at)
    expected = after_title or (at > 0 and sentence.fold_at(at - 1) in SLOTS)
    subject = at == 0 and sentence.fold_at(at + 1) in VERBS
    capital = token.is_capital and capitals_tell and not _is_place(sentence, at)
    if token.fold == "bao" and sentence.fold_at(at + 1) in {"ve", "hiem", "tri", "duong", "mau", "hanh", "tang"}:
        return None  # "bảo vệ", "bảo hiểm"
    if token.fold == "my" and sentence.bare and not token.is_capital:
        return None  # "for my son"
    if token.fold == "minh" and not (after_title or token.is_capital):
        return None  # "mình"
    if capital and not _is_brand(sentence, at) and (at > 0 or known) and (expected or known or at > 0):
        end = at + 1
        while (
            end < len(sentence.tokens)
            and end < at + 4
            and sentence.tokens[end].is_capital
            and _is_open(sentence, end, end + 1)
        ):
            end += 1
        return end
    if after_title and sentence.claims[at] == "name":
        return at + 1  # "dì sáu"
    if known and known.likeness >= 0.9 and (expected or subject) and not _is_brand(sentence, at):
        goes_on = known.end < len(sentence.tokens) and sentence.tokens[known.end].kind is Kind.WORD and after_title
        return known.end + 1 if goes_on and _is_second_name(sentence, known.end) else known.end
    return None


def _is_place(sentence: Sentence, at: int) -> bool:
    """True for the "Bến" of "đi chợ Bến Thành", with marks or without."""
    before = sentence.tokens[at - 1].key if at else ""
    return before in PLACES or (sentence.bare and before == "cho" and sentence.fold_at(at - 2) == "di")


def _is_second_name(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at].is_capital and sentence.found.longest("name", at) is not None


def _is_brand(sentence: Sentence, at: int) -> bool:
    """A merchant or an account is not a person, whatever its capital."""
    for role in ("category", "account", "income", "weekday", "day", "currency"):
        match = sentence.found.longest(role, at)
        if match and (match.entry.weight >= 1.0 and match.likeness >= 0.9):
            return not (
                role in {"category", "income", "day", "weekday"}
                and match.end == at + 1
                and sentence.found.longest("name", at)
                and sentence.tokens[at].is_capital
            )
    return False


def _stands_alone(sentence: Sentence, start: int, end: int) -> bool:
    """Here "con" and "ba" are people only where nothing is counted: not in "con cá", "ba ngàn"."""
    said = sentence.fold_at(start)
    if end - start > 1 or said not in {
        "con",
        "ba",
        "u",
        "ma",
        "be",
        "noi",
        "ngoai",
        "ban",
        "me",
        "nhỏ",
        "khach",
        "chau",
        "vo",
        "bo",
    }:
        return True
    if said == "ba" and (number := sentence.reader.at(start)) is not None and (number.scale or number.end > start + 1):
        return False
    previous, following = sentence.fold_at(start - 1), sentence.fold_at(end)
    if said == "con":
        return previous in SLOTS or following in VERBS
    if said == "be" and sentence.tokens[start].key == "be":
        return previous in SLOTS
    if said in {"noi", "ngoai"}:
        return previous in SLOTS or following in {"cho", "li"}
    if said == "ban" and sentence.tokens[start].key == "ban":
        return previous in SLOTS
    if said == "bo" and sentence.tokens[start].key == "bo":
        return previous in SLOTS or (start == 0 and following in VERBS)
    return True
