"""Goods around a number: the unit that it counts ("10kg", "2 vé"), the thing that it prices ("cá 80")."""

from fractions import Fraction

from services.ai.understanding.lexicon import Match
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.text import tone_key

COUNTING = frozenset({"muoi", "tram", "chuc", "nghin", "ngan", "trieu", "ty", "ti", "k"})
MEASURES = frozenset({"g", "gr", "kg", "ml", "l", "cm", "m", "km", "w", "gb", "mb"})
BUYING = frozenset({"mua", "thue", "dat", "goi", "order", "lay", "ban", "buy", "bought", "sam"})
TEN = tone_key("mười")
COSTING = frozenset({"het", "ton", "mat", "gia"})
# A bare number below this counts before it prices.
LEAST_BARE_PRICE = 5


def goods_unit(sentence: Sentence, value: Fraction, in_words: bool, end: int) -> Match | None:
    """The unit of goods right after a number ("10kg", "2 vé"), or None."""
    match = sentence.found.longest("goods_units", end)
    if match is not None and (_begins_a_thing(sentence, match, value) or _begins_amount(sentence, match)):
        return None
    glued = end < len(sentence.tokens) and sentence.tokens[end].glued
    large = value >= 1000 or (value >= 100 and sentence.fold_at(end) not in MEASURES and (sentence.bare or in_words))
    account = sentence.found.longest("account", end)
    if (
        match is None
        or (account is not None and account.end > match.end)
        or (large and not glued)
        or (match.likeness < 1 and not sentence.bare)
        or not sentence.is_free(match.start, match.end)
    ):
        return None
    return match


def _begins_a_thing(sentence: Sentence, unit: Match, value: Fraction) -> bool:
    """True for the "trái cây" of "cá 80 trái cây 60": the unit is a thing's first word, the number another's price."""
    if sentence.found.longest("no_units", unit.start) is not None:
        return True
    thing = sentence.found.longest("category", unit.start)
    if thing is None or thing.end <= unit.end or value < LEAST_BARE_PRICE or sentence.tokens[unit.start].glued:
        return False
    return ends_thing(sentence, unit.start - 1) and _is_priced(sentence, thing.end)


def _begins_amount(sentence: Sentence, unit: Match) -> bool:
    """True for the second "năm" of "xăng chín mươi lăm năm chục": five, and no year as in "một năm mười triệu"."""
    following = unit.start + 1
    if sentence.fold_at(unit.start) != "nam" or sentence.fold_at(following) not in COUNTING:
        return False
    return sentence.tokens[following].key != TEN


def begins_thing(sentence: Sentence, at: int) -> bool:
    """True when a thing that is bought begins at the token."""
    matches = sentence.found.role("category").get(at, ())
    return any(match.entry.weight >= 1 and match.likeness >= 0.9 for match in matches)


def ends_thing(sentence: Sentence, at: int) -> bool:
    """True when a thing that is bought ends right before the number at a token: "cá 80"."""
    return any(
        match.end == at and match.entry.weight >= 1 and match.likeness >= 0.9
        for start in range(max(0, at - 4), at)
        for match in sentence.found.role("category").get(start, ())
    )


def _is_priced(sentence: Sentence, at: int) -> bool:
    """True when a number stands at a token that is no count."""
    number = sentence.reader.at(at) if at < len(sentence.tokens) else None
    return number is not None and (number.scale > 0 or number.value >= LEAST_BARE_PRICE)
