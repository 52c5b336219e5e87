"""What a confirmed draft teaches. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

from services.ai.memory.model import phrases_of
from services.ai.understanding.text import fold

THINGS_APART = ", "
"""What stands between the things of a part's note."""
LONGEST_NOTE = 500
"""Letters; in a note as long as this the last thing may be cut."""
MOST_THINGS = 40
LONGEST_MERCHANT = 120
SAME_MERCHANT = 0.6
"""How like a note that was put right still is to what was read."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a draft: its things, and the category and jar that pay for them ("" follows the category)."""

    note: str
    category_id: str
    jar_id: str


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
    parts: Sequence[Part] = ()
    suggested_parts: Sequence[Part] = ()
    is_bill: bool = False
    """Whether it was read off a bill: its note was the merchant."""


@dataclass(frozen=True, slots=True)
class Taught:
    """Phrases that meant a category, paid from a jar ("" follows the category)."""

    phrases: Sequence[str]
    category_id: str
    jar_id: str
    corrected: bool


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one draft teaches: one meaning, or one for each thing of its parts; and a merchant, "" for none."""

    household_id: UUID
    draft_id: UUID
    taught: Sequence[Taught]
    merchant: str = ""


def lesson_of(draft: Confirmed) -> Lesson | None:
    """The lesson, or None when there is nothing to learn: no category, no word, no merchant."""
    taught, merchant = _of_parts(draft) if draft.parts else _of_whole(draft), _merchant(draft)
    return Lesson(draft.household_id, draft.draft_id, taught, merchant) if taught or merchant else None


def _merchant(draft: Confirmed) -> str:
    """The merchant as the person left it; a note that was written anew names none."""
    name = " ".join(draft.note.split())[:LONGEST_MERCHANT]
    likeness = SequenceMatcher(None, fold(name), fold(draft.suggested_note)).ratio()
    return name if draft.is_bill and name and likeness >= SAME_MERCHANT else ""


def _of_whole(draft: Confirmed) -> list[Taught]:
    """The words are those that understanding would see next time: its own note before a person's, the sentence last."""
    words = draft.suggested_note or draft.note or draft.source_text
    suggested = Part("", draft.suggested_category_id, draft.suggested_jar_id)
    return _taught(words, Part(words, draft.category_id, draft.jar_id), suggested)


def _of_parts(draft: Confirmed) -> list[Taught]:
    """Each thing means the category of the part that it was confirmed in."""
    suggested = {thing: part for part in draft.suggested_parts for thing in things_of(part.note)}
    whole = Part("", draft.suggested_category_id, draft.suggested_jar_id)
    each = [(thing, part) for part in draft.parts for thing in things_of(part.note)][:MOST_THINGS]
    return [taught for thing, part in each for taught in _taught(thing, part, suggested.get(thing, whole))]


def things_of(note: str) -> list[str]:
    """The things that a part's note names."""
    things = [thing.strip() for thing in note.split(THINGS_APART)]
    if len(note) >= LONGEST_NOTE:
        things = things[:-1]
    return [thing for thing in things if thing]


def _taught(words: str, confirmed: Part, suggested: Part) -> list[Taught]:
    phrases = phrases_of(fold(words))
    if not confirmed.category_id or not phrases:
        return []
    other_jar = bool(confirmed.jar_id) and suggested.jar_id != confirmed.jar_id
    corrected = suggested.category_id != confirmed.category_id or other_jar
    return [Taught(phrases, confirmed.category_id, confirmed.jar_id, corrected)]
