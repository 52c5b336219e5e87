"""The household's memory as understanding asks it."""

from collections.abc import Callable

from services.ai.memory.model import Lessons, explanation
from services.ai.understanding.model import Context, Recollection

Recall = Callable[[str, bool, str], Recollection | None]


def recall_from(lessons: Lessons, context: Context) -> Recall:
    """Answers from `lessons` with what the household of `context` still has."""
    names = {thing.thing_id: thing.name for thing in context.categories}
    incomes = {thing.thing_id for thing in context.categories if thing.is_income}

    def recall(note: str, is_income: bool, strong_words: str) -> Recollection | None:
        recalled = lessons.recall(note, strong_words)
        # A category that was closed since, or one of the other side, is no answer.
        if recalled is None or recalled.meaning.category_id not in names:
            return None
        if (recalled.meaning.category_id in incomes) != is_income:
            return None
        said = explanation(recalled, names[recalled.meaning.category_id], context.locale)
        meaning = recalled.meaning
        return Recollection(meaning.category_id, meaning.jar_id, recalled.confidence, said, recalled.words)

    return recall
