"""Small pieces of HTML; `t` marks a text whose place the page will be asked for."""

import random
from html import escape


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


def day_of(rng: random.Random) -> tuple[int, int, int]:
    """A day of 2024 to 2026."""
    return rng.randint(2024, 2026), rng.randint(1, 12), rng.randint(1, 28)


BASE = """
*{margin:0;padding:0;box-sizing:border-box} body{background:#fff;color:#000;font-variant-numeric:lining-nums} b{font-weight:inherit}
.paper{padding:14px 12px 20px} .mid{text-align:center} .big{font-size:1.35em;font-weight:700} .huge{font-size:1.7em;font-weight:700}
.pair{display:flex;justify-content:space-between;gap:8px} .strong{font-weight:700;font-size:1.12em} table{width:100%;border-collapse:collapse}
td{vertical-align:top} td+td{text-align:right;padding-left:5px} hr{border:0;border-top:1px dashed #000;margin:4px 0} .solid{border-top:1.5px solid #000}
"""
FONTS = {
    "verdana": "DejaVu Sans", "narrow": "DejaVu Sans Condensed", "lato": "Lato", "calibri": "Carlito", "inter": "Inter", "code": "JetBrains Mono", "book": "EB Garamond",
}  # fmt: skip


def set_in(font: str, size: int, leading: float = 1.3, extra: str = "") -> str:
    """CSS of a paper in that font."""
    return f"{BASE} body{{font-family:'{FONTS[font]}';font-size:{size}px;line-height:{leading}}} {extra}"
