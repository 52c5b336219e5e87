"""Forms that a third writer of sentences found: each row is a way of speaking, not a single sentence's rule."""

from collections.abc import Callable
from datetime import date

import pytest

from services.ai.understanding.model import Draft, Understanding

TODAY = date(2026, 9, 23)
Understand = Callable[[str], Understanding]
DraftOf = Callable[[str], Draft]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("ăn trưa sáu mươi cà phê bốn mươi gửi xe năm", [60_000, 40_000, 5_000]),
        ("gửi xe năm cà phê ba mươi", [5_000, 30_000]),
        ("gạo 120, đường 25, muối 10", [120_000, 25_000, 10_000]),
        ("đổ xăng 50 à 60", [60_000]),
        ("lương 15tr, à 16tr", [16_000_000]),
        ("2kg cam giá 45k/kg", [90_000]),
        ("đặt 3 suất cơm 40k một suất", [120_000]),
        ("giữ xe 3 ngày mỗi ngày 10k", [30_000]),
        ("nạp 4g 90k", [90_000]),
    ],
)
def test_amounts_are_worked_out(text: str, amounts: list[int], understand: Understand) -> None:
    assert [draft.amount for draft in understand(text).drafts] == amounts


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("20.9 mua giày 650k", [date(2026, 9, 20)]),
        ("mua giày 650k 20.9", [date(2026, 9, 20)]),
        ("cà phê 12.5", [TODAY]),
        ("20/9 cafe 30k 21/9 cơm 40k 22/9 xăng 60k", [date(2026, 9, 20), date(2026, 9, 21), date(2026, 9, 22)]),
        ("xăng 60k 20/9 rau 30k 21/9", [date(2026, 9, 20), date(2026, 9, 21)]),
        ("tết vừa rồi lì xì 5tr", [date(2026, 2, 17)]),
        ("đường 3/2 gửi xe 5k", [TODAY]),
    ],
)
def test_days_go_with_their_amounts(text: str, days: list[date], understand: Understand) -> None:
    assert [draft.valid_date for draft in understand(text).drafts] == days


@pytest.mark.parametrize(
    ("text", "kind", "person"),
    [
        ("me gui 3 trieu", "income", "me"),
        ("cháu ngoại biếu 1 triệu", "income", "cháu ngoại"),
        ("tiền hàng chị Thu trả 5tr4", "income", ""),
        ("hôm nay lãi 1tr2", "income", ""),
        ("chuyển 2tr vào tiết kiệm", "transfer", ""),
        ("chuyển 3tr qua MB", "transfer", ""),
        ("một chỉ vàng mười lăm triệu", "exchange", ""),
        ("ck Hương 300k tiền áo", "expense", "Hương"),
        ("nhập vải chợ Ninh Hiệp 8tr6", "expense", ""),
    ],
)
def test_kinds_and_people(text: str, kind: str, person: str, draft_of: DraftOf) -> None:
    draft = draft_of(text)
    assert draft.kind.value == kind
    if person or kind == "expense":
        assert draft.person == person


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("book grab đi meeting 76k", "transport.ride"),
        ("ck Hương 300k tiền áo", "shopping.clothes"),
        ("trung thu mua bánh 300k", "food.eating_out"),
        ("sửa biển hiệu 650k", "home.repair"),
        ("cóc dầm 20k", "food.eating_out"),
        ("tiêm phòng mèo 250k", "family.pets"),
    ],
)
def test_what_it_was_for(text: str, category: str, draft_of: DraftOf) -> None:
    assert draft_of(text).category == category


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("mất 500k", "mất"),
        ("mất tiền 200k", "mất tiền"),
        ("sửa quạt mất 80k", "sửa quạt"),
        ("áo 300k giảm 30% còn 210k", "áo"),
        ("hôm qua à không hôm kia ăn lẩu 400k", "ăn lẩu"),
    ],
)
def test_the_note_keeps_what_was_said(text: str, note: str, draft_of: DraftOf) -> None:
    assert draft_of(text).note == note


