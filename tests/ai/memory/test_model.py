"""The classifier: it learns from each confirmation, explains itself, and does not let habits overrule plain words."""

from hypothesis import given
from hypothesis import strategies as st

from services.ai.memory.model import (
    MOST_PHRASES,
    Lessons,
    Meaning,
    explanation,
    phrases_of,
)

COFFEE, DRINKS = Meaning("coffee", ""), Meaning("drinks", "play")


def taught(*notes: tuple[str, Meaning, bool]) -> Lessons:
    lessons = Lessons()
    for note, meaning, corrected in notes:
        lessons.learn(note, meaning, corrected)
    return lessons


def test_after_two_corrections_a_similar_note_means_the_corrected_category_and_jar() -> None:
    lessons = taught(("ca phe highlands", DRINKS, True), ("highlands voi lan", DRINKS, True))
    recalled = lessons.recall("tra dao highlands", strong_words="highlands")
    assert recalled is not None
    assert (recalled.meaning, recalled.words, recalled.times) == (DRINKS, "highlands", 2)


def test_one_correction_holds_for_the_same_note_alone() -> None:
    lessons = taught(("hat giong rau", DRINKS, True))
    assert lessons.recall("hat giong rau", strong_words="rau") is not None
    assert lessons.recall("hat giong hoa", strong_words="") is None


def test_mere_confirmations_do_not_overrule_plain_words() -> None:
    lessons = taught(*[("an trua lan", COFFEE, False)] * 5)
    assert lessons.recall("an trua lan", strong_words="an trua") is None
    assert lessons.recall("an trua lan", strong_words="") is not None


def test_empty_words_teach_nothing() -> None:
    lessons = taught(*[("mua", COFFEE, True)] * 5)
    assert lessons.counts == {}
    assert phrases_of("mua cho me") == []


def test_a_phrase_with_two_meanings_is_not_sure() -> None:
    lessons = taught(*[("lotte", COFFEE, False)] * 5, *[("lotte", DRINKS, False)] * 5)
    assert lessons.recall("lotte", strong_words="") is None


def test_two_corrections_win_over_an_older_habit() -> None:
    lessons = taught(*[("lotte", COFFEE, False)] * 2, *[("lotte", DRINKS, True)] * 2)
    recalled = lessons.recall("lotte", strong_words="")
    assert recalled is not None
    assert recalled.meaning == DRINKS


def test_the_answer_says_why() -> None:
    recalled = taught(*[("highlands", COFFEE, False)] * 3).recall("highlands", strong_words="")
    assert recalled is not None
    assert explanation(recalled, "Cà phê", "vi") == "3 lần “highlands” → Cà phê"
    assert 0.7 < recalled.confidence < 1


@given(st.text(st.sampled_from("abc xyz"), max_size=400))
def test_a_note_teaches_a_bounded_number_of_phrases(note: str) -> None:
    phrases = phrases_of(note)
    assert len(phrases) <= MOST_PHRASES
    assert len(set(phrases)) == len(phrases)
