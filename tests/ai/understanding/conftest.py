"""Understanding a sentence on Wednesday 2026-09-23."""

from collections.abc import Callable
from datetime import date

import pytest

from services.ai.understanding.interpret import interpret
from services.ai.understanding.model import Context, Draft, Understanding
from services.ai.understanding.vocabulary import Vocabulary

TODAY = date(2026, 9, 23)


@pytest.fixture
def understand(vocabulary: Vocabulary) -> Callable[[str], Understanding]:
    """Everything that a sentence says."""
    return lambda text: interpret(text, Context(today=TODAY), vocabulary)


@pytest.fixture
def draft_of(understand: Callable[[str], Understanding]) -> Callable[[str], Draft]:
    """The one draft of a sentence."""

    def only(text: str) -> Draft:
        (draft,) = understand(text).drafts
        return draft

    return only
