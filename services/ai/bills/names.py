"""What a thing is called: the part of a row in front of its numbers, without codes, running numbers and marks."""

import re
from dataclasses import dataclass, replace

from services.ai.bills.model import Row
from services.ai.bills.phrases import phrases, plain
from services.ai.bills.printed import GAP

CODE = re.compile(r"(?<![\w.,])\d{6,14}(?![\w.,])")
LEADING_INDEX = re.compile(r"^\s*\(?(\d{1,3})\s?[.)\]:-]\s*(?=\D)")
LEADING_COUNT = re.compile(r"^\s*(\d{1,3})(\s*[xX×*]\s+|\s*[xX×*](?=[A-ZÀ-Ỹ])|\s{1,4})(?=[^\W\d])")
LEADING_STROKE = re.compile(r"^\s*[lI|](?:\s{1,4}|([xX×])\s{1,4})(?=[^\W\d_]{2})")
"""A one that was read as a letter."""
ONE_READ_AS_LETTER = re.compile(r"^[lI|iịìí!]$")
TRAILING_TIMES = re.compile(r"\s+(?:[xX×*@]|[sS][lL]\s?:?)\s*$")
TRAILING_COUNT = re.compile(r"(?:\s+[xX×*]\s?(\d{1,3})|\s*\((\d{1,3})\))\s*$")
EDGES = " .,:;|*-_=~'\"()[]+•>→"
ADDS = frozenset("+-*•>→")


@dataclass(frozen=True, slots=True)
class Name:
    """A name and where it stands. `leading` is a number in front of it, which may count or be a running one."""

    text: str = ""
    leading: int | None = None
    count: str = ""
    """A quantity that is surely one: "2x" in front of the name, a stroke in the column of quantities."""
    left: float = 0.0
    right: float = 0.0
    first_word: float = 0.0
    """How wide the first word is."""
    letter: float = 0.0
    """How wide a letter is."""
    adds: bool = False
    """Whether a sign in front says that it adds to what stands above: "+ trân châu", "- ít đá"."""

    @property
    def says_something(self) -> bool:
        """Whether it has letters, is more than marks, and is not the title of a column ("SL: 2  ĐG: 45.000")."""
        letters, signs = sum(map(str.isalpha, self.text)), sum(map(str.isalnum, self.text))
        return letters >= 2 and signs > len(self.text) / 2 and not self.is_a_title

    @property
    def is_a_title(self) -> bool:
        return plain(self.text) in phrases().columns

    @property
    def is_a_unit(self) -> bool:
        """Whether it is no name of its own: "Hộp", "Kg"."""
        return is_unit(plain(self.text))


NAMELESS = Name()


def is_unit(word: str) -> bool:
    """A unit, or one behind which a border was read as a letter: "KGi"."""
    units = phrases().units
    return word in units or (len(word) > 2 and word[-1] in "il" and word[:-1] in units)


def name_of(row: Row, end: int) -> Name:
    """The name in a row's text up to `end`."""
    text = CODE.sub(lambda match: " " * len(match[0]), row.text[:end])
    name, leading, count = _without_lead(text)
    cells = [cell for cell in name.strip().split(GAP) if cell.strip()]
    while len(cells) > 1 and (plain(cells[-1]) in phrases().units or ONE_READ_AS_LETTER.match(cells[-1].strip())):
        count = count or ("1" if ONE_READ_AS_LETTER.match(cells[-1].strip()) else "")
        cells = cells[:-1]
    said, trailing = _without_trail(" ".join(cells))
    adds = said.lstrip()[:1] in ADDS
    placed = Name(_tidy(said), leading, count or trailing, adds=adds)
    return _placed(placed, row, text, len(text) - len(name))


def _without_trail(said: str) -> tuple[str, str]:
    """The name without a count behind it, "x3" or "(2)", and that count."""
    counted = TRAILING_COUNT.search(said)
    if counted:
        return said[: counted.start()], counted[1] or counted[2]
    return TRAILING_TIMES.sub("", said), ""


def _tidy(said: str) -> str:
    """Without marks at its ends; a bracket that was closed stays so."""
    bare = " ".join(said.strip(EDGES).split())
    return f"{bare})" if bare.count("(") > bare.count(")") and said.rstrip().endswith(")") else bare


def _without_lead(text: str) -> tuple[str, int | None, str]:
    """The text without a number in front, that number, and the count that it surely is."""
    index = LEADING_INDEX.match(text)
    if index:
        text = text[index.end() :]
        counted = LEADING_COUNT.match(text)
        return (text[counted.end() :], None, counted[1]) if counted and counted[2].strip() else (text, None, "")
    leading = LEADING_COUNT.match(text)
    if leading:
        return text[leading.end() :], int(leading[1]), leading[1] if leading[2].strip() else ""
    stroke = LEADING_STROKE.match(text)
    return (text[stroke.end() :], 1, "1" if stroke[1] else "") if stroke else (text, None, "")


def _placed(name: Name, row: Row, text: str, start: int) -> Name:
    """The name with its place: where in the row's words its letters are."""
    end = len(text)
    offset, left, right, letter, first = 0, None, 0.0, 0.0, 0.0
    for word in row.words:
        length = max(1, len(word.text))
        begins, ends = max(start, offset) - offset, min(end, offset + length) - offset
        part = text[offset + max(0, begins) : offset + max(0, ends)]
        wide = word.box.width / length
        if any(symbol.isalnum() for symbol in part):
            bare = part.rstrip()
            if left is None:
                left, letter = word.box.left + wide * begins, wide
                first = wide * len(bare.split()[0])
            right = word.box.left + wide * (begins + len(bare))
        offset += length + len(GAP)
    return replace(name, left=left or 0.0, right=right, first_word=first, letter=letter)
