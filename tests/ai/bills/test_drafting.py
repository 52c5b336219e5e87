"""A bill becomes a draft: its category, its parts, what is taken off spread over them, when to look."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ai.bills.categories import Categorizer
from services.ai.bills.drafting import BillDraft, draft_of
from services.ai.bills.model import Bill
from services.ai.bills.splitting import spread
from services.ai.understanding.model import Context, Recollection
from services.ai.understanding.vocabulary import Vocabulary
from tests.ai.bills.layout import Printed, read

TODAY = date(2026, 9, 23)
TITLE: tuple[Printed, ...] = ("HÓA ĐƠN BÁN LẺ", "Ngày: 12/09/2026 18:05")


def drafted(bill: Bill, vocabulary: Vocabulary, context: Context = Context(today=TODAY)) -> BillDraft:  # noqa: B008
    return draft_of(bill, context, Categorizer(vocabulary, context))


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(lambda w: sum(w) > 0))
def test_shares_add_up_and_are_fair(total: int, weights: list[int]) -> None:
    shares = spread(total, weights)
    assert sum(shares) == total
    assert all(
        abs(share * sum(weights) - total * weight) < sum(weights) for share, weight in zip(shares, weights, strict=True)
    )


def test_a_verified_bill_of_one_shop_is_one_category(vocabulary: Vocabulary) -> None:
    bill = read("HIGHLANDS COFFEE", *TITLE, ("Trà sen vàng", "45.000"), ("Bánh mì", "19.000"), ("TỔNG CỘNG", "64.000"))
    draft = drafted(bill, vocabulary)
    assert (draft.amount, draft.currency, draft.valid_date) == (64_000, "VND", date(2026, 9, 12))
    assert (draft.category, draft.parts, draft.needs_look) == ("food.coffee", (), False)
    assert draft.note == "HIGHLANDS COFFEE"


def test_a_mixed_bill_is_split_and_the_voucher_is_spread(vocabulary: Vocabulary) -> None:
    bill = read(
        "SIÊU THỊ SAO MAI", *TITLE, ("Rau cải", "30.000"), ("Thuốc đau đầu", "20.000"), ("Sách giáo khoa", "50.001"),
        ("Tổng cộng", "100.001"), ("Voucher", "-10.000"), ("Khách phải trả", "90.001"),
    )  # fmt: skip
    draft = drafted(bill, vocabulary)
    assert draft.category == ""
    assert [(part.category, part.amount) for part in draft.parts] == [
        ("food.groceries", 27_000), ("health.medicine", 18_000), ("education.books", 45_001),
    ]  # fmt: skip
    assert [part.note for part in draft.parts] == ["Rau cải", "Thuốc đau đầu", "Sách giáo khoa"]


def test_a_bill_that_does_not_close_is_not_split_and_asks_for_a_look(vocabulary: Vocabulary) -> None:
    bill = read("SIÊU THỊ SAO MAI", *TITLE, ("Rau cải", "30.000"), ("Thuốc đau đầu", "20.000"), ("Tổng cộng", "90.000"))
    draft = drafted(bill, vocabulary)
    assert draft.parts == ()
    assert draft.needs_look


def test_the_household_s_memory_comes_before_the_words(vocabulary: Vocabulary) -> None:
    def recall(note: str, is_income: bool, strong: str) -> Recollection | None:
        return Recollection("cat-7", "jar-3", 0.9, "3 lần", "rau") if "rau" in note else None

    bill = read("QUÁN BÀ TƯ", *TITLE, ("Rau cải", "30.000"), ("Tổng cộng", "30.000"))
    draft = drafted(bill, vocabulary, Context(today=TODAY, recall=recall))
    assert (draft.category, draft.jar) == ("cat-7", "jar-3")


def test_a_day_that_is_not_printed_or_still_to_come_is_today_and_a_guess(vocabulary: Vocabulary) -> None:
    for printed in ("", "Ngày: 12/12/2030"):
        bill = read("QUÁN BÀ TƯ", "HÓA ĐƠN", printed or "Kính chào", ("Phở", "30.000"), ("Tổng cộng", "30.000"))
        draft = drafted(bill, vocabulary)
        assert draft.valid_date == TODAY
        assert draft.needs_look


def test_a_foreign_bill_keeps_its_currency_and_asks_for_a_look(vocabulary: Vocabulary) -> None:
    bill = read("KEDAI BUKU SDN BHD", "RECEIPT", "12/09/2026", ("PEN", "RM 9.00"), ("TOTAL", "RM 9.00"))
    draft = drafted(bill, vocabulary)
    assert (draft.amount, draft.currency, draft.needs_look) == (900, "MYR", True)


@pytest.mark.parametrize(("paid", "account"), [("Tiền mặt", "cash"), ("Chuyển khoản", "bank"), ("MOMO", "bank")])
def test_the_account_is_what_the_bill_was_paid_from(vocabulary: Vocabulary, paid: str, account: str) -> None:
    bill = read("QUÁN BÀ TƯ", *TITLE, ("Phở", "30.000"), ("Tổng cộng", "30.000"), (paid, "30.000"))
    assert drafted(bill, vocabulary).account == account
