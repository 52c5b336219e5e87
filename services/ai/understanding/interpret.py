"""The whole of understanding: a sentence and its household in, drafts with evidence and at most one question out."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from services.ai.understanding.accounts import claim_places, read_accounts, read_jars
from services.ai.understanding.amounts import GOLD, Amount, minor_units, read_numbers
from services.ai.understanding.arithmetic import settle
from services.ai.understanding.bank_message import read_message
from services.ai.understanding.date_forms import Day
from services.ai.understanding.dates import read_dates
from services.ai.understanding.draft import DraftWriter
from services.ai.understanding.model import Context, Draft, TransactionKind, Understanding
from services.ai.understanding.named_numbers import claim_numbered_things
from services.ai.understanding.people import claim_numbered_names, read_people
from services.ai.understanding.questions import question_about
from services.ai.understanding.readings import Readings
from services.ai.understanding.recurrence import read_recurrence
from services.ai.understanding.sentence import Sentence, read_sentence
from services.ai.understanding.structure import Segment, segments
from services.ai.understanding.tags import read_tags
from services.ai.understanding.vocabulary import Vocabulary

MOST_CHARACTERS = 2000
MOST_DRAFTS = 40


def interpret(text: str, context: Context, vocabulary: Vocabulary) -> Understanding:
    """Reads one utterance. Never raises on any text; what is not understood gives no draft."""
    source = text[:MOST_CHARACTERS]
    message = read_message(source, context, vocabulary)
    if message is not None:
        return replace(message, text=text)
    sentence = read_sentence(source, vocabulary, context)
    readings = read(sentence)
    found = segments(sentence, readings.amounts)
    unread = _unread(text, sentence, found)
    found = found[:MOST_DRAFTS]
    kept: list[tuple[Draft, Amount]] = []
    for segment in found:
        if minor_units(sentence, segment.amount) is None:
            continue
        writer = DraftWriter(sentence, readings, segment, len(found) > 1)
        draft = writer.write()
        if draft is not None:
            kept.append((draft, writer.segment.amount))
    kept = _pair_exchanges(kept)
    question = question_about(sentence, kept)
    return Understanding(text, tuple(draft for draft, _ in kept), question, unread)


def _unread(text: str, sentence: Sentence, found: Sequence[Segment]) -> str:
    """What is left for the next time: the words behind the last token, or those of a draft too many."""
    begins = sentence.read_to
    if len(found) > MOST_DRAFTS:
        begins = sentence.tokens[found[MOST_DRAFTS].start].start
    return text[begins:].strip()


def read(sentence: Sentence) -> Readings:
    """All findings of a sentence, in the order in which they claim words."""
    tags = read_tags(sentence)
    recurrence = read_recurrence(sentence)
    days = read_dates(sentence)
    _claim_taken_back(sentence, days)
    claim_numbered_names(sentence)
    claim_numbered_things(sentence)
    amounts = settle(sentence, read_numbers(sentence))
    accounts = read_accounts(sentence)
    jars = read_jars(sentence)
    claim_places(sentence, accounts, jars)
    people = read_people(sentence)
    return Readings(amounts, days, accounts, jars, people, recurrence, tags)


def _claim_taken_back(sentence: Sentence, days: Sequence[Day]) -> None:
    """Takes the "à không" of "hôm qua à không hôm kia" out of the note; which day counts is the draft's to say."""
    for left, right in itertools.pairwise(days):
        match = sentence.found.longest("corrections", left.end)
        if match is not None and match.end == right.start:
            sentence.claim(match.start, match.end, "correction")


def _pair_exchanges(kept: list[tuple[Draft, Amount]]) -> list[tuple[Draft, Amount]]:
    """Here "mua 2 chỉ vàng 15tr2" names two amounts of one exchange: what is paid first, what arrives as its
    counter.
    """
    result: list[tuple[Draft, Amount]] = []
    for draft, amount in kept:
        before = result[-1] if result else None
        if before is not None and _is_pair(before, (draft, amount)):
            result[-1] = _paired(before, (draft, amount))
        else:
            result.append((draft, amount))
    return result


def _is_pair(first: tuple[Draft, Amount], second: tuple[Draft, Amount]) -> bool:
    kinds = {first[0].kind.value, second[0].kind.value}
    gold = GOLD in {first[0].currency, second[0].currency} and kinds == {"expense"} and _says_no_kind(first, second)
    unlike = first[0].currency != second[0].currency
    return unlike and ("exchange" in kinds or gold) and first[0].counter_amount is None


def _says_no_kind(*two: tuple[Draft, Amount]) -> bool:
    """True for "một chỉ vàng mười lăm triệu": nobody pays twice for gold, it is what it cost."""
    rules = {piece.rule for draft, _ in two for piece in draft.evidence if piece.field == "kind"}
    return rules == {"kind.default"}


def _paired(first: tuple[Draft, Amount], second: tuple[Draft, Amount]) -> tuple[Draft, Amount]:
    exchange = second[0] if second[0].kind is TransactionKind.EXCHANGE else first[0]
    sells = any(piece.rule == "kind.exchange_sell" for piece in (*first[0].evidence, *second[0].evidence))
    own = first if first[0].currency == "VND" else second
    other = second if own is first else first
    paid, arrives = (other, own) if sells else (own, other)
    evidence = tuple(piece for piece in first[0].evidence if piece.field != "amount")
    evidence += tuple(piece for piece in paid[0].evidence if piece.field == "amount")
    note = " ".join(part for part in (first[0].note, second[0].note) if part)
    draft = replace(
        exchange, kind=TransactionKind.EXCHANGE, amount=paid[0].amount, currency=paid[0].currency, category="", jar="",
        counter_amount=arrives[0].amount, counter_currency=arrives[0].currency, note=note, evidence=evidence,
    )  # fmt: skip
    return draft, paid[1]
