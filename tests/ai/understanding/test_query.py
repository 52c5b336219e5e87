"""Searches in the language of the sentences."""

from collections.abc import Callable
from datetime import date

import pytest

from services.ai.understanding.model import Context, Named, Search, TransactionKind
from services.ai.understanding.query import parse_query
from services.ai.understanding.vocabulary import Vocabulary

HOUSEHOLD = Context(
    today=date(2026, 9, 23),
    accounts=(Named("id-cash", "Tiền mặt", "cash"), Named("id-momo", "MoMo", "momo")),
    jars=(Named("id-play", "Hưởng thụ", "PLAY"),),
)


@pytest.fixture
def search(vocabulary: Vocabulary) -> Callable[[str], Search]:
    return lambda text: parse_query(text, HOUSEHOLD, vocabulary)


def test_words_days_and_a_least_amount(search: Callable[[str], Search]) -> None:
    assert search("phở tháng trước trên 50k") == Search(
        first=date(2026, 8, 1), last=date(2026, 8, 31), least=50_000, words="phở"
    )


def test_a_range_of_amounts(search: Callable[[str], Search]) -> None:
    found = search("cà phê từ 20k đến 50k")
    assert (found.least, found.most, found.words) == (20_000, 50_000, "cà phê")


def test_a_most_amount(search: Callable[[str], Search]) -> None:
    assert (search("xăng dưới 1 triệu").most, search("xăng dưới 1 triệu").least) == (1_000_000, None)


def test_a_range_of_days(search: Callable[[str], Search]) -> None:
    found = search("ăn uống từ 1/9 đến 15/9")
    assert (found.first, found.last) == (date(2026, 9, 1), date(2026, 9, 15))


def test_an_open_range(search: Callable[[str], Search]) -> None:
    assert (search("xăng từ 1/9").first, search("xăng từ 1/9").last) == (date(2026, 9, 1), None)


def test_a_week_begins_on_monday(search: Callable[[str], Search]) -> None:
    assert (search("tuần này").first, search("tuần này").last) == (date(2026, 9, 21), date(2026, 9, 27))


def test_accounts_jars_and_kinds(search: Callable[[str], Search]) -> None:
    found = search("khoản chi bằng momo hũ chơi tuần trước")
    assert found.accounts == ("id-momo",)
    assert found.jars == ("id-play",)
    assert found.kinds == (TransactionKind.EXPENSE,)


def test_without_marks(search: Callable[[str], Search]) -> None:
    found = search("pho hom qua tren 50k")
    assert (found.first, found.least, found.words) == (date(2026, 9, 22), 50_000, "pho")
