"""Which words go with which amount, sums, corrections, and who owes whom."""

from collections.abc import Callable

import pytest

from services.ai.understanding.model import Draft, Understanding


def amounts(found: Understanding) -> list[tuple[int | None, str]]:
    return [(draft.amount, draft.category) for draft in found.drafts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ăn sáng 30 cà phê 25", [(30_000, "food.eating_out"), (25_000, "food.coffee")]),
        ("cà phê 25 gửi xe 5", [(25_000, "food.coffee"), (5_000, "transport.parking")]),
        ("25k xôi 15k cà phê", [(25_000, "food.eating_out"), (15_000, "food.coffee")]),
        ("áo với quần hết 500", [(500_000, "shopping.clothes")]),
        ("áo 200 quần 300 hết 500", [(200_000, "shopping.clothes"), (300_000, "shopping.clothes")]),
        ("phở 45k bằng momo cà phê 25k", [(45_000, "food.eating_out"), (25_000, "food.coffee")]),
        ("cà phê 30, à không, 40", [(40_000, "food.coffee")]),
        ("2 vé xem phim 180", [(180_000, "fun.movies")]),
        ("iphone 15 pro max 25tr", [(25_000_000, "shopping.electronics")]),
        ("size 40 giày 600k", [(600_000, "shopping.clothes")]),
    ],
)  # fmt: skip
def test_words_and_amounts(
    text: str, expected: list[tuple[int, str]], understand: Callable[[str], Understanding]
) -> None:
    assert amounts(understand(text)) == expected


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("vé xem phim 50k x 2", 100_000),
        ("bánh bao 12k*5", 60_000),
        ("4 vé x 90k", 360_000),
        ("3 ly 25k", 75_000),
        ("3 ly cà phê 75k", 75_000),
        ("3 ly cà phê 25k/ly", 75_000),
        ("5 cái bánh 10k một cái", 50_000),
        ("ăn trưa 120k chia 3", 40_000),
        ("bữa ăn 600k chia đôi", 300_000),
        ("4 người ăn lẩu 800k chia đều", 200_000),
        ("áo 400k giảm 10%", 360_000),
        ("hoá đơn 500k trừ 100k", 400_000),
        ("200k + 50k tiền chợ", 250_000),
    ],
)
def test_sums(text: str, amount: int, draft_of: Callable[[str], Draft]) -> None:
    assert draft_of(text).amount == amount


@pytest.mark.parametrize(
    ("text", "kind", "person"),
    [
        ("cho Lan vay 500k", "loan_out", "Lan"),
        ("Lan mượn 500k", "loan_out", "Lan"),
        ("vay anh Nam 2tr", "loan_in", "anh Nam"),
        ("Lan trả nợ 500k", "loan_back", "Lan"),
        ("trả nợ anh Nam 2tr", "loan_repay", "anh Nam"),
        ("trả hộ Lan 200", "loan_out", "Lan"),
        ("Lan trả hộ 200k", "loan_in", "Lan"),
        ("bác Ba trả nợ một triệu", "loan_back", "bác Ba"),
        ("biếu mẹ 2 triệu", "expense", "mẹ"),
        ("mẹ cho 500k", "income", "mẹ"),
        ("lì xì cháu 100k", "expense", ""),
        ("được lì xì 200k", "income", ""),
        ("hoàn tiền shopee 150k", "refund", ""),
        ("rút 2 triệu", "transfer", ""),
        ("lương 15tr", "income", ""),
        ("trả góp xe 2tr", "expense", ""),
        ("bán trú 900k", "expense", ""),
    ],
)
def test_kinds_and_people(text: str, kind: str, person: str, draft_of: Callable[[str], Draft]) -> None:
    draft = draft_of(text)
    assert draft.kind.value == kind
    assert not person or draft.person == person


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("rút 2 triệu", "bank", "cash"),
        ("rút atm vcb 1tr", "vcb", "cash"),
        ("nạp momo 200k", "bank", "momo"),
        ("nạp 100k vào momo từ vcb", "vcb", "momo"),
        ("chuyển 2tr từ ví momo về tài khoản vcb", "momo", "vcb"),
        ("gửi tiết kiệm 5tr", "bank", "savings"),
        ("bỏ ống heo 50k", "cash", "savings"),
        ("nộp tiền mặt vào vcb 3tr", "cash", "vcb"),
        ("trả thẻ tín dụng 5tr", "bank", "card"),
    ],
)
def test_transfers(text: str, source: str, target: str, draft_of: Callable[[str], Draft]) -> None:
    draft = draft_of(text)
    assert (draft.kind.value, draft.account, draft.counter_account) == ("transfer", source, target)


def test_jars_and_gold(draft_of: Callable[[str], Draft]) -> None:
    move = draft_of("chuyển 500k từ hũ hưởng thụ sang hũ thiết yếu")
    assert (move.kind.value, move.jar, move.counter_jar) == ("jar_move", "PLAY", "NEC")
    assert draft_of("lấy hũ chơi mua sách 200k").jar == "PLAY"
    bought = draft_of("mua 2 chỉ vàng 15tr2")
    assert (bought.amount, bought.counter_amount, bought.counter_currency) == (15_200_000, 200, "GOLD_CHI")
    assert (draft_of("mua 1 cây vàng").amount, draft_of("mua 1 cây vàng").currency) == (1000, "GOLD_CHI")


def test_what_is_completed_is_marked_as_inferred(draft_of: Callable[[str], Draft]) -> None:
    def inferred(text: str) -> set[str]:
        return {piece.field for piece in draft_of(text).evidence if piece.inferred}

    assert "amount" in inferred("ăn phở 45")
    assert "amount" not in inferred("ăn phở 45k")
    assert "amount" in inferred("lương 15")
    assert draft_of("lương 15").amount == 15_000_000


def test_tags_and_notes(draft_of: Callable[[str], Draft]) -> None:
    draft = draft_of("hôm qua ăn phở bằng momo 45k #congtac")
    assert (draft.note, draft.tags, draft.account) == ("ăn phở", ("congtac",), "momo")
