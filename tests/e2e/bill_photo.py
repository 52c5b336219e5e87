"""A photographed bill, drawn when it is needed: a till's slip on a table, a little askew."""

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSansMono-Regular.ttf",
)
COLUMNS = 32
SIZE_PX = 34
LINE_PX = 50
MARGIN_PX = 60
TABLE = (120, 98, 78)
PAPER = (250, 248, 242)
INK = (30, 28, 30)


@dataclass(frozen=True)
class Item:
    """A thing that is bought: how many, at which price in đồng; `misprint` is the sum that the till printed instead."""

    name: str
    count: int
    price: int
    misprint: int | None = None

    @property
    def amount(self) -> int:
        return self.count * self.price

    @property
    def printed(self) -> int:
        return self.amount if self.misprint is None else self.misprint

    @property
    def printed_price(self) -> int:
        return self.printed // self.count


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The first mono-spaced font of this machine that has Vietnamese letters."""
    found = next(path for path in FONTS if Path(path).is_file())
    return ImageFont.truetype(found, size)


def dotted(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def slip(merchant: str, items: tuple[Item, ...], day: str, given: int) -> list[str]:
    """The lines of print: items, total, cash handed over and what came back, which prove each other."""
    total = sum(item.amount for item in items)
    lines = [
        merchant.center(COLUMNS), "12 Lê Lợi, Quận 1, TP.HCM".center(COLUMNS), "", "HÓA ĐƠN BÁN HÀNG".center(COLUMNS),
        f"Ngày: {day}", "-" * COLUMNS,
    ]  # fmt: skip
    for item in items:
        lines.append(item.name)
        lines.append(
            f"  {item.count} x {dotted(item.printed_price)}".ljust(COLUMNS - 11) + dotted(item.printed).rjust(11)
        )
    pairs = (("TỔNG CỘNG", total), ("Tiền mặt", given), ("Tiền thối", given - total))
    lines.append("-" * COLUMNS)
    lines += [name.ljust(COLUMNS - 13) + dotted(amount).rjust(13) for name, amount in pairs]
    return [*lines, "", "Cảm ơn quý khách!".center(COLUMNS)]


def photo(lines: list[str], *, turned: float = 1.5) -> bytes:
    """JPEG bytes of the slip on a table, turned by so many degrees."""
    width = MARGIN_PX * 2 + int(font(SIZE_PX).getlength("0" * COLUMNS))
    paper = Image.new("RGB", (width, MARGIN_PX * 2 + LINE_PX * len(lines)), PAPER)
    draw = ImageDraw.Draw(paper)
    for place, line in enumerate(lines):
        draw.text((MARGIN_PX, MARGIN_PX + place * LINE_PX), line, font=font(SIZE_PX), fill=INK)
    table = Image.new("RGB", (paper.width + 160, paper.height + 160), TABLE)
    upright = table.copy()
    upright.paste(paper, (80, 80))
    mask = Image.new("L", table.size, 0)
    mask.paste(255, (80, 80, 80 + paper.width, 80 + paper.height))
    table.paste(upright.rotate(turned, Image.Resampling.BICUBIC), mask=mask.rotate(turned, Image.Resampling.BICUBIC))
    return jpeg(table.filter(ImageFilter.GaussianBlur(0.6)))


def meadow() -> bytes:
    """A picture without a bill: sky over grass."""
    height = Image.linear_gradient("L").resize((900, 1200))
    red, green = height.point(lambda v: v // 3), height.point(lambda v: 120 + v // 3)
    return jpeg(Image.merge("RGB", (red, green, height.point(lambda v: 255 - v))))


def jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


GROCERIES = (
    Item("Sữa tươi Vinamilk 1L", 2, 32_000),
    Item("Gạo ST25 5kg", 1, 185_000),
    Item("Truyện tranh Doraemon", 2, 25_000),
)
"""300 less one thousand in all: two jars in one bill."""
