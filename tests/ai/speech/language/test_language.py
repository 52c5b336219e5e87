"""What is likely to be said, in a small file, and names that no dictionary has."""

import numpy as np
import pytest

from services.ai.speech.language.lexicon import shipped_tree
from services.ai.speech.language.ngrams import FILE, UNKNOWN, shipped_model
from services.ai.speech.language.phrases import by_letters, phrases_of
from services.ai.speech.tokens import encode
from services.ai.training.language.count import count, tables


def score(text: str) -> float:
    model, _ = shipped_model()
    state, total = model.begin(), 0.0
    for word in text.split():
        index = model.id_of(word)
        total += model.score(state, index)
        state = (state[1], index)
    return total


def test_the_file_is_small_and_likes_what_people_say() -> None:
    assert FILE.stat().st_size < 2 * 1024 * 1024
    assert score("ăn phở bốn mươi lăm nghìn") > score("ăn phở bốn mươi lăm nghiên") + 2
    assert score("đổ xăng tám chục") > score("đổ xăng tám trúc") + 2


def test_probabilities_after_any_words_sum_to_one() -> None:
    model, syllables = shipped_model()
    words = list(model.ids.values())
    unseen = len(syllables) * np.exp(model.score((1, 1), UNKNOWN))
    for before in ((1, 1), (model.id_of("bốn"), model.id_of("mươi")), (UNKNOWN, UNKNOWN)):
        total = sum(np.exp(model.score(before, word)) for word in words)
        assert total == pytest.approx(1, abs=0.02 + unseen)


def test_every_syllable_can_be_heard() -> None:
    _, syllables = shipped_model()
    assert len(syllables) > 10_000
    for syllable in ("nghiêng", "quyển", "khuỷu", "giặt", "uống", *syllables[::500]):
        node = shipped_tree()
        for token in encode(syllable):
            node = node.after[token]
        assert syllable in node.words


def test_names_are_spoken_by_their_letters() -> None:
    _, syllables = shipped_model()
    known = frozenset(syllables)
    assert "lót te ri a" in by_letters("lotteria", known)
    assert "ca ti nát" in by_letters("katinat", known) or by_letters("katinat", known) == []
    assert by_letters("xyz", known) == []
    phrases = phrases_of(["Cà phê Lotteria", "123 !", ""], known)
    assert set(phrases.root.after) == {"cà"}
    assert phrases.root.after["cà"].after["phê"].after["lotteria"].ends


def test_counting_gives_what_was_counted() -> None:
    arrays = tables(count(["a b", "a b", "a c"], least_triples=1), syllables=10)
    assert arrays["keys1"].tolist() == [0, 1, 2, 3, 4, 5]
    assert len(arrays["keys2"]) == 5  # <s> a, a b, a c, b </s>, c </s>
    assert np.exp(arrays["logs2"].astype(float)).max() < 1
