"""Numbers: words in every style and back, the homographs, the typed forms."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.ai.training.sentences.spelling import Style, colloquial, spell, styles, typed
from services.ai.understanding.number_words import digits_value
from services.ai.understanding.numbers import Number, Reader
from services.ai.understanding.tokens import tokenize, typed_without_marks
from services.ai.understanding.vocabulary import Vocabulary, load_vocabulary

WORDS = load_vocabulary().numbers
STYLES = st.sampled_from(tuple(styles()))


def read(text: str) -> Number | None:
    tokens = tokenize(text)
    return Reader(WORDS, tokens, typed_without_marks(tokens), {}, [""] * len(tokens)).at(0)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 10**13), STYLES)
def test_words_in_every_style_read_back_as_the_number(number: int, style: Style) -> None:
    text = spell(number, style)
    found = read(text)
    assert found is not None
    assert found.value == number, text
    assert found.end == len(text.split()), text


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 99_999).map(lambda thousands: thousands * 1000), STYLES)
def test_short_words_read_back_as_the_amount(amount: int, style: Style) -> None:
    for text in colloquial(amount, style):
        found = read(text)
        assert found is not None, text
        # Without a unit thousands are meant, which is for amounts to say.
        assert found.value in {amount, Fraction(amount, 1000)}, text


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 10**12))
def test_typed_amounts_read_back(amount: int) -> None:
    for text in typed(amount):
        found = read(text)
        assert found is not None, text
        assert found.value == amount, text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("năm mươi lăm nghìn", 55_000),
        ("ba mươi nhăm ngàn", 35_000),
        ("một trăm linh năm nghìn", 105_000),
        ("hai mươi tư ngàn", 24_000),
        ("trăm hai", 120),
        ("hai trăm rưỡi", 250),
        ("triệu rưỡi", 1_500_000),
        ("triệu mốt", 1_100_000),
        ("hai triệu ba", 2_300_000),
        ("triệu hai lăm", 1_250_000),
        ("hai triệu tám trăm", 2_800_000),
        ("hai triệu không trăm ba mươi nghìn", 2_030_000),
        ("nửa triệu", 500_000),
        ("ba vạn", 30_000),
        ("hai củ rưỡi", 2_500_000),
        ("một tỷ hai", 1_200_000_000),
        ("một phẩy hai lăm triệu", 1_250_000),
        ("hai nghìn tỷ", 2 * 10**12),
        ("1tr2", 1_200_000),
        ("1tr25", 1_250_000),
        ("1tr05", 1_050_000),
        ("5tr873", 5_873_000),
        ("37k5", 37_500),
        ("1 triệu 2", 1_200_000),
        ("2tr 500k", 2_500_000),
        ("25 nghìn 500", 25_500),
        ("1 250 000", 1_250_000),
        ("2 trăm rưỡi", 250),
        ("muoi lam nghin", 15_000),
        ("mot ty ruoi", 1_500_000_000),
    ],
)
def test_a_number_as_it_is_said(text: str, value: int) -> None:
    found = read(text)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("raw", "before_million", "value"),
    [
        ("1.250", False, 1250),
        ("1.250", True, Fraction(5, 4)),
        ("1,25", True, Fraction(5, 4)),
        ("16,200.00", False, 16_200),
        ("1.250.000", False, 1_250_000),
        ("1.2500", False, None),
        ("1" * 16, False, None),
    ],
)
def test_digits_go_by_groups_of_three(raw: str, before_million: bool, value: Any) -> None:
    assert digits_value(raw, before_million) == value


def test_goods_behind_a_spaced_digit_are_counted_not_added() -> None:
    found = read("1 triệu 2 cái áo")
    assert found is not None
    assert found.value == 1_000_000


def test_without_marks_a_word_is_no_digit_in_the_middle_of_a_sentence() -> None:
    found = read("hai trieu tu vcb")
    assert found is not None
    assert found.value == 2_000_000


def test_marks_decide_when_there_are_any(vocabulary: Vocabulary) -> None:
    tokens = tokenize("tư từ")
    reader = Reader(vocabulary.numbers, tokens, False, {}, ["", ""])
    assert reader.at(0) is not None
    assert reader.at(1) is None
