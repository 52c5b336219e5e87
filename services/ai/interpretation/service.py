"""Use cases: interpret with the household's memory, and read a search."""

from dataclasses import replace
from uuid import UUID

from services.ai.interpretation.recalling import recall_from
from services.ai.interpretation.resolve import Resolver
from services.ai.memory.model import phrases_of
from services.ai.memory.service import Memories
from services.ai.understanding.interpret import interpret
from services.ai.understanding.model import Context, Search, Understanding
from services.ai.understanding.query import parse_query
from services.ai.understanding.text import fold
from services.ai.understanding.vocabulary import Vocabulary


class Interpreter:
    """Understanding for households: the shared vocabulary and each one's memory."""

    def __init__(self, vocabulary: Vocabulary, memories: Memories) -> None:
        """Read with `vocabulary` and what `memories` hold."""
        self._vocabulary = vocabulary
        self._memories = memories

    async def interpret(self, household_id: UUID, text: str, context: Context) -> Understanding:
        """Drafts with the household's ids. psycopg.Error when the memory cannot be read."""
        context = replace(context, slang=await self._memories.slang(household_id))
        found = interpret(text, context, self._vocabulary)
        phrases = {phrase for draft in found.drafts for phrase in phrases_of(fold(draft.note))}
        lessons = await self._memories.lessons(household_id, sorted(phrases))
        if lessons.counts:
            recall = recall_from(lessons, context)
            found = interpret(text, replace(context, recall=recall), self._vocabulary)
        resolver = Resolver(context, self._vocabulary)
        return replace(found, drafts=tuple(resolver.resolve(draft) for draft in found.drafts))

    def parse_query(self, text: str, context: Context) -> Search:
        """A search as a filter with the household's ids."""
        return parse_query(text, context, self._vocabulary)
