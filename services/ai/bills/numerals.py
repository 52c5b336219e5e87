"""Numbers in print: "1.250.000", "16,200.00", "0,408", "-14.100", "45K", and what decoys look like.

Which marks group and which begin decimals is decided by groups of three digits, not by a locale.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

CURRENCY = r"(?:VN[DĐ]|RM|USD|EUR|MYR|SGD|THB|US\$|S\$|\$|€|£|¥|₫|đ(?![\wÀ-ỹ]))"
_ROUND = "OoQÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÖØ"
_DIGIT = rf"[0-9{_ROUND}lI|SB]"
NUMBER = re.compile(
    rf"(?P<minus>[-−–]\s?|\((?=[\d]))?(?:(?<![\wÀ-ỹ])(?P<before>{CURRENCY}\s?))?(?P<minus2>[-−]\s?)?"
    rf"(?(before)|(?<![\wÀ-ỹ]))(?P<digits>(?:{_DIGIT}+(?:\s?[.,]\s?{_DIGIT}+)*))"
    r"(?P<after>\s?(?:VN[DĐ]|vnđ|vnd|₫|đồng|[đdð](?![\wÀ-ỹ])|[kK](?![\wÀ-ỹ])))?"
    r"(?P<close>\))?(?P<minus3>-(?=\s|$))?(?P<percent>\s?%)?",
)
LOOK_ALIKES = str.maketrans(dict.fromkeys(_ROUND, "0") | {"l": "1", "I": "1", "|": "1", "S": "5", "B": "8"})
SPACED = re.compile(r"(?<![\d.,])(\d{1,3}(?: \d{3})+)(?![\d.,])")
COLON = re.compile(r"(?<=\d)[:;](?=\d{3}(?!\d))")
"""No time has three digits: the mark groups thousands."""
DASHED = re.compile(rf"(?<![\w.,-])(?=\w*\d)({_DIGIT}{{1,6}})-({_DIGIT}{{2}})(?![\w-]|[.,]\d)")
"""Print in which the point before the cents is read as a dash."""
DATE = re.compile(
    r"(?<!\d)\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})(?!\d)"
    r"|(?<!\d)\d{4}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{1,2}(?!\d)"
    r"|(?<!\d)\d{1,2}\s?[:hH]\s?\d{2}(?:\s?[:mp]\s?\d{2})?(?!\d)\s?(?:[AaPp][Mm])?"
    r"|(?i:ng[àa]y\s?\d{1,2}\s?th[áa]ng\s?\d{1,2}(?:\s?n[ăa]m\s?\d{4})?)"
    r"|(?i:(?<!\w)n[ăa]m\s+(?:19|20)\d\d)"
    r"|(?i:(?<!\d)\d{1,2}[\s-]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s,-]*(?:\d{4}|\d{2})?)",
)
MOST_DIGITS = 13


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at text[start:end]: `digits` / 10**`places`. `grouped` when marks stand between threes of digits."""

    digits: int
    places: int
    start: int
    end: int
    grouped: bool = False
    marked: str = ""
    negative: bool = False
    percent: bool = False
    plain: str = ""

    @property
    def value(self) -> Fraction:
        return Fraction(self.digits, 10**self.places) * (-1 if self.negative else 1)

    def minor_units(self, decimals: int) -> int | None:
        """The amount in a currency with so many decimals; None when it has more of its own."""
        scaled = self.value * 10**decimals
        return int(scaled) if scaled.denominator == 1 else None


def numerals(text: str, spaces_group: bool = False, has_cents: bool = False) -> list[Numeral]:
    """All numbers of one run of print, without those of dates and times. `spaces_group` reads "45 000" as one,
    `has_cents` "22-60" as 22.60.
    """
    hidden = _hidden(text)
    if has_cents:
        hidden = DASHED.sub(r"\1.\2", hidden)
    if spaces_group:
        hidden = SPACED.sub(lambda match: match[0].replace(" ", "."), hidden)
    found = []
    for match in NUMBER.finditer(hidden):
        numeral = _numeral(match)
        if numeral is not None:
            found.append(numeral)
    return found


def _hidden(text: str) -> str:
    """The text with dates and times blanked, so that places stay."""
    return DATE.sub(lambda match: " " * len(match[0]), COLON.sub(".", text))


def _numeral(match: re.Match[str]) -> Numeral | None:
    raw = re.sub(r"\s", "", match["digits"])
    if not any(symbol.isdigit() for symbol in raw):
        return None
    letters = sum(symbol.isalpha() or symbol == "|" for symbol in raw)
    if letters > sum(symbol.isdigit() for symbol in raw) and not re.fullmatch(rf"\d{{1,3}}[.,][0{_ROUND}]{{3}}", raw):
        return None
    if letters and not re.search(r"[.,]", raw) and not match["before"] and not match["after"]:
        return None
    raw = raw.translate(LOOK_ALIKES)
    digits, places, grouped = _parts(raw)
    if len(str(digits)) > MOST_DIGITS + places:
        return None
    mark = (match["before"] or match["after"] or "").strip()
    if mark in {"k", "K"}:
        digits *= 1000
    negative = bool((match["minus"] and match["minus"] != "(") or match["minus2"] or match["minus3"])
    negative = negative or bool(match["minus"] == "(" and match["close"])
    return Numeral(
        digits, places, match.start(), match.end(), grouped, mark, negative, match["percent"] is not None, raw
    )


def _parts(raw: str) -> tuple[int, int, bool]:
    """The digits as one integer, how many of them are decimals, and whether threes are grouped."""
    pieces = re.split(r"[.,]", raw)
    marks = re.findall(r"[.,]", raw)
    if len(pieces) == 1:
        return int(raw), 0, False
    joined = int("".join(pieces))
    threes = all(len(piece) == 3 for piece in pieces[1:]) and 1 <= len(pieces[0]) <= 3
    if threes and not (pieces[0].startswith("0") and len(pieces) == 2):
        return joined, 0, True
    if len(pieces) > 2 and all(len(piece) == 3 for piece in pieces[1:-1]) and len(pieces[0]) <= 3:
        # 16,200.00: the last mark is another one, or what follows is no group.
        return joined, len(pieces[-1]), True
    if len(pieces) > 2 and len(set(marks)) == 1 and len(pieces[-1]) == 3:
        return joined, 0, True  # a lost or doubled digit inside; the groups still say thousands
    return joined, len(pieces[-1]), False
