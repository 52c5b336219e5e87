"""A bank message's movement as a draft; what it was for is read from the payment's own text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.ai.understanding import category as categories
from services.ai.understanding.confidence import confidence_of
from services.ai.understanding.model import Context, Draft, Evidence, TransactionKind
from services.ai.understanding.number_words import digits_value
from services.ai.understanding.sentence import read_sentence
from services.ai.understanding.text import fold
from services.ai.understanding.vocabulary import Vocabulary

CODES = {"vnd": "VND", "d": "VND", "dong": "VND", "₫": "VND", "usd": "USD", "$": "USD", "eur": "EUR"}
# "nhận qua MoMo" names the way, no "quà".
ALONG = re.compile(r"\bqua\b", re.IGNORECASE)
MOST_NOTE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """One movement with the spans in the source that say it; `outside` is the whole folded message."""

    number: str
    currency: str
    incoming: bool
    amount_span: tuple[int, int]
    account: str
    day: date
    day_span: tuple[int, int]
    content: str
    content_span: tuple[int, int]
    cash_out: bool
    outside: str
    topped_up: bool = False
    topped_from: str = ""


def draft_of(moved: Moved, context: Context, vocabulary: Vocabulary) -> Draft | None:
    """The draft, or None when the number cannot be an amount."""
    currency = CODES[moved.currency]
    places = int(vocabulary.money["decimals"].get(currency, 2))
    value = digits_value(moved.number, before_big_scale=False)
    units = int(value * 10**places) if value is not None else 0
    if not 0 < units <= 10**15:
        return None
    kind, source, target = _kind(moved, vocabulary)
    category, piece = _category(moved, kind, context, vocabulary)

    def evidence(field: str, span: tuple[int, int], rule: str) -> Evidence:
        return Evidence(field, *span, rule, confidence_of(vocabulary.confidence, rule))

    pieces = [
        evidence("kind", moved.amount_span, "kind.message"), evidence("amount", moved.amount_span, "amount.message"),
        evidence("valid_date", moved.day_span, "date.message" if moved.day_span[1] else "date.default"),
        evidence("account", (0, 0), "account.named" if moved.account else "account.default"),
    ]  # fmt: skip
    word = vocabulary.categories.get(category)
    return Draft(
        kind=kind, amount=units, currency=currency, valid_date=moved.day, category=category,
        jar=word.jar if word else "", account=source, counter_account=target,
        note=moved.content[:MOST_NOTE_CHARACTERS], evidence=(*pieces, *([piece] if piece else [])),
    )  # fmt: skip


def _kind(moved: Moved, vocabulary: Vocabulary) -> tuple[TransactionKind, str, str]:
    """Kind, account and counter account: money that only changed its place is a transfer."""
    account = moved.account or "bank"
    said = fold(moved.content)
    says = {name for name, phrases in vocabulary.messages["moves"].items() if _has_words(said, phrases)}
    says |= {"refund"} & {
        "refund" for phrase in vocabulary.messages["moves"]["refund"] if phrase in fold(moved.outside)
    }
    if moved.cash_out:
        return TransactionKind.TRANSFER, account, "cash"
    if moved.topped_up:
        return TransactionKind.TRANSFER, moved.topped_from or "bank", account
    if moved.incoming and says & {"repaid", "refund", "borrowed"}:
        back = TransactionKind.LOAN_BACK if "repaid" in says else TransactionKind.LOAN_IN
        return (TransactionKind.REFUND if "refund" in says else back), account, ""
    if not moved.incoming and says & {"repaid", "lent"}:
        return (TransactionKind.LOAN_REPAY if "repaid" in says else TransactionKind.LOAN_OUT), account, ""
    target = next((name for name in ("savings", "card") if name in says), "")
    if not moved.incoming and "wallet" in says:
        target = next(
            (key for word, key in vocabulary.bank_words.items() if _is_wallet(vocabulary, key, word, said)), ""
        )
    if not moved.incoming and target and target != account:
        return TransactionKind.TRANSFER, account, target
    return (TransactionKind.INCOME if moved.incoming else TransactionKind.EXPENSE), account, ""


def _has_words(said: str, phrases: Sequence[str]) -> bool:
    return any(f" {phrase} " in f" {said} " for phrase in phrases)


def _is_wallet(vocabulary: Vocabulary, key: str, word: str, said: str) -> bool:
    return vocabulary.account_kinds[key] == "wallet" and word in said


def _category(
    moved: Moved, kind: TransactionKind, context: Context, vocabulary: Vocabulary
) -> tuple[str, Evidence | None]:
    if kind not in {TransactionKind.EXPENSE, TransactionKind.INCOME, TransactionKind.REFUND}:
        return "", None
    is_income = kind is TransactionKind.INCOME
    recalled = context.recall(fold(moved.content), is_income, "") if context.recall and moved.content else None
    if recalled:
        return recalled.category, Evidence(
            "category", *moved.content_span, "memory.words", recalled.confidence, False, recalled.explanation
        )
    for text in (moved.content, ALONG.sub(",", moved.outside) if is_income else ""):
        sentence = read_sentence(text, vocabulary, context)
        choice = categories.choose(sentence, 0, len(sentence.tokens), is_income)
        few = choice is not None and text == moved.content and choice.end - choice.start > 1
        if choice is not None and (choice.strong or few):
            sure = confidence_of(vocabulary.confidence, choice.rule, choice.likeness)
            return choice.key, Evidence("category", *moved.content_span, choice.rule, sure)
    if kind is TransactionKind.REFUND:
        return "", None
    fallback = "other_income" if is_income else "other"
    sure = confidence_of(vocabulary.confidence, "category.fallback")
    return fallback, Evidence("category", 0, 0, "category.fallback", sure, True)
