"""Which kind a segment is: a pattern of words, else gold or a category, else spending."""

from dataclasses import dataclass

from services.ai.understanding.amounts import GOLD
from services.ai.understanding.kinds import KindFinder, KindMatch
from services.ai.understanding.model import TransactionKind
from services.ai.understanding.readings import Readings
from services.ai.understanding.sentence import Sentence
from services.ai.understanding.structure import Segment

REMOVED = frozenset({"amount", "date", "recurrence", "correction", "tag", "period"})
BUYS = frozenset({"mua", "buy", "bought", "sam"})
SELLS = frozenset({"ban", "sell", "sold"})
SWAPS = frozenset({"doi", "exchange", "exchanged"})


@dataclass(frozen=True, slots=True)
class KindChoice:
    """The kind with the tokens that say it, what else the pattern knows, and the people in its slots."""

    kind: TransactionKind
    start: int
    end: int
    rule: str
    likeness: float
    category: str = ""
    source: str = ""
    target: str = ""
    people: tuple[int, ...] = ()


def choose_kind(sentence: Sentence, readings: Readings, segment: Segment) -> KindChoice:
    """Always answers; spending is what people note without saying so."""
    exchange = _exchange(sentence, segment)
    if exchange is not None:
        return exchange
    match = _best(sentence, readings, segment)
    if match is None:
        return KindChoice(TransactionKind.EXPENSE, 0, 0, "kind.default", 1.0)
    pattern = match.pattern
    people = tuple(at for slot, at in match.slots if slot == "<person>")
    return KindChoice(
        pattern.kind,
        match.start,
        match.end,
        "kind.pattern",
        match.likeness,
        pattern.category,
        pattern.source,
        pattern.target,
        people,
    )


def _exchange(sentence: Sentence, segment: Segment) -> KindChoice | None:
    """Gold is bought or sold; given away it is a gift like any other."""
    verbs = [index for index in range(segment.start, segment.end) if sentence.fold_at(index) in BUYS | SELLS]
    gold = segment.amount.currency == GOLD
    before = sentence.fold_at(segment.amount.start - 1)
    if not gold and segment.amount.currency != sentence.context.currency and before in BUYS | SELLS | SWAPS:
        rule = "kind.exchange_sell" if before in SELLS | SWAPS else "kind.gold"
        at = segment.amount.start - 1
        return KindChoice(TransactionKind.EXCHANGE, at, at + 1, rule, 1.0)
    if not gold and not any(segment.start <= at < segment.end for at in _gold_amounts(sentence)):
        return None
    if verbs:
        sells = sentence.fold_at(verbs[0]) in SELLS
        rule = "kind.exchange_sell" if sells else "kind.gold"
        return KindChoice(TransactionKind.EXCHANGE, verbs[0], verbs[0] + 1, rule, 1.0)
    return None


def _gold_amounts(sentence: Sentence) -> list[int]:
    """Tokens at which a counted unit of gold stands."""
    return [at for at in sentence.found.role("gold_units") if at > 0 and sentence.claims[at] == "amount"]


def _best(sentence: Sentence, readings: Readings, segment: Segment) -> KindMatch | None:
    def slot_end(slot: str, at: int) -> int | None:
        if slot == "<person>":
            person = readings.people.get(at)
            return person.end if person else None
        if slot == "<jar>":
            return next((place.end for place in readings.jars if place.start == at), None)
        place = next((place for place in readings.accounts if place.start == at), None)
        if place is None or (slot != "<account>" and _account_kind(sentence, place.key) != slot.strip("<>")):
            return None
        return place.end

    starts = {*readings.people, *(place.start for place in (*readings.jars, *readings.accounts))}
    finder = KindFinder(
        sentence.vocabulary.patterns,
        sentence.tokens,
        sentence.bare,
        slot_end,
        starts,
        lambda at: sentence.claims[at] in REMOVED,
    )
    match = finder.best(segment.start, segment.end)
    return match if match is not None and _is_trusted(sentence, segment, match) else None


def _is_trusted(sentence: Sentence, segment: Segment, match: KindMatch) -> bool:
    """One word without marks ("ban": bán or bạn?) counts only at the beginning; "mua vay" is a dress."""
    if _inside_category(sentence, segment, match):
        return False
    after_buying = match.start > segment.start and sentence.fold_at(match.start - 1) in {"mua", "cai", "chiec", "do"}
    if after_buying and sentence.fold_at(match.start) in {"vay", "ban", "muon", "thu", "nhan"}:
        return False
    if len(match.pattern.elements) > 1:
        return True
    first = next((at for at in range(segment.start, segment.end) if sentence.claims[at] not in REMOVED), segment.start)
    if match.likeness < 1.0:
        return match.start == first
    return not any(
        _covers(sentence, at, match.start) for at in range(max(segment.start, match.start - 2), match.start + 1)
    )


def _inside_category(sentence: Sentence, segment: Segment, match: KindMatch) -> bool:
    """True when a phrase of spending, as likely, holds the whole beginning: "ung ho tu thien" helps nobody pay."""
    for at in range(max(segment.start, match.start - 2), match.start + 1):
        if any(sentence.claims[at : match.start]):
            continue
        longer = sentence.found.longest("category", at)
        if (
            longer
            and longer.end - longer.start > 1
            and longer.end >= match.start + 1
            and longer.start < match.start
            and longer.entry.weight >= 1
            and longer.likeness >= min(match.likeness, 0.9)
        ):
            return True
    return False


def _covers(sentence: Sentence, at: int, word: int) -> bool:
    """True when a longer phrase of spending holds the word: "bán trú" is no sale."""
    longer = sentence.found.longest("category", at)
    return longer is not None and longer.likeness == 1.0 and longer.end - longer.start > 1 and longer.end > word


def _account_kind(sentence: Sentence, key: str) -> str:
    kind = sentence.vocabulary.account_kinds.get(key)
    if kind is not None:
        return kind
    own = next((thing for thing in sentence.context.accounts if thing.thing_id == key), None)
    return sentence.vocabulary.account_kinds.get(own.key, "bank") if own else "bank"
