"""Numbers as Vietnamese says and types them: "hai triệu ba", "trăm hai", "1tr2", "1 250 000"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.ai.understanding.number_words import (
    COUNTED,
    FOLDED_COUNTED,
    NO_ATOMS,
    Atom,
    NumberWords,
    digits_value,
)
from services.ai.understanding.text import fold, tone_key
from services.ai.understanding.tokens import Kind, Token

THOUSAND, BILLION = 10**3, 10**9
SPOKEN_UNITS = frozenset({"củ", "tỷ", "tỉ", "ty"})
ONE, YEAR = tone_key("một"), tone_key("năm")


@dataclass(frozen=True, slots=True)
class Small:
    """A number below a thousand, or typed digits of any size, before its scale is known."""

    value: Fraction
    end: int
    digits: str = ""
    single: bool = False
    pair: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was read. `scale` is its last unit or 0; `slang` names a unit that has two values."""

    value: Fraction
    start: int
    end: int
    scale: int = 0
    slang: str = ""
    in_words: bool = False
    loose: bool = False


class Reader:
    """Reads numbers out of one sentence."""

    def __init__(
        self, words: NumberWords, tokens: Sequence[Token], bare: bool, slang: Mapping[str, int], claims: Sequence[str]
    ) -> None:
        self._claims = claims
        # What each token could be, looked up once; readings are kept until a claim changes what may be read.
        followings = [token.fold for token in tokens[1:]] + [""]
        self._atoms = [
            words.atoms(token, following, bare) if token.kind is Kind.WORD else NO_ATOMS
            for token, following in zip(tokens, followings, strict=False)
        ]
        self._read: dict[int, Number | None] = {}
        self._tokens = tokens
        self._bare = bare
        self._slang = slang

    def at(self, start: int) -> Number | None:
        """The longest number that starts at this token, or None."""
        if start not in self._read:
            first = self._small(start) or self._implied_one(start)
            self._read[start] = self._half_of(start) or (None if first is None else self._scaled(start, first))
        return self._read[start]

    def forget(self) -> None:
        """Forgets readings: tokens were claimed since."""
        self._read.clear()

    def _is(self, position: int, *roles: str) -> Atom | None:
        if position >= len(self._tokens) or self._claims[position]:
            return None
        atoms = self._atoms[position]
        return next((atoms[role] for role in roles if role in atoms), None) if atoms else None

    def _half_of(self, start: int) -> Number | None:
        """Reads "nửa triệu", "half a million"."""
        half = self._is(start, "half_of")
        position = start + (2 if half and half.word == "half" and self._text(start + 1) == "a" else 1)
        scale = self._is(position, "scale") if half else None
        if not scale:
            return None
        return Number(Fraction(scale.value, 2), start, position + 1, scale.value, in_words=True)

    def _text(self, position: int) -> str:
        return self._tokens[position].text if position < len(self._tokens) else ""

    def _implied_one(self, start: int) -> Small | None:
        """Reads "triệu rưỡi", "nghìn hai", "trăm nghìn": a unit alone means one of it, when more follows."""
        atom = self._is(start, "scale")
        more = self._is(start + 1, "half", "digit", "tail") or (
            atom and atom.value < BILLION and self._is(start + 1, "hundred")
        )
        half = atom is not None and atom.word == "củ" and self._is(start + 1, "half")
        spoken = atom is not None and (len(atom.word) > 2 or half) and not self._tokens[start].glued
        typed = atom is not None and atom.value > THOUSAND and self._ends_typed(start)
        return Small(Fraction(1), start) if spoken and (more or typed) else None

    def _ends_typed(self, start: int) -> bool:
        """True for the "2" of "triệu 2", at the end or before a mark, and no number before."""
        after = self._tokens[start + 1].raw if start + 1 < len(self._tokens) else ""
        counted = start > 0 and self._tokens[start - 1].kind is Kind.NUMBER
        return len(after) == 1 and after.isdigit() and not counted and self._stands_last(start + 2)

    def _scaled(self, start: int, first: Small) -> Number | None:
        """Adds up groups of falling units: "2 triệu 350 nghìn", then what trails: "rưỡi", "ba"."""
        total, scale, position, small = Fraction(0), 0, start, first
        words = not first.digits
        while True:
            atom = self._scale_after(small)
            if atom is None:
                return self._ended(start, total, scale, position, small, words)
            if atom.role == "slang" and (scale or small.value >= 100):
                return self._ended(start, total, scale, position, small, words)
            if atom.role == "slang":
                return self._with_slang(start, small, atom, words)
            if scale and atom.value >= scale and atom.value != BILLION:
                return Number(total, start, position, scale, in_words=words)
            carried = scale and atom.value >= scale
            total = (total + small.value) * atom.value if carried else total + small.value * atom.value
            scale, position = atom.value, small.end + 1
            if (above := self._is(position, "scale")) and above.value == BILLION > scale:
                total, scale, position = total * BILLION, BILLION, position + 1
            if self._is(position, "half"):
                return Number(total + Fraction(scale, 2), start, position + 1, scale, in_words=words)
            following = self._small(position) or self._tail(position)
            if following is None:
                return Number(total, start, position, scale, in_words=words)
            small = following

    def _tail(self, position: int) -> Small | None:
        """Reads the "mốt" of "triệu mốt"."""
        tail = self._is(position, "tail")
        return Small(Fraction(tail.value), position + 1, single=True) if tail else None

    def _scale_after(self, small: Small) -> Atom | None:
        atom = self._is(small.end, "scale", "slang")
        if atom is None or len(atom.word) > 1 or small.digits:
            return atom
        return None

    def _with_slang(self, start: int, small: Small, atom: Atom, words: bool) -> Number:
        value = self._slang.get(fold(atom.word), atom.value)
        extra = Fraction(value, 2) if self._is(small.end + 1, "half") else Fraction(0)
        end = small.end + (2 if extra else 1)
        known = fold(atom.word) in self._slang
        return Number(small.value * value + extra, start, end, value, "" if known else atom.word, words, loose=True)

    def _ended(self, start: int, total: Fraction, scale: int, position: int, small: Small, words: bool) -> Number:
        if scale == 0:
            if small.value > 10 and not small.digits and self._is(small.end, "half"):
                return Number(small.value + Fraction(1, 2), start, small.end + 1, 0, in_words=True)
            return Number(small.value, start, small.end, 0, in_words=not small.digits)
        share = self._trailing(small, scale, start, position)
        if share is None:
            return Number(total, start, position, scale, in_words=words)
        return Number(total + small.value * share, start, small.end, scale, in_words=words)

    def _trailing(self, small: Small, scale: int, start: int, position: int) -> Fraction | None:
        """What one of a trailing number is worth: "triệu ba" counts hundred thousands, "1tr25" ten thousands."""
        if not small.digits:
            typed = self._tokens[start].kind is Kind.NUMBER
            if (typed and scale <= THOUSAND) or (small.value == 1 and self._counts_goods(small.end)):
                return None
            if self._bare and small.single and not self._ends_number(position, small.end):
                return None
            return Fraction(scale, 10 if small.single else 100 if small.pair else 1000)
        places = len(small.digits)
        if not small.digits.isdigit() or places > 3 or small.value == 0:
            return None
        glued = self._tokens[position].glued
        unit = self._tokens[position - 1].text
        spoken = len(unit) > 2 or unit in SPOKEN_UNITS or (unit == "tr" and self._stands_last(small.end))
        if glued or (spoken and (scale > 1000 or places == 3) and not self._counts_goods(small.end)):
            return Fraction(scale, 10**places)
        return None

    def _stands_last(self, end: int) -> bool:
        return end >= len(self._tokens) or bool(self._claims[end]) or self._tokens[end].kind is Kind.MARK

    def _ends_number(self, position: int, end: int) -> bool:
        """Without marks "tu" may be "từ" and "lam" "làm": such a word ends a number only where nothing else follows."""
        doubtful = self._tokens[position].fold in {"tu", "lam", "nham", "khong"}
        if not doubtful or end >= len(self._tokens) or self._tokens[end].kind is Kind.MARK:
            return True
        return self._tokens[position].fold == "tu" and self._tokens[end].fold in {
            "roi",
            "va",
            "tien",
            "dong",
            "bang",
            "mua",
        }

    def _counts_goods(self, position: int) -> bool:
        """True when a word stands right after: "1 triệu 2 cái áo" is not 1.2 million. Mere ends, marks and đồng are
        not.
        """
        if position >= len(self._tokens) or self._claims[position]:
            return False
        token = self._tokens[position]
        return token.kind is Kind.WORD and (
            token.glued or token.key in COUNTED or (self._bare and token.fold in FOLDED_COUNTED)
        )

    def _small(self, start: int) -> Small | None:
        if start >= len(self._tokens) or self._claims[start]:
            return None
        if self._tokens[start].kind is Kind.NUMBER:
            return self._typed(start)
        return self._spoken(start)

    def _typed(self, start: int) -> Small | None:
        after = self._is(start + 1, "scale")
        value = digits_value(self._tokens[start].raw, bool(after and after.value >= 10**6))
        if value is None:
            return None
        spaced = self._spaced_groups(start)
        if spaced is not None:
            return spaced
        hundred, dozen = self._is(start + 1, "hundred"), self._is(start + 1, "dozen")
        if hundred and value < 10:
            return self._after_hundred(int(value), start + 2)
        if dozen:
            half = self._is(start + 2, "half")
            return Small(value * 10 + (5 if half else 0), start + (3 if half else 2))
        return Small(value, start + 1, self._tokens[start].raw)

    def _spaced_groups(self, start: int) -> Small | None:
        """Reads "1 250 000": groups of three after a space, at least two of them, or one of "000"."""
        raw = self._tokens[start].raw
        end = start + 1
        while end < len(self._tokens) and end - start < 5 and re.fullmatch(r"\d{3}", self._tokens[end].raw):
            end += 1
        groups = [self._tokens[index].raw for index in range(start, end)]
        if len(raw) > 3 or not raw.isdigit() or not (len(groups) > 2 or groups[-1] == "000") or len(groups) < 2:
            return None
        return Small(Fraction(int("".join(groups))), end, "".join(groups))

    def _spoken(self, start: int) -> Small | None:
        if self._is(start, "hundred"):
            return self._after_hundred(1, start + 1) if not self._tokens[start].glued else None
        if self._is(start, "ten"):
            tail = self._is(start + 1, "digit", "tail")
            return Small(Fraction(10 + (tail.value if tail else 0)), start + (2 if tail else 1))
        if self._is(start, "dozen"):
            return self._one_dozen(start)
        digit = self._is(start, "digit")
        if digit is None:
            return self._english(start)
        if self._is(start + 1, "hundred"):
            return self._after_hundred(digit.value, start + 2)
        return self._decimal(self._tens(digit, start))

    def _english(self, start: int) -> Small | None:
        """Reads "two hundred and fifty", "twenty-five", "nine"; "ten" alone may be "tên"."""
        digit, ten = self._is(start, "english"), self._is(start, "english_ten")
        if digit and self._is(start + 1, "hundred"):
            rest = start + (3 if self._text(start + 2) == "and" else 2)
            below = None if self._is(rest + 1, "hundred") else self._english(rest)
            return Small(Fraction(digit.value * 100) + (below.value if below else 0), below.end if below else start + 2)
        if digit:
            return Small(Fraction(digit.value), start + 1, single=True)
        if ten is None or (ten.value == 10 and not self._is(start + 1, "scale")):
            return None
        unit = start + (2 if self._text(start + 1) == "-" else 1)
        below_ten = self._is(unit, "english") if ten.value >= 20 else None
        return Small(Fraction(ten.value + (below_ten.value if below_ten else 0)), unit + 1 if below_ten else start + 1)

    def _one_dozen(self, start: int) -> Small | None:
        if self._is(start + 1, "half"):
            return Small(Fraction(15), start + 2)
        return Small(Fraction(10), start + 1) if self._is(start + 1, "scale") else None

    def _tens(self, digit: Atom, start: int) -> Small:
        """Reads "hai mươi lăm", "năm chục", "bốn lăm", or the digit alone."""
        if self._is(start + 1, "ten", "dozen"):
            if self._is(start + 1, "dozen") and self._is(start + 2, "half"):
                return Small(Fraction(digit.value * 10 + 5), start + 3)
            unit = None if self._is_price_of_one(start + 2) else self._is(start + 2, "digit", "tail")
            if unit and self._is(start + 1, "dozen") and self._is(start + 3, "scale", "ten", "dozen", "hundred"):
                unit = None
            return Small(Fraction(digit.value * 10 + (unit.value if unit else 0)), start + (3 if unit else 2))
        second = self._is(start + 1, "digit", "tail")
        follows = self._is(start + 2, "ten", "dozen", "hundred")
        if second and second.value and digit.value and not follows and self._makes_pair(start):
            return Small(Fraction(digit.value * 10 + second.value), start + 2, pair=True)
        return Small(Fraction(digit.value), start + 1, single=True)

    def _makes_pair(self, start: int) -> bool:
        """False for the "ba một" of "kỳ ba một triệu", as that many are "ba mốt", and for the "một năm" of a year."""
        first, second = self._tokens[start].key, self._tokens[start + 1].key
        scale = self._is(start + 2, "scale")
        millions = scale is not None and scale.value > THOUSAND
        is_apart = second == ONE and (millions or self._is_price_of_one(start + 1))
        return not is_apart and not (first == ONE and second == YEAR)

    def _is_price_of_one(self, position: int) -> bool:
        """True for the "một" of "hai trăm một tháng" and "năm chục một ký": one of what follows, and no digit more."""
        is_one = position < len(self._tokens) and self._tokens[position].key == ONE
        return is_one and self._counts_goods(position + 1) and not self._is(position + 1, "scale")

    def _after_hundred(self, hundreds: int, position: int) -> Small:
        base = Fraction(hundreds * 100)
        if self._is_price_of_one(position):
            return Small(base, position)
        if self._is(position, "zero_ten") and (unit := self._is(position + 1, "digit")):
            return Small(base + unit.value, position + 2)
        if self._is(position, "half"):
            return Small(base + 50, position + 1)
        if self._is(position, "ten"):
            tail = self._is(position + 1, "digit", "tail")
            return Small(base + 10 + (tail.value if tail else 0), position + (2 if tail else 1))
        if (digit := self._is(position, "digit", "tail")) and digit.value:
            tens = self._tens(digit, position)
            return Small(base + tens.value * (10 if tens.single else 1), tens.end)
        typed = self._tokens[position].raw if position < len(self._tokens) else ""
        if re.fullmatch(r"\d{1,2}", typed):
            return Small(base + int(typed) * (10 if len(typed) == 1 else 1), position + 1)
        return Small(base, position)

    def _decimal(self, whole: Small) -> Small:
        """Reads "một phẩy hai lăm": each digit after the mark is one place. Only before a unit."""
        if not self._is(whole.end, "point"):
            return whole
        position, places = whole.end + 1, ""
        while (digit := self._is(position, "digit", "tail")) and len(places) < 3:
            places, position = places + str(digit.value), position + 1
        if not places or not self._is(position, "scale"):
            return whole
        return Small(whole.value + Fraction(int(places), 10 ** len(places)), position)
