"""Messages of banks and wallets: the amount moved (never the balance), its day and account; nothing for the rest."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from services.ai.understanding.calendar_days import day_of, past_day_and_month
from services.ai.understanding.message_draft import Moved, draft_of
from services.ai.understanding.model import Context, Draft, Understanding
from services.ai.understanding.text import characters, fold
from services.ai.understanding.vocabulary import Vocabulary

MONEY = re.compile(
    r"(?P<sign>\(?[+\-−]\)?)?\s{0,2}(?P<before>vnd|usd|eur|\$)?\s{0,2}(?P<sign2>[+\-−])?(?P<number>\d{1,3}(?:[.,]\d{3}){1,5}(?:[.,]\d{2})?|\d{1,12}(?:[.,]\d{2})?)"
    r"\s{0,2}(?P<after>vnd|dong|usd|eur|d\b|₫)?"
)
DATE = re.compile(r"(?<![\d/.\-])(\d{1,2})[/\-.](\d{1,2})(?:[/\-.](\d{4}|\d{2}))?(?![\d/\-])")
ACCOUNT_NUMBER = re.compile(
    r"\b(?:tk|tai khoan|so tk|stk|the|so the|account|acct)\b[\s:]*(?:[a-z]{2,12}\s)?(?:so\s)?[\dx*.]{4,24}"
)
SIGNED = re.compile(
    r"[+\-−]\)?\s{0,2}(?:vnd\s{0,2})?\d{1,3}(?:[.,]\d{3})+|[+\-−]\s{0,2}\d{4,12}\s{0,2}(?:vnd|d\b)|[+\-−]\s?\d+[.,]\d{2}\s?usd"
)
# The digits of a one-time code: no separators, no unit.
CODE = re.compile(r"(?<![\w.,])\d{4,8}(?![\d.,]*\d|\s?(?:k|tr|d|dong|vnd|nghin|ngan|trieu)\b)")
# Into the wallet itself; a phone or a game that is topped up is paid for.
TOP_UP = re.compile(r"\bnap\b(?!\s(?:tien\s)?(?:dien thoai|dt\b|card|the\b|game|data|sim|vetc|epass))")
SPOKEN_TO = re.compile(r"\b(?:ban|quy khach) (?:da |vua )?(?:thanh toan|nhan|chuyen|nap|rut|mua|tra)|\bthanh cong\b")
CARD_SPENT = re.compile(
    r"\bthe\b[^.|;]{0,30}\b(?:vua|da|bi|duoc)?\s?(?:chi tieu|giao dich|thanh toan|phat sinh|tru|su dung)\b"
    r"|\bcard\b.{0,40}\b(?:charged|used|purchase|spent)\b"
)
# What a bank puts before the payment's own text.
REFERENCE = re.compile(r"^(?:[A-Za-z]{2,8}[.\-]?)?(?:\d{3,}[.\-/ ]+)+|^[\s.:\-]+")
WHEN = re.compile(
    r"(?:[\s,]*(?:luc|ngay|on|at)?\s*(?:\d{1,2}:\d{2}(?::\d{2})?|\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?))+\s*$",
    re.IGNORECASE,
)
# Between these stand the pieces of a message; a piece with a label is about the account.
PIECES = re.compile(r"[|;\n]|\.\s|\d[\d.,]*\s?(?:vnd|d\b)?|\d{1,2}[/:-]\d{1,2}|:")
LABELS = re.compile(
    r"\b(?:tk|so du|sd|stk|tai khoan|gd|ps|vnd|luc|thong bao|quy khach|ban|the|ngay|thay doi|phi|ref)\b"
)
THUE_BAO = re.compile(r"\b(?:thue bao|so dien thoai|sdt)\b")
LABEL_REACH = 28
MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Text:
    """A message: folded characters, and where each stands in the source."""

    source: str
    folded: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of folded[start:end]; an empty span stays empty."""
        return (self.starts[start], self.ends[end - 1]) if start < end else (0, 0)


