"""Small pieces of HTML; `t` marks a text whose place the page will be asked for."""

import random
from datetime import date
from html import escape
from pathlib import Path


def t(text: object, tag: str = "b") -> str:
    """A text in one place."""
    return f'<{tag} class="t">{escape(str(text))}</{tag}>'


def cells(*texts: object) -> str:
    """A row of a table; empty texts leave their cell empty."""
    return "<tr>" + "".join(f"<td>{t(text) if str(text) else ''}</td>" for text in texts) + "</tr>"


def pair(label: str, value: object, strong: bool = False) -> str:
    """A label at the left and a value at the right."""
    return f'<div class="pair{" strong" if strong else ""}">{t(label)}{t(value)}</div>'


def centre(text: str, size: str = "") -> str:
    """A line in the middle."""
    return f'<div class="mid {size}">{t(text)}</div>'


def money(amount: int, mark: str = ".", tail: str = "") -> str:
    """12500 → "12.500" and a tail."""
    sign = "-" if amount < 0 else ""
    text = f"{abs(amount):,}"
    return sign + text.replace(",", mark) + tail


def day_of(rng: random.Random) -> date:
    """A day of 2024 to 2026."""
    return date(rng.randint(2024, 2026), rng.randint(1, 12), rng.randint(1, 28))


BASE = Path(__file__).with_name("papers.css").read_text(encoding="utf-8")
FONTS = {
    "verdana": "DejaVu Sans", "narrow": "DejaVu Sans Condensed", "lato": "Lato", "calibri": "Carlito", "inter": "Inter",
    "code": "JetBrains Mono", "book": "EB Garamond", "hand": "TeX Gyre Chorus",
}  # fmt: skip
"""The fonts of the test bills; the training has none of them."""


def set_in(font: str, size: int, leading: float = 1.3) -> str:
    """CSS of a paper in that font."""
    return f"{BASE} body{{font-family:'{FONTS[font]}';font-size:{size}px;line-height:{leading}}}"
