"""A sentence with all that was found in it so far; the later steps read it, none changes another's findings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from services.ai.understanding.lexicon import Found, Lexicon
from services.ai.understanding.model import Context
from services.ai.understanding.numbers import Reader
from services.ai.understanding.tokens import Token, tokenize, typed_without_marks
from services.ai.understanding.vocabulary import Vocabulary

# Preset accounts and jars are found by the word files; a name like "Cho vay" would eat the words of a loan.
PRESET_THINGS = frozenset(
    ["cash", "bank", "receivable", "payable", "NEC", "FFA", "EDU", "LTSS", "PLAY", "GIVE", "UNASSIGNED"]
)
# More words than anybody says at once; what follows is not read, so that time stays bounded.
MOST_TOKENS = 300


@dataclass(slots=True)
class Sentence:
    """Tokens, what the lexicon says of them, and which tokens a finding has claimed ("date", "amount", …).

    What begins at code point `read_to` of the source is beyond what is read at once.
    """

    source: str
    tokens: Sequence[Token]
    bare: bool
    found: Found
    reader: Reader
    vocabulary: Vocabulary
    context: Context
    claims: list[str] = field(default_factory=list)
    read_to: int = 0

    def claim(self, start: int, end: int, by: str) -> None:
        for index in range(start, end):
            self.claims[index] = by
        self.reader.forget()

    def is_free(self, start: int, end: int) -> bool:
        return end <= len(self.claims) and not any(self.claims[start:end])

    def fold_at(self, index: int) -> str:
        """The folded token, or "" outside the sentence."""
        return self.tokens[index].fold if 0 <= index < len(self.tokens) else ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of tokens start..end-1; an empty span for no tokens."""
        last = min(end, len(self.tokens))
        if start >= last:
            return (0, 0)
        return (self.tokens[start].start, self.tokens[last - 1].end)

    def words(self, start: int, end: int) -> str:
        """The words as they were written, composed: a name in NFD is the same person's."""
        first, last = self.span(start, end)
        return normalize("NFC", self.source[first:last])


def read_sentence(source: str, vocabulary: Vocabulary, context: Context) -> Sentence:
    """Tokenizes and looks every token up, once."""
    everything = tokenize(source)
    tokens = everything[:MOST_TOKENS]
    read_to = everything[MOST_TOKENS].start if len(everything) > MOST_TOKENS else len(source)
    bare = typed_without_marks(tokens)
    lexicons = [vocabulary.lexicon]
    own = _household_lexicon(vocabulary, context)
    if own is not None:
        lexicons.append(own)
    found = Found(lexicons, tokens, bare)
    claims = [""] * len(tokens)
    reader = Reader(vocabulary.numbers, tokens, bare, context.slang, claims)
    return Sentence(source, tokens, bare, found, reader, vocabulary, context, claims, read_to)


def _household_lexicon(vocabulary: Vocabulary, context: Context) -> Lexicon | None:
    """The household's own names as phrases. A preset's name stays with its key, so that words and names agree."""
    phrases: list[tuple[str, str, str, float]] = []
    for role, things in (("account", context.accounts), ("jar", context.jars), ("member", context.members)):
        phrases += [(thing.name, role, thing.thing_id, 1.5) for thing in things if thing.key not in PRESET_THINGS]
    for thing in context.categories:
        preset = vocabulary.categories.get(thing.key)
        if preset is None or thing.name not in {preset.vi, preset.en}:
            phrases.append((thing.name, "income" if thing.is_income else "category", thing.thing_id, 1.5))
    return Lexicon(phrases) if phrases else None
