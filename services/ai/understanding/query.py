"""A search in the same language: "phở tháng trước trên 50k" becomes days, amounts, things and words."""

from collections.abc import Sequence
from datetime import date

from services.ai.understanding.accounts import read_accounts, read_jars
from services.ai.understanding.amounts import Amount, minor_units, read_numbers
from services.ai.understanding.date_forms import Day
from services.ai.understanding.dates import read_dates
from services.ai.understanding.model import Context, Search, TransactionKind
from services.ai.understanding.sentence import Sentence, read_sentence
from services.ai.understanding.tokens import Kind
from services.ai.understanding.vocabulary import Vocabulary

MOST_CHARACTERS = 500


def parse_query(text: str, context: Context, vocabulary: Vocabulary) -> Search:
    """Reads a search. Never raises; what is not understood stays in the words."""
    sentence = read_sentence(text[:MOST_CHARACTERS], vocabulary, context)
    days = [day for day in read_dates(sentence) if not day.is_clock]
    amounts = [amount for amount in read_numbers(sentence) if amount.role in {"money", "bare"}]
    for amount in amounts:
        sentence.claim(amount.start, amount.end, "amount")
    least, most = _bounds(sentence, amounts)
    accounts = [place for place in read_accounts(sentence) if _known(context, place.key)]
    jars = [place for place in read_jars(sentence) if _known_jar(context, place.key)]
    for place in (*accounts, *jars):
        sentence.claim(place.start, place.end, "account")
    kinds = _kinds(sentence)
    first, last = _days(sentence, days)
    return Search(
        first=first, last=last, least=least, most=most, words=_words(sentence), kinds=kinds,
        accounts=tuple(_known(context, place.key) for place in accounts),
        jars=tuple(_known_jar(context, place.key) for place in jars),
    )  # fmt: skip


def _known(context: Context, key: str) -> str:
    return next((thing.thing_id for thing in context.accounts if key in {thing.thing_id, thing.key}), "")


def _known_jar(context: Context, key: str) -> str:
    return next((thing.thing_id for thing in context.jars if key in {thing.thing_id, thing.key}), "")


def _days(sentence: Sentence, days: Sequence[Day]) -> tuple[date | None, date | None]:
    """All days that are named span one range; "từ 1/9" alone is open at its end, "đến 5/9" at its beginning."""
    if not days:
        return None, None
    firsts = [day.first or day.day for day in days]
    lasts = [day.last for day in days]
    first, last = min(firsts), max(lasts)
    if len(days) == 1:
        lead = sentence.fold_at(days[0].start - 1)
        if lead in {"tu", "from", "since"}:
            return first, None
        if lead in {"den", "toi", "until", "truoc", "before"}:
            return None, last
    return first, last


def _bounds(sentence: Sentence, amounts: Sequence[Amount]) -> tuple[int | None, int | None]:
    """Here "trên 50k" is a least amount, "dưới 1tr" a most one, "từ 50k đến 100k" both, a mere amount exactly that."""
    least: int | None = None
    most: int | None = None
    for index, amount in enumerate(amounts):
        units = minor_units(sentence, amount)
        if units is None:
            continue
        role = _comparison(sentence, amount.start, 1 if index else 0)
        if role == "least":
            least = units
        elif role == "most":
            most = units
        else:
            least = most = units
    return least, most


def _comparison(sentence: Sentence, at: int, later: int) -> str:
    """Which bound the one or two words before an amount name; they are taken out of the search words."""
    for count in (3, 2, 1):
        start = at - count
        if start < 0:
            continue
        said = " ".join(sentence.fold_at(index) for index in range(start, at))
        for role in ("most", "least") if later else ("least", "most"):
            if said in sentence.vocabulary.query[role]:
                sentence.claim(start, at, "comparison")
                return role
    return ""


def _kinds(sentence: Sentence) -> tuple[TransactionKind, ...]:
    """The kinds that are named by their own words ("khoản chi", "hoàn tiền")."""
    found: list[TransactionKind] = []
    for kind, phrases in sentence.vocabulary.query["kinds"].items():
        for phrase in phrases:
            words = str(phrase).split()
            for start in range(len(sentence.tokens) - len(words) + 1):
                end = start + len(words)
                if sentence.is_free(start, end) and [sentence.fold_at(index) for index in range(start, end)] == words:
                    sentence.claim(start, end, "kind")
                    found.append(TransactionKind(kind))
    return tuple(dict.fromkeys(found))


def _words(sentence: Sentence) -> str:
    """What is left to be searched in notes, without the words that only ask."""
    noise = set(map(str, sentence.vocabulary.query["noise"]))
    left = [
        token.raw for index, token in enumerate(sentence.tokens)
        if not sentence.claims[index] and token.kind is not Kind.MARK and token.fold not in noise
    ]  # fmt: skip
    return " ".join(left)
