"""Real receipts from a folder: `img/*.jpg` beside `key/*.json` with company, date, address and total."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from services.ai.bills.model import BillField
from tests.ai.eval_bills.intervals import Figure, share
from tests.ai.eval_bills.whole import Outcome, Told, read_files

DECIMALS = 2
SUFFIXES = (".jpg", ".jpeg", ".png")


@dataclass(frozen=True)
class Receipt:
    """A picture and its labels; the total in cents."""

    picture: Path
    total: int
    day: str
    """yyyy-mm-dd, or "" when the label is no date that can be read."""


def receipts(folder: Path) -> list[Receipt]:
    """Every label that has a picture and a total."""
    found = []
    for key in sorted((folder / "key").glob("*.json")):
        label = json.loads(key.read_text(encoding="utf-8"))
        pictures = [
            path for path in (folder / "img").glob(f"{key.stem}.*") if path.suffix.lower() in (".jpg", ".jpeg", ".png")
        ]
        amount = re.search(r"\d[\d,]*\.?\d*", str(label.get("total", "")))
        if pictures and amount:
            cents = round(float(amount.group().replace(",", "")) * 10**DECIMALS)
            found.append(Receipt(pictures[0], cents, _day(str(label.get("date", "")))))
    return found


def _day(text: str) -> str:
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})", text.strip())
    if found is None:
        return ""
    day, month, year = (int(part) for part in found.groups())
    return f"{year + 2000 if year < 100 else year:04d}-{month:02d}-{day:02d}"


@dataclass(frozen=True)
class Measured:
    """What a folder of receipts gave."""

    totals: Figure
    verified: Figure
    days: Figure


def measure(folder: Path, currency: str, told: Told) -> Measured:
    """Read every receipt of the folder in that currency."""
    known = receipts(folder)
    outcomes = read_files([receipt.picture for receipt in known], currency, told)
    cases = list(zip(known, outcomes, strict=True))
    proven = [(receipt, outcome) for receipt, outcome in cases if outcome.verified]
    dated = [(receipt, outcome) for receipt, outcome in cases if receipt.day]
    return Measured(
        share(sum(outcome.total == receipt.total for receipt, outcome in cases), len(cases)),
        share(sum(outcome.total == receipt.total for receipt, outcome in proven), len(proven)),
        share(sum(_said_day(outcome) == receipt.day for receipt, outcome in dated), len(dated)),
    )


def _said_day(outcome: Outcome) -> str:
    piece = outcome.first.piece(BillField.TIME) if outcome.first else None
    return piece.text[:10] if piece else ""
