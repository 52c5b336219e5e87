"""Lines of text as they stand on bills; every choice is the caller's chance, so a seed gives the same lines again."""

import random
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import yaml

from services.ai.training.ocr.alphabet import build_alphabet, readable
from services.ai.training.ocr.texts import numbers
from services.ai.training.ocr.texts.syllables import words

LONGEST = 48


@cache
def word_lists() -> dict[str, list[str]]:
    """The lists of words.yaml."""
    lists: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
    return {name: [str(word) for word in found] for name, found in lists.items()}


def one_of(chance: random.Random, name: str) -> str:
    """A word of the list."""
    return chance.choice(word_lists()[name])


def merchant(chance: random.Random) -> str:
    """A shop's name."""
    if chance.random() < 0.25:
        return f"{one_of(chance, 'english_names')} {one_of(chance, 'english_names')} {one_of(chance, 'english_names')}"
    name = one_of(chance, "merchant_names") if chance.random() < 0.6 else words(chance, chance.randrange(1, 4)).title()
    return f"{one_of(chance, 'merchant_kinds')} {name}"


def address(chance: random.Random) -> str:
    """A street, a ward, a district or a city, or several."""
    tail = chance.choice(("", "", "A", "B", f"/{chance.randrange(1, 99)}", f"-{chance.randrange(1, 99)}"))
    house = f"{chance.choice(('', 'Số ', 'ĐC: ', 'Đ/c: ', 'Địa chỉ: '))}{chance.randrange(1, 999)}{tail}"
    ward = one_of(chance, "wards") if chance.random() < 0.6 else str(chance.randrange(1, 28))
    parts = [
        f"{house} {chance.choice(('', '', 'đường ', 'Đ. '))}{one_of(chance, 'streets')}",
        f"{chance.choice(('P. ', 'Phường ', 'P.', 'Xã '))}{ward}",
        one_of(chance, "districts"),
        one_of(chance, "cities"),
    ]
    first = chance.randrange(len(parts))
    return chance.choice((", ", ",", " - ")).join(parts[first : first + chance.randrange(1, 4)])


def item(chance: random.Random) -> str:
    """A thing that is sold."""
    kind = chance.random()
    if kind < 0.2:
        name = one_of(chance, "english_items")
    elif kind < 0.4:
        name = words(chance, chance.randrange(1, 5)).capitalize()
    else:
        name = one_of(chance, "items")
    if chance.random() < 0.3:
        name += " " + one_of(chance, "sizes")
    if chance.random() < 0.1:
        name = f"{chance.randrange(1, 40)}{chance.choice(('. ', ' ', '.', ') '))}{name}"
    return name


def labelled(chance: random.Random) -> str:
    """A label, with its amount or without."""
    label = one_of(chance, "english" if chance.random() < 0.3 else "labels")
    form = chance.random()
    if form < 0.45:
        return label + chance.choice(("", ":", " :"))
    return f"{label}{chance.choice((':', ': ', ' : ', ' '))}{numbers.money(chance)}"


def fact(chance: random.Random) -> str:
    """`Thu ngân: Lan`, `Bàn 12`."""
    label = one_of(chance, "facts")
    value = chance.choice(
        (
            numbers.code,
            numbers.moment,
            numbers.telephone,
            lambda c: one_of(c, "people"),
            lambda c: str(c.randrange(1, 99)),
        )
    )(chance)
    return f"{label}{chance.choice((':', ': ', ' : ', ' '))}{value}"


def row(chance: random.Random) -> str:
    """Several columns of a line in one box."""
    price, amount = numbers.money(chance), numbers.money(chance)
    return chance.choice(
        (
            f"{item(chance)} {amount}",
            f"{chance.randrange(1, 20)} {item(chance)} {amount}",
            f"{numbers.quantity(chance)} {price} {amount}",
            f"{numbers.quantity(chance)} x {price}",
            f"{item(chance)} {numbers.quantity(chance)}",
            f"{one_of(chance, 'units')} {numbers.quantity(chance)} {price}",
            numbers.weighed(chance),
        )
    )


def in_words(chance: random.Random) -> str:
    """A part of an amount in words."""
    said = numbers.in_words(numbers.dong(chance)).split()
    start = chance.randrange(max(1, len(said) - 2))
    text = " ".join(said[start : start + chance.randrange(3, 9)])
    return text + chance.choice(("", " đồng", " đồng chẵn", " đồng./."))


def online(chance: random.Random) -> str:
    """An address of the internet."""
    name = unicodedata.normalize("NFD", words(chance, 2)).encode("ascii", "ignore").decode().replace(" ", "")
    return chance.choice(
        (f"www.{name}.vn", f"{name}.com.vn", f"https://{name}.vn/hd", f"{name}@gmail.com", f"fb.com/{name}")
    )


def scribble(chance: random.Random) -> str:
    """A note as people keep at the market."""
    return (
        f"{one_of(chance, 'notes')} {chance.choice((numbers.money(chance), str(chance.randrange(5, 999)), ''))}".strip()
    )


def soup(chance: random.Random) -> str:
    """Letters without sense, so that each is seen."""
    return "".join(chance.choice(build_alphabet()) for _ in range(chance.randrange(2, 12))).strip() or "₫"


def _of(name: str) -> Callable[[random.Random], str]:
    return lambda chance: one_of(chance, name)


SOURCES: tuple[tuple[Callable[[random.Random], str], int], ...] = (
    (item, 19), (numbers.money, 17), (labelled, 12), (address, 7), (merchant, 5), (fact, 7), (numbers.moment, 4),
    (row, 7), (in_words, 3), (lambda chance: words(chance, chance.randrange(1, 6)), 7), (numbers.code, 2),
    (numbers.telephone, 2), (online, 1), (soup, 3), (numbers.quantity, 3), (_of("columns"), 2), (_of("headings"), 2),
    (_of("closings"), 2), (_of("bank"), 2), (_of("banks"), 1), (_of("people"), 1), (_of("english"), 3), (scribble, 1),
)  # fmt: skip


def cased(chance: random.Random, text: str) -> str:
    """The text as a printer may set it: as it is, in capitals, without marks."""
    form = chance.random()
    if form < 0.32:
        text = text.upper()
    elif form < 0.38:
        text = text.lower()
    elif form < 0.43:
        text = text.title()
    if chance.random() < 0.07:
        text = bare(text)
    return text


def bare(text: str) -> str:
    """Without the marks of Vietnamese: "Tổng cộng" → "Tong cong"."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return unicodedata.normalize("NFC", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def tidy(chance: random.Random, text: str) -> str:
    """The text set as a printer may set it, in letters of the alphabet."""
    return readable(cased(chance, text)) or "0"


def line(chance: random.Random, longest: int = LONGEST) -> str:
    """A line of 1 to `longest` letters of the alphabet."""
    sources, weights = zip(*SOURCES, strict=True)
    text = tidy(chance, chance.choices(sources, weights)[0](chance))
    if len(text) > longest:
        text = text[:longest].rstrip() if chance.random() < 0.5 else text[-longest:].lstrip()
    return text
