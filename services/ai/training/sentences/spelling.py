"""Numbers to words, in every style in which Vietnam says and types amounts. The opposite of understanding.numbers."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from services.ai.understanding.text import fold

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
THOUSAND, MILLION, BILLION = 10**3, 10**6, 10**9


@dataclass(frozen=True, slots=True)
class Style:
    """A way of speaking. Regions differ in single words; `marked` False drops all marks."""

    thousand: str = "nghìn"
    billion: str = "tỷ"
    zero_tens: str = "linh"
    four: str = "tư"
    five: str = "lăm"
    seven: str = "bảy"
    marked: bool = True


def styles() -> Iterator[Style]:
    """All 96 styles."""
    parts = (
        ("nghìn", "ngàn"),
        ("tỷ", "tỉ"),
        ("linh", "lẻ"),
        ("tư", "bốn"),
        ("lăm", "nhăm"),
        ("bảy", "bẩy"),
        (True, False),
    )
    for thousand, billion, zero_tens, four, five, seven, marked in itertools.product(*parts):
        if five == "nhăm" and zero_tens == "lẻ" and billion == "tỉ":
            continue  # the south does not say "nhăm"
        yield Style(thousand, billion, zero_tens, four, five, seven, marked)


def spell(number: int, style: Style) -> str:
    """The number in full words, 0 to 10^13; ValueError outside. "không nghìn" keeps the lowest group apart."""
    if not 0 <= number <= 10**13:
        raise ValueError(number)
    words = _spell(number, style)
    return words if style.marked else fold(words)


def _spell(number: int, style: Style) -> str:
    if number == 0:
        return DIGITS[0]
    parts: list[str] = []
    high, rest = divmod(number, BILLION)
    if high:
        parts.append(f"{_below_million(high, style)} {style.billion}")
    millions, rest = divmod(rest, MILLION)
    if millions:
        parts.append(f"{_group(millions, style, bool(parts))} triệu")
    thousands, units = divmod(rest, THOUSAND)
    if thousands:
        parts.append(f"{_group(thousands, style, bool(parts))} {style.thousand}")
    if units:
        if parts and not thousands:
            parts.append(f"không {style.thousand}")
        parts.append(_group(units, style, bool(parts)))
    return " ".join(parts)


def _below_million(number: int, style: Style) -> str:
    thousands, units = divmod(number, THOUSAND)
    parts = [f"{_group(thousands, style, inner=False)} {style.thousand}"] if thousands else []
    if units:
        parts.append(_group(units, style, inner=bool(parts)))
    return " ".join(parts)


def _group(number: int, style: Style, inner: bool) -> str:
    """A number below a thousand; inside a larger one the hundreds are always said."""
    hundreds, rest = divmod(number, 100)
    parts = [f"{_digit(hundreds, style)} trăm"] if hundreds or inner else []
    tens, unit = divmod(rest, 10)
    if tens == 0 and unit:
        parts.append(f"{style.zero_tens} {_digit(unit, style)}" if parts else _digit(unit, style))
    elif tens:
        parts.append("mười" if tens == 1 else f"{_digit(tens, style)} mươi")
        if unit:
            parts.append(_tail(tens, unit, style))
    return " ".join(parts)


def _tail(tens: int, unit: int, style: Style) -> str:
    if unit == 5:
        return style.five if tens > 1 else "lăm"
    if unit == 1 and tens > 1:
        return "mốt"
    return style.four if unit == 4 and tens > 1 else _digit(unit, style)


def _digit(digit: int, style: Style) -> str:
    return style.seven if digit == 7 else DIGITS[digit]


def colloquial(amount: int, style: Style) -> Iterator[str]:
    """Short ways to say an amount: "triệu rưỡi", "hai triệu ba", "trăm hai", "năm chục", "bốn lăm"."""
    for words in _short_words(amount, style):
        yield words if style.marked else fold(words)


def _short_words(amount: int, style: Style) -> Iterator[str]:
    millions, rest = divmod(amount, MILLION)
    if 0 < millions < 10 and rest == MILLION // 2:
        yield f"{_digit(millions, style)} triệu rưỡi"
    if 0 < millions < 10 and rest and rest % 100_000 == 0:
        yield f"{_digit(millions, style)} triệu {_last(rest // 100_000, style)}"
    if amount == MILLION // 2:
        yield "nửa triệu"
    thousands, rest = divmod(amount, THOUSAND)
    if rest or not 0 < thousands < 1000:
        return
    hundreds, below = divmod(thousands, 100)
    if hundreds and below == 50:
        yield f"{_digit(hundreds, style)} trăm rưỡi"
    if hundreds and below and below % 10 == 0:
        yield f"{_digit(hundreds, style) + ' ' if hundreds > 1 else ''}trăm {_last(below // 10, style)}"
    if thousands < 100 and thousands % 10 == 0 and thousands > 10:
        yield f"{_digit(thousands // 10, style)} chục"
    if 20 < thousands < 100 and thousands % 10 == 5:
        yield f"{_digit(thousands // 10, style)} {style.five} {style.thousand}"


def _last(digit: int, style: Style) -> str:
    return {1: "mốt", 4: style.four}.get(digit, _digit(digit, style))


def typed(amount: int) -> Iterator[str]:
    """Ways to type an amount of đồng: "45k", "45.000đ", "1tr2", "1,25tr", "1 250 000"."""
    dotted = f"{amount:,}".replace(",", ".")
    yield from (f"{dotted}đ", f"{dotted} đ", f"{amount:,} VND", f"{amount}đ", f"{dotted} đồng", f"{amount:,}vnd")
    if amount % THOUSAND == 0 and amount < MILLION:
        yield from (
            f"{amount // THOUSAND}k",
            f"{amount // THOUSAND}K",
            f"{amount // THOUSAND} nghìn",
            f"{amount // THOUSAND}n".replace("n", " ngàn"),
        )
    if amount >= MILLION and amount % 100_000 == 0:
        whole, tenth = divmod(amount // 100_000, 10)
        yield f"{whole}tr{tenth}" if tenth else f"{whole}tr"
        yield f"{whole} triệu {tenth}" if tenth else f"{whole} triệu"
        if tenth:
            yield from (f"{whole},{tenth}tr", f"{whole}.{tenth}tr", f"{whole}m{tenth}")
    if amount >= MILLION and amount % THOUSAND == 0:
        yield dotted.replace(".", " ")
