"""Slips that sell one thing: its facts stand below each other."""

import pytest

from tests.ai.bills.layout import Printed, read, total

HEAD: tuple[Printed, ...] = ("CỬA HÀNG XĂNG DẦU SỐ 9", "MST: 0100461879", "HÓA ĐƠN BÁN LẺ")


@pytest.mark.parametrize(
    "rows",
    [
        (("Mặt hàng", "Xăng E5"), ("Số lượng (lít)", "3.962"), ("Đơn giá", "20.190"), ("Thành tiền", "80.000")),
        (("Nhiên liệu:", "Xăng E5"), ("Đơn giá:", "20.190 đ/lít"), ("Số lít:", "3,962"), ("Tổng tiền:", "80.000 đ")),
        ("Xăng E5", ("Số lượng (it)", "3.962"), ("Đon giá", "20.190"), ("Thành tiển", "80.000")),
    ],
)
def test_a_pump_sells_one_thing(rows: tuple[Printed, ...]) -> None:
    bill = read(*HEAD, ("Trụ bơm", "4"), ("Giờ", "13:27:19 15/05/2025"), *rows, "Giá bán đã có thuế GTGT")
    assert total(bill) == 80_000
    (line,) = bill.lines
    assert (line.name, line.quantity, line.unit_price, line.amount) == ("Xăng E5", "3.962", 20_190, 80_000)
    assert bill.verified


def test_whole_counts_must_come_to_the_sum_exactly() -> None:
    bill = read(*HEAD, ("Dịch vụ", "Giặt chăn"), ("Số lượng", "2"), ("Đơn giá", "40.000"), ("Thành tiền", "80.100"))
    assert not any(line.name == "Giặt chăn" for line in bill.lines)
    assert not bill.verified


def test_a_list_that_adds_up_is_no_slip() -> None:
    bill = read(
        *HEAD, ("Phở bò", "45.000"), ("Trà đá", "5.000"), ("Số lượng", "2"), ("Giá", "25.000"), ("Tổng cộng", "50.000")
    )
    assert [line.name for line in bill.lines] == ["Phở bò", "Trà đá"]