def read_message(source: str, context: Context, vocabulary: Vocabulary) -> Understanding | None:
    """None when this is no message; no drafts when it is one in which nothing was paid."""
    text = _text(source)
    words = vocabulary.messages
    several = _lines(source, context, vocabulary)
    if several is not None:
        return several
    if not _looks_like_message(text.folded, words, vocabulary):
        return Understanding(source) if _states(text.folded, words) else None
    return _one(text, context, vocabulary) or Understanding(source)


def _states(folded: str, words: Mapping[str, Any]) -> bool:
    """True for "số dư vcb còn 5tr", "giá vàng hôm nay 150 triệu một lượng": how things stand."""
    first = _any_of(tuple(words["statements"])).match(folded.lstrip())
    return first is not None


def _lines(source: str, context: Context, vocabulary: Vocabulary) -> Understanding | None:
    """Several messages, one a line; None unless every line is one. Spans are moved to where the line stands."""
    lines = source.splitlines()
    if not 1 < len(lines) <= MOST_LINES:
        return None
    drafts: list[Draft] = []
    start = 0
    for line in lines:
        found = _one(_text(line), context, vocabulary) if line.strip() else None
        if line.strip() and (
            found is None or not _looks_like_message(_text(line).folded, vocabulary.messages, vocabulary)
        ):
            return None
        drafts += [_moved(draft, start) for draft in (found.drafts if found else ())]
        start += len(line) + 1
    return Understanding(source, tuple(drafts))


def _moved(draft: Draft, by: int) -> Draft:
    pieces = (replace(one, start=one.start + by, end=one.end + by) if one.end else one for one in draft.evidence)
    return replace(draft, evidence=tuple(pieces))


def _text(source: str) -> Text:
    clean = characters(source)
    folded = "".join((fold(character.text) or " ")[0] for character in clean)
    return Text(source, folded, [character.start for character in clean], [character.end for character in clean])


def _has(folded: str, phrases: Sequence[str]) -> bool:
    return _any_of(tuple(phrases)).search(folded) is not None


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(re.escape(phrase) for phrase in phrases)})(?![a-z])")


def _looks_like_message(folded: str, words: Mapping[str, Any], vocabulary: Vocabulary) -> bool:
    """Two signs of a message, or a rejected word in official language."""
    balance = _labelled(folded, words["balance"])
    signs = [
        balance, bool(SIGNED.search(folded)), bool(ACCOUNT_NUMBER.search(folded)),
        bool(re.search(r"(?:^|[|\s;.])(?:gd|ps|nd|noi dung)\s{0,2}:", folded)),
        bool(re.match(r"[\s(\[]{0,3}[a-z]{2,14}(?: [a-z]{2,10})?[)\]]?\s{0,2}:", folded))
        and _names_bank(folded, vocabulary),
        bool(re.search(r"\b(?:ghi no|ghi co)\b", folded)),
        bool(SPOKEN_TO.search(folded)), bool(CARD_SPENT.search(folded)),
    ]  # fmt: skip
    if sum(signs) >= 2:
        return True
    return _is_rejected_notice(folded, words, vocabulary)


def _is_rejected_notice(folded: str, words: Mapping[str, Any], vocabulary: Vocabulary) -> bool:
    """Codes, failures, promotions, reminders: one sure word, two words of the kind, or one beside a bank's name."""
    if len(folded) > 25 and _has(folded, words["reject_always"]):
        return True
    if _has(folded, words["codes"]) and CODE.search(folded):
        return True
    if not _has(folded, words["reject"]):
        return False
    hits = {phrase for phrase in (*words["official"], *words["reject"]) if _has(folded, (phrase,))}
    return (len(hits) > 1 and len(folded) > 30) or (_names_bank(folded, vocabulary) and len(folded) > 45)


def _labelled(folded: str, labels: Sequence[str]) -> bool:
    return any(re.search(rf"(?<![a-z]){re.escape(label)}(?![a-z])[^\d]{{0,20}}\d", folded) for label in labels)


