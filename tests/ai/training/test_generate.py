"""The generator: the same sentences for the same seed, more than a hundred thousand different ones."""

from datetime import date
from itertools import islice

from services.ai.training.sentences.generate import Generator

TODAY = date(2026, 9, 23)


def test_the_same_seed_gives_the_same_sentences() -> None:
    first = [sample.text for sample in islice(Generator(7, TODAY).samples(), 200)]
    second = [sample.text for sample in islice(Generator(7, TODAY).samples(), 200)]
    other = [sample.text for sample in islice(Generator(8, TODAY).samples(), 200)]
    assert first == second != other


def test_a_hundred_thousand_different_sentences() -> None:
    samples = list(Generator(1, TODAY).distinct(100_000))
    assert len({sample.text for sample in samples}) == 100_000
    assert 0.05 < sum(sample.held_out for sample in samples) / len(samples) < 0.4
    assert {meaning.kind for sample in samples for meaning in sample.meanings} == {
        "expense", "income", "transfer", "loan_out", "loan_in", "loan_back", "loan_repay",
    }  # fmt: skip