@pytest.mark.parametrize(
    ("text", "kind", "account", "counter", "note"),
    [
        (
            "VPBank: TK *5678 -199,000VND 19/09/2026 21:00. SD 880,000VND. GD: NETFLIX.COM",
            "expense",
            "vpb",
            "",
            "NETFLIX.COM",
        ),
        ("VIB: 22-09-2026 08:00 TK 6012 -45,000VND SD 120,000VND ND: MBVCB.889.ca phe", "expense", "vib", "", "ca phe"),
        (
            "MSB: TK xxx123 GD -1,000,000 VND luc 13:15 20/09/26. SD 5,000,000. ND: gui tiet kiem",
            "transfer",
            "msb",
            "savings",
            "gui tiet kiem",
        ),
        (
            "TCB: TK 19xxx -500,000 VND. SD 2,000,000. ND: NAP TIEN VI MOMO",
            "transfer",
            "tcb",
            "momo",
            "NAP TIEN VI MOMO",
        ),
        (
            "MoMo: Nạp tiền thành công 500.000đ từ Vietcombank vào ví MoMo. Số dư: 900.000đ",
            "transfer",
            "vcb",
            "momo",
            "",
        ),
        (
            "HDBank: TK 0097xxx +1,200,000VND. So du 3,450,112VND. ND: hoan tien don hang shopee",
            "refund",
            "hdb",
            "",
            "hoan tien don hang shopee",
        ),
        (
            "agribank: 10h54p 20/09 tk 666: -2,200,000vnd (tra no vay). sd: 300,112vnd.",
            "loan_repay",
            "agribank",
            "",
            "tra no vay",
        ),
        ("Bạn vừa nhận được 200.000đ từ TRAN VAN B qua MoMo. Số dư ví: 650.000đ", "income", "momo", "", "TRAN VAN B"),
        (
            "Thẻ tín dụng VIB x1 vừa chi tiêu 1.250.000 VND tại UNIQLO VN ngày 19/09. Hạn mức còn lại 18.750.000 VND",
            "expense",
            "vib",
            "",
            "UNIQLO VN",
        ),
    ],
)
def test_messages(text: str, kind: str, account: str, counter: str, note: str, draft_of: DraftOf) -> None:
    draft = draft_of(text)
    assert (draft.kind.value, draft.account, draft.counter_account, draft.note) == (kind, account, counter, note)


def test_an_offer_of_credit_is_no_loan(understand: Understand) -> None:
    assert understand("Cake: Vay ngay 50.000.000d lai suat 0%. Dang ky tai cake.vn").drafts == ()


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("tien dien 520 nuoc 80 mang 220", ["home.electricity", "home.water", "home.internet"]),
        ("ot 5 hanh 5", ["food.groceries", "food.groceries"]),
        ("2 coffees 90k", ["food.coffee"]),
    ],
)
def test_without_marks_the_neighbours_say_which_word_it_is(
    text: str, categories: list[str], understand: Understand
) -> None:
    assert [draft.category for draft in understand(text).drafts] == categories


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("hom nay an sang 30", "an sang"),
        ("va xe 20k", "va xe"),
        ("ba má cho 1tr", "ba má cho"),
        ("rút momo về vcb 500k", "rút"),
        ("ăn phở hết 55k trả bằng momo", "ăn phở"),
        ("1. phở 45k", "phở"),
    ],
)
def test_only_what_leads_on_is_left_out_of_the_note(text: str, note: str, draft_of: DraftOf) -> None:
    assert draft_of(text).note == note


