"""Who sold and where: the rows above the things."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from services.ai.bills.dates import days_of
from services.ai.bills.model import Row
from services.ai.bills.phrases import has_any, phrases, plain
from services.ai.bills.sums import is_header

LOOK_AT = 12
"""Rows from the top that may name the merchant."""
PHONE = re.compile(r"(?:\+?\d[\s.-]?){9,}|\b(?:1900|1800)[\s.]?\d{2,}")
COMPANY = (
    "sdn bhd", "co ltd", "pte ltd", "tnhh", "cong ty", "cua hang", "nha hang", "quan", "sieu thi", "cafe", "coffee",
    "tiem", "enterprise", "trading", "restaurant", "restoran", "mart", "shop", "store", "nha thuoc", "bakery", "s b",
    "bhd", "plt", "inc",
)  # fmt: skip
ADDRESS_LEADS = ("dia chi", "d c", "dc ", "address", "add ")
KNOWN_LIKENESS, LEAST_KNOWN = 88.0, 5


def merchant_row(rows: Sequence[Row], end: int) -> int | None:
    """The row that names the merchant: large, near the top, no address, phone, title or date; None without one."""
    heights = sorted(row.box.height for row in rows) or [1.0]
    usual = heights[len(heights) // 2]
    best, most = None, 0.0
    for index, row in enumerate(rows[: max(1, min(LOOK_AT, end))]):
        if not _may_name(row):
            continue
        size = min(2.0, max(word.box.height for word in row.words) / max(1.0, usual))
        score = size + 1.2 - 0.22 * index + 0.3 * has_any(row.text, COMPANY) + 0.2 * row.confidence
        if score > most:
            best, most = index, score
    return best


def merchant_of(row: Row) -> str:
    """The name as it is printed, without what stands around it."""
    return " ".join(row.text.split()).strip(" *-=_.,:;#|~\"'")[:120]


def _may_name(row: Row) -> bool:
    text = row.text
    letters = sum(symbol.isalpha() for symbol in text)
    digits = sum(symbol.isdigit() for symbol in text)
    if letters < 3 or digits > letters or is_header(row) or any(True for _ in days_of(text)):
        return False
    if PHONE.search(text) or has_any(text, phrases().titles):
        return False
    return not _is_address(row) and not _starts_as_field(text)


def _starts_as_field(text: str) -> bool:
    said = plain(text)
    return any(said == word or said.startswith(f"{word} ") for word in phrases().not_merchants)


def _is_address(row: Row) -> bool:
    said = plain(row.text)
    marks = [word for word in phrases().addresses if f" {plain(word)} " in f" {said} "]
    numbered = any(symbol.isdigit() for symbol in row.text)
    return len(marks) >= 2 or (bool(marks) and numbered) or said.startswith(ADDRESS_LEADS)


def address_rows(rows: Sequence[Row], end: int) -> list[int]:
    """The rows of the address: the first one that looks so and its neighbours that do."""
    found: list[int] = []
    for index, row in enumerate(rows[: min(LOOK_AT + 4, end)]):
        if _is_address(row) and not any(True for _ in days_of(row.text)):
            if found and index > found[-1] + 1:
                break
            found.append(index)
    return found[:3]


def known_merchant(name: str, known: Sequence[str]) -> str | None:
    """The household's own name for it, when print and memory are nearly one and have the same numbers."""
    said = plain(name)
    folded = {plain(other): other for other in known}
    same_numbers = [other for other in folded if len(other) >= LEAST_KNOWN and _digits(other) == _digits(said)]
    match = process.extractOne(said, same_numbers, scorer=fuzz.ratio, score_cutoff=KNOWN_LIKENESS)
    return folded[match[0]] if match else None


def _digits(text: str) -> str:
    return "".join(symbol for symbol in text if symbol.isdigit())
