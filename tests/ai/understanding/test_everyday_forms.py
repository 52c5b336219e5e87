"""Forms that a second writer of sentences found: each row is a way of speaking, not a single sentence's rule."""

from collections.abc import Callable
from datetime import date

import pytest

from services.ai.understanding.model import Understanding

TODAY = date(2026, 9, 23)
Understand = Callable[[str], Understanding]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("tiền phòng 2tr4 chia ba", [800_000]),
        ("đi ăn 600k chia 4 mình trả 150k", [150_000]),
        ("7 hộp cơm x 35k", [245_000]),
        ("40k/phần x 3", [120_000]),
        ("mua ba ký nho ký chín chục", [270_000]),
        ("combo 3 áo giá 450k", [450_000]),
        ("gói tập 3 tháng giá 1tr5", [1_500_000]),
        ("nồi chiên 2tr sale còn 1tr5", [1_500_000]),
        ("ăn kem 30k, không, 35k", [35_000]),
        ("tổng 300k: rau 50k, thịt 250k", [50_000, 250_000]),
        ("bàn 5 hết 640k", [640_000]),
        ("số nhà 8 ngõ 3 đóng tiền rác 30k", [30_000]),
        ("one hundred and twenty-five thousand for gas", [125_000]),
        ("half a million for shoes", [500_000]),
        ("mười một rưỡi tiền rau", [11_500]),
        ("mất 3 lít vì quên ví", [300_000]),
    ],
)
def test_amounts_are_worked_out(text: str, amounts: list[int], understand: Understand) -> None:
    assert [draft.amount for draft in understand(text).drafts] == amounts


@pytest.mark.parametrize(
    "text",
    [
        "OTP cua ban la 123456",
        "mật khẩu wifi 12345678",
        "số dư vcb còn 5tr",
        "giá vàng hôm nay 150 triệu một lượng",
        "nhà 12 đường Láng",
        "gọi 1900 6868",
        "hôm nay trời 35 độ",
        "Giam ngay 30% hoa don tu 200k khi thanh toan qua VNPAY. Chi tiet lh 19001234",
    ],
)
def test_numbers_that_are_no_spending_give_nothing(text: str, understand: Understand) -> None:
    assert understand(text).drafts == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30 tết mua hoa 600k", date(2026, 2, 16)),
        ("28 tết mua bánh chưng 300k", date(2026, 2, 15)),
        ("đồ lễ cúng rằm 250k", TODAY),
        ("biếu bố mẹ 2tr nhân dịp trung thu", TODAY),
        ("anh Hải trả 1 triệu tiền mượn tuần trước", TODAY),
        ("hôm qua, à hôm nay ăn trưa 45k", TODAY),
    ],
)
def test_the_day_is_that_of_the_payment(text: str, day: date, understand: Understand) -> None:
    assert [draft.valid_date for draft in understand(text).drafts] == [day]


def test_water_beside_electricity_is_a_bill_and_beside_a_meal_a_drink(understand: Understand) -> None:
    def categories(text: str) -> list[str]:
        return [draft.category for draft in understand(text).drafts]

    assert categories("điện 500k, nước 120k") == ["home.electricity", "home.water"]
    assert categories("phở 50k, nước 10k") == ["food.eating_out", "food.coffee"]


def test_a_name_in_decomposed_letters_is_the_same_name(understand: Understand) -> None:
    decomposed = "chi\u0323 Ngo\u0323c trả lại 2 triệu"
    assert [draft.person for draft in understand(decomposed).drafts] == ["chị Ngọc"]


def test_an_account_between_two_breaks_pays_what_stands_before(understand: Understand) -> None:
    drafts = understand("mua áo 200k, trả momo; ăn trưa 50k").drafts
    assert [draft.account for draft in drafts] == ["momo", "cash"]


@pytest.mark.parametrize("text", ["ăn phở 45k ngày 30/2", "ăn phở 45k 32/13", "ăn phở 45k 32/13/9999"])
def test_a_day_that_does_not_exist_is_no_second_spending(text: str, understand: Understand) -> None:
    assert [draft.amount for draft in understand(text).drafts] == [45_000]


def test_slang_beside_another_thing_keeps_its_own_price(understand: Understand) -> None:
    assert [draft.amount for draft in understand("mua rau hai xị, cà phê 45k").drafts] == [200_000, 45_000]
    assert [draft.amount for draft in understand("mua nước 2 chai 30k").drafts] == [30_000]
