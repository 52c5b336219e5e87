"""What a confirmed draft teaches. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.ai.memory.model import phrases_of
from services.ai.understanding.text import fold


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A draft that a person confirmed, as it was understood and as it was posted."""

    household_id: UUID
    draft_id: UUID
    note: str
    suggested_note: str
    source_text: str
    category_id: str
    suggested_category_id: str
    jar_id: str
    suggested_jar_id: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """Phrases that meant a category, paid from a jar ("" follows the category)."""

    household_id: UUID
    draft_id: UUID
    phrases: Sequence[str]
    category_id: str
    jar_id: str
    corrected: bool


def lesson_of(draft: Confirmed) -> Lesson | None:
    """The lesson, or None when there is no category or no word to learn.

    The words are those that understanding would see next time: its own note before a person's, the sentence last.
    """
    words = draft.suggested_note or draft.note or draft.source_text
    phrases = phrases_of(fold(words))
    if not draft.category_id or not phrases:
        return None
    other_category = bool(draft.suggested_category_id) and draft.suggested_category_id != draft.category_id
    other_jar = bool(draft.jar_id) and draft.suggested_jar_id != draft.jar_id
    new_category = not draft.suggested_category_id
    corrected = other_category or other_jar or new_category
    return Lesson(draft.household_id, draft.draft_id, phrases, draft.category_id, draft.jar_id, corrected)
