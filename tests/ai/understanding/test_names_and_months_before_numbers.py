"""Number words that belong to a name, a month or an ordinal, and the amount that begins right behind them."""

from collections.abc import Callable

import pytest

from services.ai.understanding.model import Understanding

Understand = Callable[[str], Understanding]


@pytest.mark.parametrize(
    ("text", "amount", "person"),
    [
        ("mừng cưới anh tư một triệu", 1_000_000, "anh tư"),
        ("trả nợ dì sáu một triệu đồng", 1_000_000, "dì sáu"),
        ("vay dì sáu bảy triệu chín", 7_900_000, "dì sáu"),
        ("cho chú bảy mượn sáu mươi sáu ngàn", 66_000, "chú bảy"),
        ("trả nợ mợ tư sáu triệu ba", 6_300_000, "mợ tư"),
        ("cho anh hai 500k", 500_000, "anh hai"),
        ("bác Ba trả nợ một triệu", 1_000_000, "bác Ba"),
        ("mừng cưới thằng năm một triệu", 1_000_000, "thằng năm"),
        ("mua quà cho bé ba hai triệu", 2_000_000, "bé ba"),
    ],
)
def test_children_are_called_by_their_number(text: str, amount: int, person: str, understand: Understand) -> None:
    (draft,) = understand(text).drafts
    assert (draft.amount, draft.person) == (amount, person)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("cho chị ba trăm nghìn", 300_000),
        ("trả cô hai lăm nghìn", 25_000),
        ("đưa anh hai tư nghìn", 24_000),
        ("biếu dì ba trăm rưỡi", 350_000),
        ("cho bác năm mươi nghìn", 50_000),
        ("đưa má mười bốn triệu năm trăm ngàn", 14_500_000),
        ("mua cho chị ba cốc trà sữa 90k", 90_000),
        ("mua cho em hai ba cái áo 200k", 200_000),
    ],
)
def test_behind_a_title_the_number_still_counts_where_nothing_else_does(
    text: str, amount: int, understand: Understand
) -> None:
    assert [draft.amount for draft in understand(text).drafts] == [amount]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("gửi xe tháng năm mươi nghìn", 50_000),
        ("tiền nước tháng sáu mươi tám ngàn", 68_000),
        ("tiền điện tháng năm triệu hai", 5_200_000),
        ("đóng học tháng chín triệu rưỡi", 9_500_000),
        ("gửi xe tháng mười năm mươi nghìn", 50_000),
        ("vé gửi xe tháng hai lăm ngàn", 25_000),
        ("tiền điện tháng tám bốn trăm nghìn", 400_000),
        ("trả nợ Thắng bảy trăm năm mươi nghìn", 750_000),
        ("tiền mạng ba tháng chín trăm nghìn", 900_000),
        ("gói cước sáu tháng ba trăm nghìn", 300_000),
        ("vé tháng hai trăm nghìn", 200_000),
        ("tiền điện ngày năm tháng chín trăm nghìn", 100_000),
    ],
)
def test_a_month_leaves_the_number_whole(text: str, amount: int, understand: Understand) -> None:
    assert [draft.amount for draft in understand(text).drafts] == [amount]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("lương thứ mười ba tám trăm nghìn", [800_000]),
        ("ba mươi chín triệu lương thứ mười ba", [39_000_000]),
        ("lương tháng mười ba sáu triệu tám", [6_800_000]),
        ("lương tháng mười ba năm mươi chín triệu", [59_000_000]),
        ("đổ xăng chín mươi lăm hết năm mươi nghìn", [50_000]),
        ("đổ xăng chín mươi lăm", [95_000]),
        ("đổ xăng chín mươi lăm cà phê ba mươi", [95_000, 30_000]),
    ],
)
def test_an_ordinal_and_a_grade_of_fuel_are_no_amounts(text: str, amounts: list[int], understand: Understand) -> None:
    assert [draft.amount for draft in understand(text).drafts] == amounts


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("khám sức khoẻ tám trăm năm qua momo", [850_000]),
        ("sửa máy tính bốn triệu năm rồi cà phê tám mươi", [4_500_000, 80_000]),
        ("lương hai mươi triệu năm ngoái", [20_000_000]),
        ("sữa sáu trăm rưỡi ti vi bốn mươi triệu", [650_000, 40_000_000]),
    ],
)
def test_five_is_no_year_and_a_television_no_billion(text: str, amounts: list[int], understand: Understand) -> None:
    assert [draft.amount for draft in understand(text).drafts] == amounts


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("hôm qua đi chơi với tụi nó ở chỗ kia hết bảy trăm hai", 720_000),
        ("hôm qua đi chơi với tụi nó ở chỗ kia bảy trăm hai bằng thẻ tín dụng", 720_000),
    ],
)
def test_what_it_cost_and_what_it_was_paid_with_make_a_bare_number_money(
    text: str, amount: int, understand: Understand
) -> None:
    assert [draft.amount for draft in understand(text).drafts] == [amount]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("tiền mạng hai trăm một tháng", 200_000),
        ("gửi xe trăm hai một tháng", 120_000),
        ("thịt năm chục một ký", 50_000),
        ("phở năm mươi một tô", 50_000),
        ("tiền điện hai trăm một", 210_000),
        ("rau ba mươi một nghìn", 31_000),
        ("bảo hiểm năm triệu một năm", 5_000_000),
        ("tiền mạng một năm hai triệu tư", 2_400_000),
        ("học phí một năm mười hai triệu", 12_000_000),
        ("gói một năm sáu trăm chín", 690_000),
        ("trả góp kỳ ba một triệu hai", 1_200_000),
        ("tiền học lớp một một triệu", 1_000_000),
        ("học phí lớp hai ba triệu", 3_000_000),
        ("học phí học kỳ hai năm triệu", 5_000_000),
        ("học kỳ một tám triệu", 8_000_000),
        ("đóng quỹ lớp một trăm nghìn", 100_000),
        ("tiền trọ quận ba hai triệu", 2_000_000),
        ("đóng quỹ lớp hai trăm nghìn", 200_000),
        ("tiền học lớp mười hai triệu", 12_000_000),
        ("đổ xăng chín mươi lăm năm chục", 50_000),
        ("xăng e năm năm chục", 50_000),
    ],
)
def test_one_of_something_and_a_year_are_no_digits_more(text: str, amount: int, understand: Understand) -> None:
    assert [draft.amount for draft in understand(text).drafts] == [amount]
