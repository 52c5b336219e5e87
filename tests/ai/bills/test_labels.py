"""What stands beside a sum is found in print with mistakes, and goods that sound like it are let alone."""

import pytest

from services.ai.bills.labels import label_of


@pytest.mark.parametrize(
    ("print_of_it", "role"),
    [
        ("TỔNG CỌNG", "total"), ("TONG CONG", "total"), ("Tống  5  200.000", "total"), ("TIẾN MẶT", "cash"),
        ("TIÊN MAT", "cash"), ("KHUYỂN MẠI", "discount"), ("Giám 10%", "discount"), ("Khách được giảm", "discount"),
        ("Tạm tinh", "subtotal"), ("Cộng tiền món", "subtotal"), ("THỐI LAI", "change"), ("Phi dịch vụ", "fee"),
        ("(Góm thuế GTGT", "vat"), ("Bàn 5", "other"), ("Bàn: A13", "other"), ("Sô luong: 3", "other"),
        ("Total Paạyable", "total"), ("(viễt bẵng chữ)", "words"),
    ],
)  # fmt: skip
def test_labels_are_found(print_of_it: str, role: str) -> None:
    found = label_of(print_of_it)
    assert found is not None
    assert found.role == role


@pytest.mark.parametrize(
    "goods",
    ["Ô long mận", "Trà ô lông 455ml", "Bò nhúng giấm", "Diêm quẹt", "Bàn chải kẽ răng", "Bánh tổng hợp", "Hành phi",
     "Thùng bia", "Ly thủy tinh (tặng)", "Nước giặt hương hoa 2.4kg", "Trà vải", "Bàn ủi"],
)  # fmt: skip
def test_goods_are_no_labels(goods: str) -> None:
    assert label_of(goods) is None
