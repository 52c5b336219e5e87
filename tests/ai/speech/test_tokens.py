"""Spelling: every syllable of the language comes back from its tokens as it was."""

import pytest

from services.ai.speech.tokens import BLANK, FIRST_TONE, TOKENS, SpellingError, canonical, collapse, decode, encode
from services.ai.training.language.syllables import writable_syllables


def test_every_syllable_comes_back() -> None:
    syllables = writable_syllables()
    assert len(syllables) > 10_000
    assert [decode(encode(syllable)) for syllable in syllables] == syllables


def test_no_syllable_is_longer_than_a_quick_speaker_is() -> None:
    # 20 ms an answer: six tokens fit into 130 ms, with a blank where a token comes twice.
    assert max(len(encode(syllable)) for syllable in writable_syllables()) <= 6


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("nghiêng", ["ngh", "iê", "ng", "<ngang>"]),
        ("mười", ["m", "ươ", "i", "<huyen>"]),
        ("quý", ["qu", "y", "<sac>"]),
        ("gì", ["gi", "<huyen>"]),
        ("khuỷu", ["kh", "u", "y", "u", "<hoi>"]),
    ],
)
def test_spelling(written: str, tokens: list[str]) -> None:
    assert [TOKENS[index] for index in encode(written)] == tokens
    assert decode(encode(written)) == written


def test_both_places_of_a_tone_mark_are_one_word() -> None:
    assert encode("hoà") == encode("hòa")
    assert canonical("Hòa  THỦY") == "hoà thuỷ"


def test_words_of_a_sentence_are_parted_by_their_tones() -> None:
    ids = encode("ăn phở bốn lăm nghìn")
    assert sum(index >= FIRST_TONE for index in ids) == 5
    assert decode(ids) == "ăn phở bốn lăm nghìn"


def test_an_unfinished_word_is_kept() -> None:
    assert decode(encode("ăn phở")[:-1]) == "ăn phơ"


def test_repeats_and_blanks() -> None:
    assert collapse([BLANK, 5, 5, BLANK, 5, 7, 7, BLANK]) == [5, 5, 7]
    assert collapse([]) == []


def test_digits_have_no_tokens() -> None:
    with pytest.raises(SpellingError):
        encode("45 nghìn")
