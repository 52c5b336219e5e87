"""All that was read in one sentence before it is cut into transactions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.ai.understanding.accounts import Place
from services.ai.understanding.amounts import Amount
from services.ai.understanding.date_forms import Day
from services.ai.understanding.people import Person
from services.ai.understanding.recurrence import Repetition
from services.ai.understanding.tags import Tag


@dataclass(frozen=True, slots=True)
class Readings:
    """Findings with their tokens; people by their first token."""

    amounts: Sequence[Amount]
    days: Sequence[Day]
    accounts: Sequence[Place]
    jars: Sequence[Place]
    people: Mapping[int, Person]
    recurrence: Repetition | None
    tags: Sequence[Tag]
