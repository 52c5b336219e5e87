"""Bills that must not fool the reader: the decoys and layouts that shops print."""

import pytest

from services.ai.bills.extraction import Reader
from services.ai.bills.geometry import rows_of, straightened
from services.ai.bills.joining import joined
from services.ai.bills.model import BillField, PictureKind
from services.ai.bills.separating import separated
from tests.ai.bills.layout import Printed, read, things, total, turned, words_of

HEAD: tuple[Printed, ...] = (
    "SIÊU THỊ SAO MAI",
    "168 Nguyễn Đình Chiểu, Phường 6, Quận 3, TP.HCM",
    "Hotline: 1900 5555 68",
    "MST: 0301175691",
    "HÓA ĐƠN BÁN LẺ",
    "Ngày: 12/11/2025 18:05   Quầy 3",
)
COLUMNS: Printed = ("Tên hàng", "SL", "Đơn giá", "T.Tiền")
THINGS: tuple[Printed, ...] = (
    ("Sữa tươi 1L", "2", "32.000", "64.000"),
    ("Trứng gà hộp 10", "1", "32.900", "32.900"),
    ("Bánh mì sandwich", "1", "19.000", "19.000"),
)
BILL = (*HEAD, COLUMNS, *THINGS)


def test_the_cash_handed_over_is_no_total() -> None:
    bill = read(*BILL, ("TỔNG CỘNG:", "115.900"), ("Tiền mặt:", "200.000"), ("Tiền thối lại:", "84.100"))
    assert total(bill) == 115_900
    assert bill.verified
    assert set(bill.why) == {"LINES_SUM", "CASH_CHANGE"}
    assert bill.amount(BillField.CASH) == 200_000
    assert bill.amount(BillField.CHANGE) == 84_100
    assert things(bill) == [("Sữa tươi 1L", 64_000), ("Trứng gà hộp 10", 32_900), ("Bánh mì sandwich", 19_000)]
    assert [(line.quantity, line.unit_price) for line in bill.lines] == [("2", 32_000), ("1", 32_900), ("1", 19_000)]


def test_a_total_that_cannot_be_read_follows_from_cash_and_change() -> None:
    bill = read(*BILL, ("TỔNG CỘNG:", ""), ("Khách đưa:", "200.000"), ("Tiền thừa:", "84.100"))
    assert total(bill) == 115_900
    assert bill.verified


def test_a_year_in_a_paid_on_line_is_no_money() -> None:
    bill = read(*BILL, ("TỔNG CỘNG:", "115.900"), "Thanh toán ngày 12/11/2025", "Thanh toán năm 2025")
    assert total(bill) == 115_900
    time = bill.piece(BillField.TIME)
    assert time is not None
    assert time.text == "2025-11-12T18:05"


def test_a_total_may_stand_in_the_next_row() -> None:
    bill = read(*BILL, "TỔNG CỘNG", ("", "115.900"), "Cảm ơn quý khách")
    assert total(bill) == 115_900
    assert bill.verified


def test_a_weight_is_no_money() -> None:
    rows: tuple[Printed, ...] = (
        *HEAD, COLUMNS, "Thịt heo xay", ("52.700/KG X 0,416KG", "21.923"), ("Cà chua 0.416kg", "8.000"),
        ("TỔNG CỘNG", "29.923"),
    )  # fmt: skip
    bill = read(*rows)
    assert total(bill) == 29_923
    first = bill.lines[0]
    assert (first.name, first.quantity, first.unit, first.unit_price) == ("Thịt heo xay", "0.416", "kg", 52_700)
    assert bill.lines[1].amount == 8_000
    assert bill.verified


def test_vat_inside_the_price_is_not_added() -> None:
    bill = read(*BILL, ("TỔNG CỘNG", "115.900"), ("Trong đó thuế GTGT 8%", "8.585"), ("Thẻ", "115.900"))
    assert total(bill) == 115_900
    assert bill.verified
    assert bill.amount(BillField.VAT) == 8_585


def test_vat_on_top_of_the_price_is_added() -> None:
    bill = read(*BILL, ("Cộng tiền hàng", "115.900"), ("Thuế GTGT 10%", "11.590"), ("Tổng thanh toán", "127.490"))
    assert total(bill) == 127_490
    assert bill.verified


