"""What a transaction was for: the words' category, then the household's own history above it."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from services.ai.understanding.lexicon import Match
from services.ai.understanding.people import SLOTS
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.tokens import Kind

# Typed without marks these are pronouns and particles before they are goods ("toi" is "tôi", not "tỏi").
FUNCTION_WORDS = frozenset(
    {"toi", "minh", "cho", "va", "di", "o", "co", "ma", "la", "em", "me", "bo", "con", "sau", "nam", "muoi", "so"}
)
ADDING = frozenset({"va", "voi", ",", "+", "&", "and", "with"})
MOST_FUZZY_WORDS = 24
FUZZY_CUTOFF = 86.0
# For whom it was says less than what it was: "mua thuốc cho mẹ" is medicine.
FOR_SOMEBODY = {"family.parents": 0.75, "family.children": 0.9, "giving.gifts": 0.95, "family.pets": 0.97}


@dataclass(frozen=True, slots=True)
class Choice:
    """A category with its span in tokens, the rule, and whether a strong word said it."""

    key: str
    start: int
    end: int
    rule: str
    strong: bool
    likeness: float


def choose(sentence: Sentence, start: int, end: int, is_income: bool) -> Choice | None:
    """The best category for tokens start..end-1, or None when no word speaks."""
    role = "income" if is_income else "category"
    matches = list(_outermost(list(_matches(sentence, role, start, end))))
    matches = [match for match in matches if not _is_booking(sentence, match, matches)]
    strong = [match for match in matches if match.entry.weight >= 1.0 or "." not in match.entry.value]
    if strong:
        best = max(strong, key=lambda match: _score(sentence, match, start, end))
        if sentence.bare and best.end == best.start + 1 and best.likeness < 1:
            fitting = _as_neighbours_say(sentence, best, matches, start, end)
            if fitting is not best:
                return Choice(fitting.entry.value, fitting.start, fitting.end, "category.weak", True, fitting.likeness)
        if best.entry.weight >= 1.0 and _score(sentence, best, start, end) >= 0.6:
            merchant = best.entry.weight > 1.1
            rule = "category.merchant" if merchant else "category.words"
            return Choice(best.entry.value, best.start, best.end, rule, True, best.likeness)
    fuzzy = None if is_income else _fuzzy_merchant(sentence, start, end)
    if fuzzy is not None:
        return fuzzy
    matches = [match for match in matches if not _only_buys(sentence, match)] or matches
    if matches:
        best = max(matches, key=lambda match: _score(sentence, match, start, end))
        best = _as_neighbours_say(sentence, best, matches, start, end)
        return Choice(best.entry.value, best.start, best.end, "category.weak", False, best.likeness)
    return None


def _only_buys(sentence: Sentence, match: Match) -> bool:
    """True for "mua", "bought": they say less than any other weak word."""
    return match.end == match.start + 1 and sentence.fold_at(match.start) in {"mua", "buy", "bought"}


def _is_booking(sentence: Sentence, match: Match, matches: list[Match]) -> bool:
    """True for the "book" of "book grab đi meeting" and the "bát" of "bát bún": before the thing itself."""
    if match.end != match.start + 1:
        return False
    measure = sentence.found.longest("goods_units", match.start)
    if measure is not None and measure.end == match.end:
        return any(other.start == match.end and other.entry.weight >= 1 for other in matches)
    if sentence.fold_at(match.start) != "book":
        return False
    return any(match.end <= other.start <= match.end + 1 for other in matches)


def _as_neighbours_say(sentence: Sentence, best: Match, matches: list[Match], start: int, end: int) -> Match:
    """A word of two families goes with the rest of the sentence: "điện 620k, nước 95k" is no drink."""
    others = [match for match in matches if (match.start, match.end) == (best.start, best.end)]
    if len(others) < 2:
        return best
    outside = [
        match
        for first, found in sentence.found.role("category").items()
        if not start <= first < end
        for match in found
        if match.entry.weight >= 1 and match.likeness >= 0.9
    ]
    # Without marks one syllable may be many words; two say more.
    outside = [match for match in outside if match.end > match.start + 1 or not sentence.bare] or outside
    families = {match.entry.value.partition(".")[0] for match in outside}
    fitting = [match for match in others if match.entry.value.partition(".")[0] in families]
    return best if best in fitting or not fitting else fitting[0]


def _matches(sentence: Sentence, role: str, start: int, end: int) -> Iterator[Match]:
    for first, matches in sentence.found.role(role).items():
        if start <= first < end:
            for match in matches:
                doubtful = match.end == first + 1 and match.likeness < 1 and sentence.fold_at(first) in FUNCTION_WORDS
                if (
                    match.end <= end
                    and not doubtful
                    and not _covered(sentence, match)
                    and not _is_name(sentence, match)
                ):
                    yield match


def _is_name(sentence: Sentence, match: Match) -> bool:
    """True for the "Hương" of "ck Hương 300k tiền áo": a given name where a person stands, no incense."""
    at = match.start
    if at == 0 or match.end > at + 1 or not sentence.tokens[at].is_capital or match.entry.weight > 1.1:
        return False
    named = sentence.found.longest("name", at) is not None
    return named and (sentence.fold_at(at - 1) in SLOTS or sentence.found.longest("title", at - 1) is not None)


def _covered(sentence: Sentence, match: Match) -> bool:
    """True when the words mean something else here: an amount, a day; a month after a bill may stay."""
    return any(
        sentence.claims[index] in {"amount", "date", "account", "jar", "recurrence", "tag"}
        for index in range(match.start, match.end)
    )


def _outermost(matches: list[Match]) -> Iterator[Match]:
    """Drops what lies inside a longer phrase: "điện" inside "tiền điện thoại"."""
    for match in matches:
        if not any(
            other is not match and other.start <= match.start and match.end <= other.end
            and other.end - other.start > match.end - match.start and other.likeness >= min(match.likeness, 0.9)
            and (other.entry.weight >= match.entry.weight or other.entry.weight >= 1)
            for other in matches
        ):  # fmt: skip
            yield match


def _score(sentence: Sentence, match: Match, start: int, end: int) -> float:
    """Longer says more; what comes first is the head of the phrase, what "và" adds is not; market places say little."""
    weight = match.entry.weight
    if weight > 1.1 and "." not in match.entry.value and "-" not in match.entry.value:
        weight = 0.8
    place = 1 - (match.start - start) / max(1, end - start)
    score = weight + 0.12 * (match.end - match.start - 1) + 0.15 * place
    if match.start > start and sentence.fold_at(match.start - 1) in ADDING:
        score -= 0.15
    likeness = min(match.likeness, 0.91) if sentence.bare else match.likeness
    return score * likeness * FOR_SOMEBODY.get(match.entry.value, 1.0)


def _fuzzy_merchant(sentence: Sentence, start: int, end: int) -> Choice | None:
    """A shop's name with a typing error: "hightlands", "starbuks". Only words that nothing else explains."""
    merchants = sentence.vocabulary.merchants
    names = [name for name in merchants if len(name) >= 5]
    best: tuple[float, Choice] | None = None
    looked = 0
    for index in range(start, min(end, len(sentence.tokens))):
        token = sentence.tokens[index]
        if token.kind is not Kind.WORD or sentence.claims[index] or looked >= MOST_FUZZY_WORDS:
            continue
        for width in (2, 1):
            said = " ".join(sentence.fold_at(i) for i in range(index, index + width) if i < end)
            if len(said) < 6 and not (len(said) == 5 and width == 1 and token.is_plain):
                continue
            looked += 1
            found = process.extractOne(said, names, scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF)
            if found and (best is None or found[1] > best[0]):
                best = (
                    found[1],
                    Choice(
                        merchants[found[0]],
                        index,
                        min(index + width, end),
                        "category.merchant_like",
                        True,
                        found[1] / 100,
                    ),
                )
    return best[1] if best else None
