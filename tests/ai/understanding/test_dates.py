"""Days as people say them, on Wednesday 2026-09-23, resolved to the past."""

from collections.abc import Callable

import pytest

from services.ai.understanding.model import Draft

DAYS = {
    "hôm nay": "2026-09-23", "hôm qua": "2026-09-22", "bữa qua": "2026-09-22", "tối qua": "2026-09-22",
    "hôm kia": "2026-09-21", "hôm kìa": "2026-09-20", "ngày mai": "2026-09-24", "ngày mốt": "2026-09-25",
    "thứ năm": "2026-09-17", "thứ tư": "2026-09-23", "thứ hai": "2026-09-21", "CN": "2026-09-20",
    "thứ hai tuần trước": "2026-09-14", "chủ nhật tuần trước": "2026-09-20", "thứ ba vừa rồi": "2026-09-22",
    "thứ tư tuần trước": "2026-09-16", "thứ sáu tuần này": "2026-09-25", "thứ năm tới": "2026-09-24",
    "ngày 18": "2026-09-18", "ngày 25": "2026-08-25", "hôm 10": "2026-09-10", "mùng 5": "2026-09-05",
    "ngày 5 tháng trước": "2026-08-05", "15 tháng 8": "2026-08-15", "ngày 2 tháng 10": "2025-10-02",
    "ngày mười lăm tháng tám": "2026-08-15", "ngày 5 tháng 8 năm 2025": "2025-08-05", "15/9": "2026-09-15",
    "3/9/26": "2026-09-03", "08-09-2026 19:05:00": "2026-09-08", "2026-09-08": "2026-09-08", "20.9.2026": "2026-09-20",
    "18 thg 6 2020": "2020-06-18", "10h54p 23/05": "2026-05-23", "3 ngày trước": "2026-09-20",
    "cách đây hai ngày": "2026-09-21", "2 tuần trước": "2026-09-09", "tuần trước": "2026-09-16",
    "tháng trước": "2026-08-23", "năm ngoái": "2025-09-23", "tháng tư": "2026-04-01", "tháng 12": "2025-12-01",
    "đầu tháng": "2026-09-01", "giữa tháng trước": "2026-08-15", "cuối tháng trước": "2026-08-31",
    "mùng 5 Tết": "2026-02-21", "rằm tháng Giêng": "2026-03-03", "rằm tháng bảy": "2026-08-27",
    "23 tháng Chạp": "2026-02-10", "15/7 âm lịch": "2026-08-27", "rằm": "2026-08-27",
    "10h45": "2026-09-23", "3 giờ rưỡi chiều": "2026-09-23", "7h sáng qua": "2026-09-22",
}  # fmt: skip


@pytest.mark.parametrize(("said", "day"), DAYS.items())
def test_a_day(said: str, day: str, draft_of: Callable[[str], Draft]) -> None:
    draft = draft_of(f"{said} ăn phở 45k")
    assert draft.valid_date.isoformat() == day
    assert draft.amount == 45_000


@pytest.mark.parametrize(
    "text",
    ["tiền điện tháng 8 500k", "lương tháng 7 15tr", "quà 20/10 300k", "bánh trung thu 300k", "gội đầu năm mươi nghìn"],
)
def test_words_that_only_look_like_a_day(text: str, draft_of: Callable[[str], Draft]) -> None:
    assert draft_of(text).valid_date.isoformat() == "2026-09-23"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("mỗi tháng tiền nhà 3tr", "FREQ=MONTHLY"),
        ("ngày 5 hàng tháng tiền nhà 3tr", "FREQ=MONTHLY;BYMONTHDAY=5"),
        ("mỗi thứ hai đổ xăng 80k", "FREQ=WEEKLY;BYDAY=MO"),
        ("rằm hằng tháng cúng 100k", "RSCALE=CHINESE;FREQ=MONTHLY;BYMONTHDAY=15"),
        ("học đàn 800k/tháng", "FREQ=MONTHLY"),
        ("cứ 2 tuần cắt tóc 80k", "FREQ=WEEKLY;INTERVAL=2"),
        ("mỗi quý phí quản lý 1tr", "FREQ=MONTHLY;INTERVAL=3"),
        ("bán hàng năm ngàn đồng", ""),
    ],
)
def test_a_repetition(text: str, rule: str, draft_of: Callable[[str], Draft]) -> None:
    assert draft_of(text).recurrence == rule


def test_a_day_is_carried_to_what_follows(understand: Callable[[str], object]) -> None:
    drafts = understand("hôm qua phở 45k, cà phê 20k, hôm nay bún 40k").drafts  # type: ignore[attr-defined]
    assert [draft.valid_date.day for draft in drafts] == [22, 22, 23]
