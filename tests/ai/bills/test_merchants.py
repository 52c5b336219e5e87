"""Print that is nearly a merchant whom the household knows is read as that merchant."""

import pytest

from services.ai.bills.extraction import Reader
from services.ai.bills.geometry import rows_of
from services.ai.bills.header import known_merchant
from services.ai.bills.model import BillField
from tests.ai.bills.layout import words_of

KNOWN = ("Phở Gia Truyền Lâm Ấn", "Circle K 12", "Phở", "Phở Thìn Bờ Hồ")


@pytest.mark.parametrize(
    ("print_of_it", "merchant"),
    [
        ("PHỞ GIA TRUYỄN LÂM ẤN", "Phở Gia Truyền Lâm Ấn"), ("PHO GIA TRUYEN LAM AM", "Phở Gia Truyền Lâm Ấn"),
        ("Circle K 21", None), ("Phở Dậu", None), ("Phở Thìn Bờ Sông", None),
    ],
)  # fmt: skip
def test_only_what_is_nearly_the_same_is_known(print_of_it: str, merchant: str | None) -> None:
    assert known_merchant(print_of_it, KNOWN) == merchant


def test_the_households_spelling_is_read() -> None:
    rows = rows_of(words_of("PHỞ GIA TRUYỄN LẨM ẤN", "HÓA ĐƠN", ("Phở", "45.000"), ("TỔNG CỘNG", "45.000")))
    piece = Reader(merchants=KNOWN).read(rows).piece(BillField.MERCHANT)
    assert piece is not None
    assert piece.text == "Phở Gia Truyền Lâm Ấn"
