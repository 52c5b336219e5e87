"""How long one picture of a megapixel with 35 lines takes, and whether memory stays flat."""

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from tests.ai.eval_bills.camera import photograph
from tests.ai.eval_bills.papers.html import cells, centre, money, pair, set_in
from tests.ai.eval_bills.printer import print_paper, printer
from tests.ai.eval_bills.stock import MARKET_GOODS
from tests.ai.eval_bills.truth import Paper, Truth
from tests.ai.eval_bills.whole import Outcome, read_files

MEGAPIXEL = 1_000_000
LINES = 35


def megapixel_bill(path: Path) -> None:
    """A bill of 35 rows of print in a photo of a million pixels."""
    rng = random.Random(35)
    goods = [rng.choice(MARKET_GOODS) for _ in range(LINES - 6)]
    rows = "".join(cells(name, "1", money(price)) for name, price in goods)
    total = sum(price for _, price in goods)
    html = centre("CHỢ ĐÊM PHÙ LƯU", "big") + centre("Từ Sơn") + centre("PHIẾU MUA HÀNG") + f"<table>{rows}</table>"
    html += pair("TỔNG TIỀN", money(total), strong=True) + pair("TIỀN MẶT", money(total)) + centre("Hẹn gặp lại")
    paper = Paper("speed", html, set_in("verdana", 14), 330, Truth("bill", total))
    with printer() as page:
        photo, _ = photograph(rng, *print_paper(page, paper), paper)
    scale = (MEGAPIXEL / (photo.width * photo.height)) ** 0.5
    photo.resize((round(photo.width * scale), round(photo.height * scale)), Image.Resampling.LANCZOS).save(
        path, "JPEG", quality=90
    )


def seconds(times: int) -> list[float]:
    """How long it takes, so many times, shortest first; the first run, which loads the models, is left out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bill.jpg"
        megapixel_bill(path)
        return sorted(outcome.seconds for outcome in read_files([path] * (times + 1))[1:])


def growth(outcomes: Sequence[Outcome], warm: int = 20) -> tuple[float, float]:
    """MiB of memory after the first `warm` pictures, and how many more at the end."""
    first = outcomes[min(warm, len(outcomes)) - 1].resident_bytes / 2**20
    return first, outcomes[-1].resident_bytes / 2**20 - first