def test_a_voucher_below_the_subtotal_is_taken_off() -> None:
    bill = read(*BILL, ("Tổng cộng", "115.900"), ("Voucher", "-15.900"), ("Khách phải trả", "100.000"))
    assert total(bill) == 100_000
    assert bill.amount(BillField.DISCOUNT) == 15_900
    assert bill.verified


def test_a_voucher_whose_result_cannot_be_read_leaves_doubt() -> None:
    bill = read(*BILL, ("Tổng cộng", "115.900"), ("Voucher", "-15.900"))
    assert not bill.verified


def test_fee_and_rounding_close_the_sum() -> None:
    bill = read(
        *BILL, ("Tạm tính", "115.900"), ("Phí dịch vụ 5%", "5.795"), ("Làm tròn", "305"), ("Tổng thanh toán", "122.000")
    )
    assert total(bill) == 122_000
    assert bill.verified
    assert bill.amount(BillField.FEE) == 5_795


def test_the_amount_in_words_proves_a_total() -> None:
    bill = read(
        *HEAD, ("Tổng cộng", "115.900"), "Bằng chữ: Một trăm mười lăm nghìn chín trăm đồng chẵn"
    )  # fmt: skip
    assert total(bill) == 115_900
    assert bill.verified
    assert "WORDS" in bill.why


def test_words_that_say_otherwise_leave_doubt() -> None:
    bill = read(*BILL, ("Tổng cộng", "115.900"), "Bằng chữ: Một trăm mười sáu nghìn chín trăm đồng")
    assert not bill.verified
    assert "WORDS_BREAK" in bill.why


def test_a_line_that_breaks_the_sum_is_named() -> None:
    things_read: tuple[Printed, ...] = (THINGS[0], ("Trứng gà hộp 10", "", "", "82.900"), THINGS[2])
    bill = read(
        *HEAD, COLUMNS, *things_read, ("TỔNG CỘNG", "115.900"), ("Tiền mặt", "200.000"), ("Tiền thối", "84.100")
    )
    assert total(bill) == 115_900
    assert [line.breaks_the_sum for line in bill.lines] == [False, True, False]
    assert "LINE_BREAKS:2" in bill.why
    assert not bill.verified


def test_a_line_is_mended_when_two_identities_agree() -> None:
    things_read: tuple[Printed, ...] = (("Sữa tươi 1L", "2", "32.000", "84.000"), *THINGS[1:])
    bill = read(*HEAD, COLUMNS, *things_read, ("TỔNG CỘNG", "115.900"))
    assert [line.amount for line in bill.lines] == [64_000, 32_900, 19_000]
    assert bill.verified


def test_points_counts_and_codes_are_no_sums() -> None:
    bill = read(
        *BILL, ("Tổng số lượng", "4"), ("TỔNG TIỀN", "115.900"), ("Điểm tích lũy", "1.159"), ("Tổng điểm", "250.300"),
        "8934563138165", "Bàn 12", "Bạn đã tiết kiệm  35.000",
    )  # fmt: skip
    assert total(bill) == 115_900
    assert bill.verified
    assert bill.amount(BillField.DISCOUNT) in (None, 0)


def test_digits_of_two_words_are_never_joined() -> None:
    bill = read(
        *HEAD, COLUMNS, ("Trà sữa size 500", "1", "", "32.000"), ("Phở", "2", "45.000", "90.000"), ("Tổng", "122.000")
    )
    assert things(bill) == [("Trà sữa size 500", 32_000), ("Phở", 90_000)]
    assert total(bill) == 122_000


@pytest.mark.parametrize("radians", [-0.06, -0.03, 0.03, 0.06])
def test_a_slanted_page_keeps_its_rows(radians: float) -> None:
    words = straightened(turned(words_of(*BILL, ("TỔNG CỘNG", "115.900")), radians), radians)
    bill = Reader().read(rows_of(words))
    assert total(bill) == 115_900
    assert bill.verified


