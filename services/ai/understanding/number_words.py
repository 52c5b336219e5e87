"""The words of numbers: what a word can be in a number, and what typed digits are worth."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from services.ai.understanding.text import fold, tone_key
from services.ai.understanding.tokens import Token

GROUPED = re.compile(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*(?:[.,]\d{1,2})?$")
DECIMAL = re.compile(r"(\d+)[.,](\d{1,3})$")
NO_ATOMS: Mapping[str, "Atom"] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Atom:
    """What one word is in a number: digit, tail, ten, dozen, hundred, zero_ten, half, half_of, point, scale, slang,
    english or english_ten.
    """

    role: str
    value: int
    word: str


@dataclass(frozen=True)
class NumberWords:
    """The words of numbers.yaml, by tone key, and by fold for those who type without marks."""

    exact: Mapping[str, tuple[Atom, ...]]
    folded: Mapping[str, tuple[Atom, ...]]
    slang: Mapping[str, tuple[int, ...]]
    goods_too: frozenset[str]
    no_units: frozenset[tuple[str, str]]

    def atoms(self, token: Token, following: str, bare: bool) -> Mapping[str, Atom]:
        """What the token can be before the folded word `following`, by role; without marks only when the whole sentence
        has none, or the word is long.
        """
        if (token.fold, following) in self.no_units:
            return NO_ATOMS
        found = {atom.role: atom for atom in reversed(self.exact.get(token.key, ()))}
        if token.is_plain and (bare or len(token.fold) > 3):
            for atom in self.folded.get(token.fold, ()):
                found.setdefault(atom.role, atom)
        return found or NO_ATOMS


def number_words(data: Mapping[str, Any]) -> NumberWords:
    """Builds the table from numbers.yaml."""
    atoms = [Atom("digit", value, word) for word, value in data["digits"].items()]
    atoms += [Atom("tail", value, word) for word, value in data["tails"].items()]
    atoms += [Atom("english", value, word) for word, value in data["english_digits"].items()]
    atoms += [Atom("english_ten", value, word) for word, value in data["english_tens"].items()]
    plain = {"tens": "ten", "dozens": "dozen", "hundreds": "hundred", "zero_tens": "zero_ten",
             "halves": "half", "half_of": "half_of", "points": "point"}  # fmt: skip
    atoms += [Atom(role, 0, word) for name, role in plain.items() for word in data[name]]
    atoms += [Atom("scale", value, word) for word, value in data["scales"].items()]
    atoms += [Atom("slang", values[0], word) for word, values in data["slang"].items()]
    exact: dict[str, tuple[Atom, ...]] = {}
    folded: dict[str, tuple[Atom, ...]] = {}
    for atom in atoms:
        exact[tone_key(atom.word)] = (*exact.get(tone_key(atom.word), ()), atom)
        if atom.word not in data["only_with_marks"]:
            folded[fold(atom.word)] = (*folded.get(fold(atom.word), ()), atom)
    slang = {word: tuple(values) for word, values in data["slang"].items()}
    pairs = (phrase.split() for phrase in data["no_units"])
    no_units = frozenset((fold(first), fold(second)) for first, second in pairs)
    return NumberWords(exact, folded, slang, frozenset(data["goods_too"]), no_units)


def digits_value(raw: str, before_big_scale: bool) -> Fraction | None:
    """The value of typed digits, by groups of three: "1.250" is 1250, but "1.250tr" and "1,25" have decimals."""
    if raw.isascii() and raw.isdigit():
        return Fraction(int(raw)) if len(raw) <= 15 else None
    decimal = DECIMAL.match(raw)
    if decimal and (before_big_scale or len(decimal.group(2)) < 3):
        return Fraction(int(decimal.group(1) + decimal.group(2)), 10 ** len(decimal.group(2)))
    grouped = GROUPED.match(raw)
    if grouped is None or len(raw) > 24:
        return None
    tail = re.search(r"[.,](\d{1,2})$", raw)
    whole = raw[: tail.start()] if tail else raw
    value = Fraction(int(re.sub(r"[.,]", "", whole)))
    return value + (Fraction(int(tail.group(1)), 10 ** len(tail.group(1))) if tail else 0)


# Words that a count stands before; a number before one of them is not the rest of an amount.
COUNTED = frozenset(
    tone_key(word)
    for word in [
        "cái",
        "chiếc",
        "người",
        "ly",
        "cốc",
        "tô",
        "bát",
        "đĩa",
        "dĩa",
        "phần",
        "suất",
        "ổ",
        "hộp",
        "lon",
        "chai",
        "trái",
        "quả",
        "cuốn",
        "quyển",
        "vé",
        "kg",
        "ký",
        "kí",
        "cân",
        "lít",
        "gói",
        "bó",
        "bộ",
        "đôi",
        "đêm",
        "ngày",
        "tháng",
        "năm",
        "tuần",
        "giờ",
        "lần",
        "con",
        "bữa",
        "tấm",
        "cây",
        "chỉ",
        "lượng",
        "thùng",
        "bịch",
        "túi",
        "g",
        "gr",
        "gram",
        "ml",
        "l",
        "nghìn",
        "ngàn",
        "k",
        "tr",
        "triệu",
        "x",
    ]
)
FOLDED_COUNTED = frozenset(fold(word) for word in COUNTED if word.isascii()) | frozenset(
    [
        "nguoi",
        "goi",
        "hop",
        "trai",
        "cuon",
        "thang",
        "ngay",
        "tuan",
        "lit",
        "cai",
        "chiec",
        "ve",
        "nghin",
        "ngan",
        "trieu",
    ]
)