def _names_bank(folded: str, vocabulary: Vocabulary) -> bool:
    return _account(folded[:60], vocabulary) != ""


def _one(text: Text, context: Context, vocabulary: Vocabulary) -> Understanding | None:
    """The single movement of a message; None when there is none."""
    words = vocabulary.messages
    if _has(text.folded, words["reject_always"]):
        return None
    paid = _labelled(text.folded, words["balance"]) and bool(SIGNED.search(text.folded))
    if not paid and _has(text.folded, words["reject"]):
        return None
    money = next(iter(sorted(_movements(text.folded, words), key=lambda found: (-_rank(found), found.start()))), None)
    if money is None:
        return None
    sign = (money.group("sign") or money.group("sign2") or "").replace("−", "-").strip("()")
    incoming = sign == "+" or (not sign and _is_income(text.folded, words))
    account = _account(text.folded, vocabulary) or _style(text.folded, words)
    day, day_span = _day(text.folded, context.today)
    wallet = vocabulary.account_kinds.get(account) == "wallet"
    topped_up = wallet and not sign and TOP_UP.search(text.folded) is not None and not THUE_BAO.search(text.folded)
    content = (0, 0) if topped_up else _content(text.folded, words, incoming)
    moved = Moved(
        number=money.group("number"), incoming=incoming,
        currency=(money.group("before") or money.group("after") or "vnd"),
        amount_span=text.span(money.start("number"), money.end("number")), account=account, day=day,
        day_span=text.span(*day_span), content=_slice(text, content), content_span=text.span(*content),
        cash_out=not incoming and _has(text.folded, words["cash_out"]), outside=text.source,
        topped_up=topped_up,
        topped_from=_account(text.folded, vocabulary, besides=account),
    )  # fmt: skip
    draft = draft_of(moved, context, vocabulary)
    return Understanding(text.source, (draft,)) if draft else None


def _slice(text: Text, span: tuple[int, int]) -> str:
    start, end = text.span(*span)
    said = WHEN.sub("", text.source[start:end].strip(" .|;:"))
    return REFERENCE.sub("", said) or said


def _movements(folded: str, words: Mapping[str, Any]) -> Iterator[re.Match[str]]:
    """Numbers that may be the amount: with a sign, a currency or a label, and not the balance."""
    for found in MONEY.finditer(folded):
        if _rank(found) == 0 or _is_balance(folded[max(0, found.start() - LABEL_REACH) : found.start("number")], words):
            continue
        start, end = found.start("number"), found.end("number")
        beside = folded[max(0, start - 1) : start] + folded[end : end + 1]
        if re.search(r"[/:*x]", beside) and not found.group("sign") and not re.match(r".?:", beside[:1] + ":"):
            continue
        yield found


def _rank(found: re.Match[str]) -> int:
    """3 for a sign with a currency, 2 for a currency, 1 for a sign before grouped digits, 0 for a mere number."""
    sign = bool(found.group("sign") or found.group("sign2"))
    currency = bool(found.group("before") or found.group("after"))
    grouped = bool(re.search(r"[.,]\d{3}", found.group("number")))
    if sign and (currency or grouped):
        return 3 if currency else 2
    return 2 if currency else 1 if grouped else 0


def _is_balance(before: str, words: Mapping[str, Any]) -> bool:
    """True when the nearest label before the number is the balance's, with no other number between."""
    tail = re.split(r"\d", before)[-1]
    return any(re.search(rf"(?<![a-z]){re.escape(label)}(?![a-z])[^|;]*$", tail) for label in words["balance"])


def _is_income(folded: str, words: Mapping[str, Any]) -> bool:
    def first(phrases: Sequence[str]) -> int:
        places = [
            found.start() for phrase in phrases if (found := re.search(rf"(?<![a-z]){re.escape(phrase)}", folded))
        ]
        return min(places, default=len(folded) + 1)

    return first(words["income"]) < first(words["expense"])


