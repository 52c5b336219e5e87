"""What is said: no digits, every sentence can be spelled, and nothing that is measured is ever learnt."""

from itertools import islice
from random import Random

import pytest

from services.ai.speech.tokens import decode, encode
from services.ai.training.speech import general, texts, voices
from services.ai.training.speech.gate import frozen
from services.ai.training.speech.verbalise import is_sayable, pronunciations, spoken, words

DRAW = Random(1)  # noqa: S311 - sentences, not secrets


def test_the_same_seed_says_the_same() -> None:
    first, again, other = (list(islice(texts.training_texts(seed), 300)) for seed in (1, 1, 2))
    assert first == again != other


def test_everything_that_is_learnt_can_be_spelled() -> None:
    for text in islice(texts.training_texts(5), 3000):
        assert decode(encode(text)) == text


def test_a_hundred_thousand_different_sentences_about_money() -> None:
    lines = {line.spoken for line in islice(texts.money_lines(3), 103_000)}
    assert len(lines) > 100_000


def test_measured_sentences_share_nothing_with_learnt_ones() -> None:
    learnt, measured = texts.parts(False), texts.parts(True)
    things = [{thing for listed in side["items"].values() for thing in listed} for side in (learnt, measured)]
    assert not things[0] & things[1]
    assert not set(learnt["names"]) & set(measured["names"])
    assert not any(sample.held_out for sample in islice(texts.money_samples(1, held_out=False), 500))
    assert all(sample.held_out for sample in islice(texts.money_samples(1, held_out=True), 100))
    assert not set(voices.TRAINED) & set(voices.HELD_OUT)


def test_frozen_sentences_are_of_the_measured_side() -> None:
    sentences = frozen.read()
    assert len(sentences) == frozen.COUNT == len({one.words for one in sentences})
    assert {one.voice.name.rpartition("+")[2] for one in sentences} <= set(voices.HELD_OUT)
    learnt = {line.words for line in islice(texts.money_lines(1), 10_000)}
    assert not learnt & {one.words for one in sentences}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ngày 16/6 ăn phở", "ngày mười sáu tháng sáu ăn phở"),
        ("3 ngày trước mua 2 cái", "ba ngày trước mua hai cái"),
        ("tháng 4, đóng học phí!", "tháng bốn đóng học phí"),
    ],
)
def test_digits_become_words(written: str, said: str) -> None:
    assert words(written, texts.MARKED_STYLES[0], DRAW).replace("mùng ", "") == said


def test_names_are_said_as_people_say_them() -> None:
    assert spoken("đi grab", DRAW) in {f"đi {form}" for form in pronunciations()["grab"]}
    assert all(decode(encode(form)) == form for forms in pronunciations().values() for form in forms)


def test_foreign_words_are_not_sent_to_a_vietnamese_voice() -> None:
    assert is_sayable("kỹ quốc ý uống")
    assert not is_sayable("rice")
    assert not is_sayable("phở coffee")
    assert not is_sayable("")


def test_everyday_sentences_fill_every_slot() -> None:
    assert all("{" not in text and is_sayable(text) for text in islice(general.lines(2), 2000))


def test_numbers_are_words() -> None:
    assert all(is_sayable(text) for text in islice(texts.number_words(4), 2000))