def test_a_long_bill_in_three_photos_counts_what_overlaps_once() -> None:
    goods: list[Printed] = [(f"Món số {chr(65 + i)} ngon", "1", f"{20 + i}.000", f"{20 + i}.000") for i in range(12)]
    goods[5] = goods[4]  # the same thing bought twice in a row
    amount = sum(int(str(row[3]).replace(".", "")) for row in goods)
    whole: list[Printed] = [*HEAD, COLUMNS, *goods, ("TỔNG CỘNG", f"{amount:,}".replace(",", "."))]
    photos = [whole[:11], whole[8:16], whole[13:]]
    pages = [rows_of(words_of(*rows, page=number)) for number, rows in enumerate(photos)]
    (rows,) = joined(pages)
    bill = Reader().read(rows)
    assert len(bill.lines) == 12
    assert total(bill) == amount
    assert bill.verified


def test_photos_of_two_bills_are_not_joined() -> None:
    one, other = (
        [*BILL, ("TỔNG CỘNG", "115.900")],
        ["QUÁN PHỞ BẮC", "HÓA ĐƠN", ("Phở", "45.000"), ("TỔNG CỘNG", "45.000")],
    )
    pages = [rows_of(words_of(*one, page=0)), rows_of(words_of(*other, page=1))]
    assert [total(Reader().read(rows)) for rows in joined(pages)] == [115_900, 45_000]


def test_two_bills_side_by_side_are_two() -> None:
    one = words_of(*BILL, ("TỔNG CỘNG", "115.900"))
    other = words_of(
        "QUÁN PHỞ BẮC", "HÓA ĐƠN", ("Phở bò", "90.000"), ("Trà đá", "5.000"), ("TỔNG CỘNG", "95.000"), left=700
    )
    found = [Reader().read(rows_of(words)) for words in separated([*one, *other])]
    assert sorted(amount for bill in found if (amount := total(bill))) == [95_000, 115_900]
    assert all(bill.verified for bill in found)


def test_two_bills_above_each_other_are_two() -> None:
    one = words_of(*BILL, ("TỔNG CỘNG", "115.900"))
    other = words_of("QUÁN PHỞ BẮC", "HÓA ĐƠN", ("Phở bò", "90.000"), ("TỔNG CỘNG", "90.000"), top=700)
    found = [Reader().read(rows_of(words)) for words in separated([*one, *other])]
    assert [total(bill) for bill in found] == [115_900, 90_000]


def test_one_bill_with_columns_stays_one() -> None:
    words = words_of(*BILL, ("Tạm tính", "115.900"), ("Giảm giá", "5.900"), ("TỔNG CỘNG", "110.000"))
    assert len(separated(words)) == 1


def test_a_transfer_is_not_its_balance() -> None:
    bill = read(
        "Chuyển tiền thành công", "250.000 VND", "12/11/2025 19:05:00", ("Người nhận", "NGUYEN VAN AN"),
        ("Số tài khoản", "0011001234567"), ("Ngân hàng", "Vietcombank"), ("Nội dung", "tra tien an trua 2025"),
        ("Mã giao dịch", "987654321012"), ("Số dư", "1.750.000 VND"), ("Phí", "0 VND"),
    )  # fmt: skip
    assert bill.kind is PictureKind.TRANSFER
    assert total(bill) == 250_000
    merchant, time = bill.piece(BillField.MERCHANT), bill.piece(BillField.TIME)
    assert merchant is not None
    assert merchant.text == "NGUYEN VAN AN"
    assert time is not None
    assert time.text == "2025-11-12T19:05"


@pytest.mark.parametrize(
    "rows",
    [
        ("Chương một", "Ngày xửa ngày xưa có một chàng trai", "năm 1945 anh ấy có 250.000 đồng trong túi"),
        ("THỰC ĐƠN", ("Phở bò", "45.000"), ("Bún chả", "50.000")),
        ("Tổng cộng có 12.000 người đến dự lễ hội vào ngày 12/11/2025 tại thành phố",),
        (),
    ],
)
def test_no_bill_is_an_answer(rows: tuple[Printed, ...]) -> None:
    assert read(*rows).kind is PictureKind.NONE


def test_a_faded_bill_without_a_readable_total_asks_for_a_look() -> None:
    bill = read(*BILL, "T NG C NG", "C m n qu kh ch")
    assert bill.kind is PictureKind.BILL
    assert not bill.verified