def _account(folded: str, vocabulary: Vocabulary, besides: str = "") -> str:
    """The first bank or wallet that is named; the message's own comes before those in its content. `besides` is the
    one that is known already.
    """
    best: tuple[int, str] = (len(folded) + 1, "")
    for word, key in vocabulary.bank_words.items():
        if key == besides:
            continue
        place = folded.find(word)
        while place >= 0:
            before, after = folded[place - 1 : place], folded[place + len(word) : place + len(word) + 1]
            if not before.isalpha() and not after.isalpha():
                best = min(best, (place, key))
                break
            place = folded.find(word, place + 1)
    return best[1] if best[0] <= len(folded) else ""


def _style(folded: str, words: Mapping[str, Any]) -> str:
    return next((key for key, marks in words["styles"].items() if all(mark in folded for mark in marks)), "")


def _day(folded: str, today: date) -> tuple[date, tuple[int, int]]:
    """The first day that a message can speak of: not after tomorrow."""
    for found in DATE.finditer(folded):
        number, month, year = int(found.group(1)), int(found.group(2)), found.group(3)
        day = day_of(int(year), month, number) if year else past_day_and_month(today, month, number)
        if day and day <= today + timedelta(days=1) and day.year > 2000:
            return day, (found.start(), found.end())
    return today, (0, 0)


def _content_end(folded: str, start: int, words: Mapping[str, Any]) -> int:
    """Where the payment's own text ends: before the balance, when that comes last."""
    found = [
        place.start() for label in words["balance"]
        if (place := re.search(rf"(?<![a-z]){re.escape(label)}\s{{0,2}}:?\s{{0,2}}[\d+]", folded[start:]))
    ]  # fmt: skip
    return start + min(found) if found and min(found) > 0 else len(folded)


def _content(folded: str, words: Mapping[str, Any], incoming: bool) -> tuple[int, int]:
    """Where the payment's own text stands: behind "ND:", else behind "cho" or "tại" up to the next full stop."""
    for label in words["content"]:
        found = re.search(rf"(?<![a-z]){re.escape(label)}(?![a-z])\s{{0,2}}[:.]?\s{{0,2}}", folded)
        if found and found.end() < len(folded):
            return found.end(), _content_end(folded, found.end(), words)
    deal = re.search(r"(?<![a-z])gd\s{0,2}:\s{0,2}(?=[a-z])", folded)
    if deal:
        return deal.end(), _content_end(folded, deal.end(), words)
    bracketed = re.search(r"(?:vnd|d)\s{0,2}[a-z]{0,4}\s?\((?=[^)]*[a-z])", folded)
    if bracketed and (close := folded.find(")", bracketed.end())) > 0:
        return bracketed.end(), close
    for label in words["sender" if incoming else "receiver"]:
        found = re.search(rf"(?<![a-z]){label}\s+", folded)
        stop = re.search(r"[.|;]|,\s|so du|\s(?:luc|ngay|qua|vao|bang)\s", folded[found.end() :]) if found else None
        if found and found.end() < len(folded):
            return found.end(), found.end() + (stop.start() if stop else len(folded) - found.end())
    ref = re.search(r"(?<![a-z])ref\b[\s.:]*(?:[\w]*\d\w*\.)?", folded)
    return (ref.end(), len(folded)) if ref and ref.end() < len(folded) else _last_piece(folded)


def _last_piece(folded: str) -> tuple[int, int]:
    """The last words that no label explains: the "PHUC LONG" of "SD 1.750.000 VND | QR - PHUC LONG"."""
    borders = [place.span() for place in PIECES.finditer(folded)]
    starts, ends = [0, *(end for _, end in borders)], [*(start for start, _ in borders), len(folded)]
    for start, end in reversed(list(zip(starts, ends, strict=True))[1:]):
        piece = folded[start:end]
        if len(re.sub(r"[^a-z]", "", piece)) > 3 and not LABELS.search(piece):
            return start + len(piece) - len(piece.lstrip(" -.")), end
    return 0, 0
