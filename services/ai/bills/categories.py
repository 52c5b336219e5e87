"""What the things of a bill are for: the household's own history first, then the words, then where they were bought."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.ai.understanding.category import choose
from services.ai.understanding.model import Context
from services.ai.understanding.sentence import read_sentence
from services.ai.understanding.text import fold
from services.ai.understanding.vocabulary import Vocabulary

FALLBACK = "other"
MIXED = frozenset({"food.groceries", "shopping", "other", ""})
"""Where people buy all sorts of things; elsewhere everything on the bill is what the shop is."""
FOOD, GROCERIES = "food", "food.groceries"
SUPERMARKET = ("sieu thi", "mart", "tap hoa", "bach hoa", "supermarket", "minimart", "convenience", "grocery", "cho")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A category (preset key or the household's id), a jar where memory names one, why, and how sure."""

    category: str
    jar: str = ""
    rule: str = "category.fallback"
    confidence: float = 0.3
    explanation: str = ""

    @property
    def of_memory(self) -> bool:
        return self.rule == "memory.words"


NOTHING = Meaning("")


class Categorizer:
    """Finds categories for one household."""

    def __init__(self, vocabulary: Vocabulary, context: Context) -> None:
        """Look with these words and, through `context.recall`, with this memory."""
        self._vocabulary = vocabulary
        self._context = context

    def meaning(self, text: str) -> Meaning:
        """What the words of a name say; NOTHING when they say nothing."""
        sentence = read_sentence(text[:200], self._vocabulary, self._context)
        choice = choose(sentence, 0, len(sentence.tokens), False)
        strong = sentence.words(choice.start, choice.end) if choice is not None and choice.strong else ""
        recall = self._context.recall
        known = recall(fold(text), False, fold(strong)) if recall is not None else None
        if known is not None:
            return Meaning(known.category, known.jar, "memory.words", known.confidence, known.explanation)
        if choice is None:
            return NOTHING
        sure = (0.85 if choice.strong else 0.5) * min(1.0, choice.likeness)
        return Meaning(choice.key, "", choice.rule, round(sure, 3))

    def of_bill(self, merchant: str, things: Sequence[str]) -> tuple[Meaning, list[Meaning]]:
        """The meaning of the whole bill, and one for each thing."""
        shop = self.meaning(merchant) if merchant else NOTHING
        if not shop.category and _is_supermarket(merchant):
            shop = Meaning(GROCERIES, "", "bill.supermarket", 0.7)
        if shop.category and shop.category not in MIXED:
            found = [self.meaning(thing) for thing in things]
            return shop, [meaning if meaning.of_memory else shop for meaning in found]
        found = [self._in_shop(self.meaning(thing), shop) for thing in things]
        whole = shop if shop.category else _majority(found)
        return whole, [meaning if meaning.category else whole for meaning in found]

    def _in_shop(self, meaning: Meaning, shop: Meaning) -> Meaning:
        """Food out of a supermarket is groceries, whatever dish it is named after."""
        if shop.category == GROCERIES and not meaning.of_memory and meaning.category.split(".")[0] == FOOD:
            return replace(shop, rule=meaning.rule)
        return meaning


def _is_supermarket(merchant: str) -> bool:
    padded = f" {fold(merchant)} "
    return any(f" {word} " in padded or (len(word) > 5 and word in padded) for word in SUPERMARKET)


def _majority(found: Sequence[Meaning]) -> Meaning:
    """The category that most things have; the fallback when nothing is known of any."""
    counted = Counter(meaning.category for meaning in found if meaning.category)
    if not counted:
        return Meaning(FALLBACK)
    best = counted.most_common(1)[0][0]
    return next(meaning for meaning in found if meaning.category == best)
