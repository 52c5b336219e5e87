"""How shops print what was bought: one row or several, names that wrap, codes, units, notes, headings, discounts."""

from collections.abc import Sequence

import pytest

from tests.ai.bills.layout import Printed, read, total

HEAD: tuple[Printed, ...] = ("QUÁN NHÀ MƯỚP", "12 Lý Thường Kiệt", "HÓA ĐƠN BÁN LẺ", "Ngày: 12/09/2026 18:05")
MENU: Printed = ("Tên món", "SL", "Đ.Giá", "T.Tiền")
TABLE: Printed = ("STT", "Tên hàng", "SL", "Đơn giá", "T.Tiền")
Thing = tuple[str, str, int]
"""Name, quantity, sum."""
PHO_AND_TEA: list[Thing] = [("Phở bò tái", "2", 90_000), ("Trà đá", "3", 15_000)]
NAM_NGU: list[Thing] = [("Sữa tươi TH 1L", "2", 64_000), ("Nước mắm 500ml", "1", 38_500)]

CASES: dict[str, tuple[Sequence[Printed], list[Thing]]] = {
    "codes before the numbers": (
        ["Sữa tươi TH 1L", ("8934563138165", "2", "32.000", "64.000"),
         "Nước mắm 500ml", ("8936136161020", "1", "38.500", "38.500")], NAM_NGU),
    "codes in rows of their own": (
        ["Sữa tươi TH 1L", "8934563138165", ("2 x 32.000", "64.000"),
         "Nước mắm 500ml", "8936136161020", ("1 x 38.500", "38.500")], NAM_NGU),
    "names below the numbers": (
        [("Mã hàng", "SL", "Giá", "T.Tiền"), ("8934563138165", "2", "32.000", "64.000"), "Sữa tươi TH 1L",
         ("8936136161020", "1", "38.500", "38.500"), "Nước mắm 500ml"], NAM_NGU),
    "price before quantity": (
        [("Giá bán", "SL", "Thành tiền"), "1. Sữa tươi TH 1L", ("32.000", "2", "64.000"),
         "2. Nước mắm 500ml", ("38.500", "1", "38.500")], NAM_NGU),
    "numbers that say what they are": (
        ["Phở bò tái", ("SL: 2", "ĐG: 45.000", "90.000"), "Trà đá", ("SL: 3", "ĐG: 5.000", "15.000")], PHO_AND_TEA),
    "sum beside the name, count below": (
        [("Phở bò tái", "90.000"), "2 x 45.000", ("Trà đá", "15.000"), "3 x 5.000"], PHO_AND_TEA),
    "the same in words": (
        [("Phở bò tái", "90.000"), "SL: 2   Đơn giá: 45.000", ("Trà đá", "15.000"), "SL: 3   Đơn giá: 5.000"],
        PHO_AND_TEA),
    "price beside the name, sum below": (
        [("Phở bò tái", "45.000"), ("x 2", "90.000"), ("Trà đá", "5.000"), ("x 3", "15.000")], PHO_AND_TEA),
    "all in one run": (["Phở bò tái", "2 x 45.000 = 90.000", "Trà đá", "3 x 5.000 = 15.000"], PHO_AND_TEA),
    "counts in front": ([("2 Phở bò tái", "90.000"), ("3 Trà đá", "15.000")], PHO_AND_TEA),
    "counts with a sign": ([("2 x Phở bò tái", "90.000"), ("Trà đá x3", "15.000")], PHO_AND_TEA),
    "counts in brackets": ([("Phở bò tái (2)", "90.000"), ("Trà đá (3)", "15.000")], PHO_AND_TEA),
    "headings of groups": (
        [MENU, "ĐỒ ĂN", ("Phở bò tái", "2", "45.000", "90.000"), "ĐỒ UỐNG", ("Trà đá", "3", "5.000", "15.000")],
        PHO_AND_TEA),
    "headings over names of their own": (
        ["ĐỒ ĂN", "Phở bò tái", ("2 x 45.000", "90.000"), "ĐỒ UỐNG", "Trà đá", ("3 x 5.000", "15.000")], PHO_AND_TEA),
    "notes below": (
        [("2 Phở bò tái", "90.000"), "- không hành", "Ghi chú: mang về", ("3 Trà đá", "15.000"), "+ ít đá"],
        PHO_AND_TEA),
    "numbers on the first row of a name": (
        [MENU, ("Bún bò Huế giò heo chả", "2", "55.000", "110.000"), "cua đặc biệt",
         ("Cơm tấm sườn bì chả", "1", "45.000", "45.000"), "Trứng ốp la", ("Trà đá", "3", "5.000", "15.000")],
        [("Bún bò Huế giò heo chả cua đặc biệt", "2", 110_000), ("Cơm tấm sườn bì chả Trứng ốp la", "1", 45_000),
         ("Trà đá", "3", 15_000)]),
    "numbers on the last row of a name": (
        [MENU, "Bún bò Huế giò heo chả", ("cua đặc biệt", "2", "55.000", "110.000"),
         ("Trà đá", "3", "5.000", "15.000")],
        [("Bún bò Huế giò heo chả cua đặc biệt", "2", 110_000), ("Trà đá", "3", 15_000)]),
    "the size of a thing on a row of its own": (
        [MENU, ("Nước suối Aquafina loại", "2", "10.000", "20.000"), "500ml",
         ("Thẻ cào điện thoại", "1", "50.000", "50.000"), "50.000", ("Trà đá", "3", "5.000", "15.000")],
        [("Nước suối Aquafina loại 500ml", "2", 20_000), ("Thẻ cào điện thoại 50.000", "1", 50_000),
         ("Trà đá", "3", 15_000)]),
    "numbers between the rows of a name": (
        [MENU, "Nước suối Aquafina loại", ("", "2", "10.000", "20.000"), "500ml", ("Trà đá", "3", "5.000", "15.000"),
         "Bánh mì chảo thập cẩm", ("pate trứng xúc xích bò", "1", "59.000", "59.000"), "nướng"],
        [("Nước suối Aquafina loại 500ml", "2", 20_000), ("Trà đá", "3", 15_000),
         ("Bánh mì chảo thập cẩm pate trứng xúc xích bò nướng", "1", 59_000)]),
    "titles of columns in two rows": (
        [("Tên hàng", "SL", "Đơn", "Thành"), ("", "", "giá", "tiền"), ("Phở bò tái", "2", "45.000", "90.000"),
         ("Trà đá", "3", "5.000", "15.000")], PHO_AND_TEA),
    "a name and its numbers in one run": (
        [MENU, ("Phở bò tái Tô 2 45.000", "", "", "90.000"), ("Trà đá", "3", "5.000", "15.000")],
        [("Phở bò tái Tô", "2", 90_000), ("Trà đá", "3", 15_000)]),
    "a screen of an app": (
        ["Đơn hàng #GF-123", ("3x", "Coca Cola lon 330ml", "45.000đ"), ("lx Bánh mì", "25.000đ")],
        [("Coca Cola lon 330ml", "3", 45_000), ("Bánh mì", "1", 25_000)]),
    "a name over two rows above its numbers": (
        ["Nước giặt OMO Matic cửa trước hương oải hương túi 3.7kg", "tặng nước xả", ("1 x 189.000", "189.000"),
         "Mì Hảo Hảo", ("5 x 4.500", "22.500")],
        [("Nước giặt OMO Matic cửa trước hương oải hương túi 3.7kg tặng nước xả", "1", 189_000),
         ("Mì Hảo Hảo", "5", 22_500)]),
    "a column of units": (
        [("Tên hàng", "ĐVT", "SL", "Đơn giá", "T.Tiền"), ("Bia Tiger bạc", "Lon", "6", "18.000", "108.000"),
         ("Gạo ST25", "Kg", "5", "32.000", "160.000")], [("Bia Tiger bạc", "6", 108_000), ("Gạo ST25", "5", 160_000)]),
    "a column of running numbers": (
        [TABLE, ("1", "Bút bi TL-027", "10", "4.000", "40.000"), ("2", "Vở 96 trang", "5", "12.000", "60.000"),
         ("3", "Giấy A4 70gsm", "1", "75.000", "75.000")],
        [("Bút bi TL-027", "10", 40_000), ("Vở 96 trang", "5", 60_000), ("Giấy A4 70gsm", "1", 75_000)]),
    "rules of a table that were read": (
        [TABLE, ("1|Diêm quẹt", "1", "2.000", "2.000"), ("2Bột canh", "1", "5.000", "5.000"),
         ("3", "TXi dầu", "2)", "17.000", "34.000")],
        [("Diêm quẹt", "1", 2_000), ("Bột canh", "1", 5_000), ("Xi dầu", "2", 34_000)]),
    "a one that was read as a letter": (
        [MENU, ("Phở bò tái", "I", "45.000", "45.000"), ("l Trà đá", "3", "5.000", "15.000")],
        [("Phở bò tái", "1", 45_000), ("Trà đá", "3", 15_000)]),
    "a single running number": ([TABLE, ("1", "Bút bi", "10", "4.000", "40.000")], [("Bút bi", "10", 40_000)]),
    "numbers that are names": (
        [MENU, ("7 Up lon 330ml", "2", "10.000", "20.000"), ("3M khẩu trang", "1", "50.000", "50.000"),
         ("Combo 2 người", "1", "199.000", "199.000")],
        [("7 Up lon 330ml", "2", 20_000), ("3M khẩu trang", "1", 50_000), ("Combo 2 người", "1", 199_000)]),
    "sizes at the end of names": (
        ["Rượu nếp 500ml", ("1 x 85.000", "85.000"), "Khăn giấy 2 cuộn", ("2 x 9.000", "18.000"),
         "Natri clorid 0,9%", ("1 x 6.000", "6.000")],
        [("Rượu nếp 500ml", "1", 85_000), ("Khăn giấy 2 cuộn", "2", 18_000), ("Natri clorid 0,9%", "1", 6_000)]),
    "weights": (
        [MENU, ("Cam sành", "1,250", "45.000", "56.250"), ("Thịt ba rọi", "0.482", "158.000", "76.156")],
        [("Cam sành", "1.25", 56_250), ("Thịt ba rọi", "0.482", 76_156)]),
    "weights behind the price": (
        ["Cánh gà", ("74.500/KG X 2,203 KG", "164.124"), "Ổi", ("31.500/KG X 1,286 KGi", "40.509")],
        [("Cánh gà", "2.203", 164_124), ("Ổi", "1.286", 40_509)]),
    "hours": (
        [MENU, ("Giờ hát 19:05-21:20", "2,25", "120.000", "270.000")], [("Giờ hát 19:05-21:20", "2.25", 270_000)]),
    "a discount below its thing": (
        [MENU, ("Dầu gội 630g", "1", "150.000", "150.000"), ("Giảm giá", "-30.000"),
         ("Kem đánh răng", "2", "35.000", "70.000")], [("Dầu gội 630g", "1", 150_000), ("Kem đánh răng", "2", 70_000)]),
    "a column of discounts": (
        [("Tên hàng", "SL", "Đơn giá", "CK", "T.Tiền"), ("Dầu gội", "1", "150.000", "30.000", "120.000"),
         ("Kem đánh răng", "2", "35.000", "10%", "63.000")],
        [("Dầu gội", "1", 120_000), ("Kem đánh răng", "2", 63_000)]),
    "a column of taxes": (
        [("Tên hàng", "SL", "Đơn giá", "VAT", "T.Tiền"), ("Sữa đặc", "2", "32.000", "8%", "64.000"),
         ("Trà lọc", "1", "28.000", "10%", "28.000")], [("Sữa đặc", "2", 64_000), ("Trà lọc", "1", 28_000)]),
    "a gift and a return": (
        [MENU, ("Áo thun", "2", "150.000", "300.000"), ("Ly thủy tinh (tặng)", "1", "0", "0"),
         ("Trả hàng: Quần short", "1", "-100.000", "-100.000")],
        [("Áo thun", "2", 300_000), ("Ly thủy tinh (tặng)", "1", 0), ("Trả hàng: Quần short", "1", -100_000)]),
    "an extra with a price": (
        [MENU, ("Trà đào", "1", "40.000", "40.000"), ("+ Trân châu", "1", "10.000", "10.000")],
        [("Trà đào", "1", 40_000), ("Trân châu", "1", 10_000)]),
    "no marks on letters": (
        [("Ten mon", "SL", "Gia", "T.Tien"), ("Bo nhung giam", "1", "145.000", "145.000"),
         ("O long", "2", "5.000", "10.000")], [("Bo nhung giam", "1", 145_000), ("O long", "2", 10_000)]),
    "goods that sound like sums": (
        [MENU, ("Bò nhúng giấm", "1", "145.000", "145.000"), ("Trà vải", "2", "38.000", "76.000"),
         ("Ô long mận", "1", "45.000", "45.000"), ("Diêm quẹt", "1", "2.000", "2.000"),
         ("Thẻ cào 50k", "1", "50.000", "50.000"), ("Bàn chải", "1", "20.000", "20.000")],
        [("Bò nhúng giấm", "1", 145_000), ("Trà vải", "2", 76_000), ("Ô long mận", "1", 45_000),
         ("Diêm quẹt", "1", 2_000), ("Thẻ cào 50k", "1", 50_000), ("Bàn chải", "1", 20_000)]),
    "the same without columns": (
        [("Bò nhúng giấm", "145.000"), ("Ô long mận", "45.000"), ("Thẻ cào Viettel", "50.000"), ("Bàn chải", "20.000")],
        [("Bò nhúng giấm", "", 145_000), ("Ô long mận", "", 45_000), ("Thẻ cào Viettel", "", 50_000),
         ("Bàn chải", "", 20_000)]),
    "noughts that were read as letters": (
        [MENU, ("Ếch chiên bơ", "3", "145,0ÕÕ", "435,0ỠÕ"), ("Nước mắm", "4", "65:000", "260.000")],
        [("Ếch chiên bơ", "3", 435_000), ("Nước mắm", "4", 260_000)]),
}  # fmt: skip


@pytest.mark.parametrize("layout", CASES)
def test_things_are_read(layout: str) -> None:
    rows, things = CASES[layout]
    paid = sum(amount for _, _, amount in things) - (30_000 if layout == "a discount below its thing" else 0)
    bill = read(*HEAD, *rows, ("TỔNG CỘNG", f"{paid:,}".replace(",", ".")), ("Thẻ", f"{paid:,}"))
    assert [(line.name, line.quantity, line.amount) for line in bill.lines] == things
    assert total(bill) == paid
    assert bill.verified
