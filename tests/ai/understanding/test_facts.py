"""Every row of the language's facts, and the half of the hand-written sentences that rules may be written by."""

import pytest

from services.ai.understanding.interpret import interpret
from services.ai.understanding.model import Context
from services.ai.understanding.vocabulary import Vocabulary
from tests.ai.eval.labels import HAND, TODAY, Labelled, is_whole, read_labelled
from tests.ai.eval.split import is_unseen

FACTS = list(read_labelled(HAND.with_name("domain.txt")))
SEEN = [labelled for labelled in read_labelled() if not is_unseen(labelled.text)]


@pytest.mark.parametrize("labelled", FACTS, ids=lambda labelled: labelled.text[:40])
def test_a_fact_of_the_language(labelled: Labelled, vocabulary: Vocabulary) -> None:
    found = interpret(labelled.text, Context(today=TODAY), vocabulary)
    assert is_whole(labelled, found), found


@pytest.mark.parametrize("labelled", SEEN, ids=lambda labelled: labelled.text[:40])
def test_a_sentence_that_rules_were_written_by(labelled: Labelled, vocabulary: Vocabulary) -> None:
    found = interpret(labelled.text, Context(today=TODAY), vocabulary)
    assert is_whole(labelled, found), found


def test_the_hand_written_set_is_large_and_split_in_halves() -> None:
    written = list(read_labelled())
    assert len(written) >= 400
    assert len({labelled.text for labelled in written}) == len(written)
    assert 0.4 < len(SEEN) / len(written) < 0.6