@pytest.mark.parametrize(
    ("text", "kind", "amount", "category"),
    [
        (
            "ACB: TK 12345678 (+) 500.000 VND luc 14:00 22/09. SD: 2.100.000. ND: ban hang",
            "income",
            500_000,
            "business",
        ),
        ("TIMO: Bạn vừa nhận 2.000.000 VND từ LE VAN C. Nội dung: gop tien", "income", 2_000_000, "other_income"),
        ("HSBC: Your card ending 1234 was charged VND 450,000 at STARBUCKS", "expense", 450_000, "food.coffee"),
        (
            "Vietcombank 22/09/2026 | -250.000 VND | SD 1.750.000 VND | QR - PHUC LONG",
            "expense",
            250_000,
            "food.coffee",
        ),
        ("MoMo: Thanh toán thành công hóa đơn điện 512.000đ. Số dư: 88.000đ", "expense", 512_000, "home.electricity"),
        ("ViettelPay: Ban da nap 100.000d vao thue bao 0987654321. So du: 45.000d", "expense", 100_000, "home.phone"),
        ("ZaloPay: Bạn nhận được 50.000đ hoàn tiền từ Grab. Số dư: 120.000đ", "refund", 50_000, "transport.ride"),
    ],
)
def test_more_shapes_of_messages(text: str, kind: str, amount: int, category: str, draft_of: DraftOf) -> None:
    draft = draft_of(text)
    assert (draft.kind.value, draft.amount, draft.category) == (kind, amount, category)


@pytest.mark.parametrize(
    "text",
    [
        "Thong bao tien dien ky 9/2026: 756.000 dong. Han thanh toan 28/09",
        "FPT: cuoc internet thang 9 la 220.000d, vui long thanh toan truoc ngay 25",
        "VNPT: Goi cuoc cua quy khach se het han ngay 30/09. Gia han 120.000d/thang",
        "Vay tien nhanh 50 trieu lai suat 1%/thang, lien he 0909123456",
        "Ban co 1 don hang 350.000d dang giao. Vui long chuan bi tien mat",
        "Lich thanh toan khoan vay: 3,250,000 VND ngay 30/09/2026",
    ],
)
def test_what_is_still_to_be_paid_is_not_paid(text: str, understand: Understand) -> None:
    assert understand(text).drafts == ()


@pytest.mark.parametrize(
    ("text", "day", "amount"),
    [
        ("18-9 mua áo 300k", date(2026, 9, 18), 300_000),
        ("CN 20-9 đi chợ 200k", date(2026, 9, 20), 200_000),
        ("vở bút 20-30k", TODAY, 30_000),
        ("15 tháng này đóng trọ 2tr", date(2026, 9, 15), 2_000_000),
        ("phở 45 tháng trước", date(2026, 8, 23), 45_000),
        ("thuốc 80k 3 tuần trước", date(2026, 9, 2), 80_000),
        ("3 tháng này đóng 9tr", TODAY, 9_000_000),
        ("23 chạp cúng 200", date(2026, 2, 10), 200_000),
        ("tháng giêng đi lễ 500", date(2026, 2, 17), 500_000),
        ("ngày 20 vừa rồi mua quà 300k", date(2026, 9, 20), 300_000),
    ],
)
def test_days_that_look_like_numbers(text: str, day: date, amount: int, draft_of: DraftOf) -> None:
    draft = draft_of(text)
    assert (draft.valid_date, draft.amount) == (day, amount)


def test_paying_by_way_of_a_bank_is_no_transfer(draft_of: DraftOf) -> None:
    draft = draft_of("Đóng tiền học hè cho cu Tí 1tr8, ck qua VCB")
    assert (draft.kind.value, draft.account) == ("expense", "vcb")


def test_a_part_of_several_is_no_day(draft_of: DraftOf) -> None:
    assert draft_of("trả góp iphone kỳ 3/12 2tr1").valid_date == TODAY


def test_a_day_said_twice_is_one_day(draft_of: DraftOf) -> None:
    draft = draft_of("Hôm qua 22/9 đi khám thai 450k")
    assert (draft.valid_date, draft.note) == (date(2026, 9, 22), "đi khám thai")


def test_an_everyday_word_is_no_misspelling(draft_of: DraftOf) -> None:
    assert draft_of("Nhận lại cọc nhà 5tr").category == "home"
