"""The speller of Vietnamese: words of the lexicon, weighed by the language model and the household's names."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.ai.speech.ctc.beam import Step
from services.ai.speech.language.lexicon import Node
from services.ai.speech.language.ngrams import END, NgramModel, State
from services.ai.speech.language.phrases import NO_PHRASES, PhraseNode, Phrases


@dataclass(frozen=True, slots=True)
class Weights:
    """How much the language model counts, what each word adds, and each word of a name."""

    language: float
    word_bonus: float
    boost: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a hypothesis is: in the tree of tokens, among words, and within a name that has lent it `lent` so far."""

    node: Node
    before: State
    name: PhraseNode
    lent: float = 0.0


class LexiconSpeller:
    """Lets words pass, one after the other."""

    def __init__(self, root: Node, model: NgramModel, weights: Weights, phrases: Phrases = NO_PHRASES) -> None:
        """Words of `root` and of `phrases`."""
        self._root, self._model, self._weights, self._phrases = root, model, weights, phrases

    def begin(self) -> Place:
        """See Speller."""
        return Place(self._root, self._model.begin(), self._phrases.root)

    def steps(self, state: Place, token: int) -> Sequence[Step]:
        """See Speller."""
        found: list[Step] = []
        self._follow(state, state.node, token, found)
        if state.node is self._root and self._phrases.spoken.after:
            self._follow(state, self._phrases.spoken, token, found)
        return found

    def end(self, state: Place) -> float | None:
        """See Speller."""
        if state.node is not self._root:
            return None
        loan = 0.0 if state.name.ends else state.lent
        return self._weights.language * self._model.score(state.before, END) - loan

    def _follow(self, state: Place, node: Node, token: int, found: list[Step]) -> None:
        after = node.after.get(token)
        if after is None:
            return
        if after.after:
            expected = self._weights.language * (after.best - node.best)
            found.append(Step(Place(after, state.before, state.name, state.lent), expected))
        found += [self._closing(state, node, word) for word in after.words]

    def _closing(self, state: Place, node: Node, word: str) -> Step:
        """The step that ends `word`: what the language model says instead of what was expected, and what names do."""
        index = self._model.id_of(word)
        surprise = self._model.score(state.before, index) - node.best
        score = self._weights.language * surprise + self._weights.word_bonus
        name, lent = state.name.after.get(word), state.lent
        if name is None:
            # A name that was begun and not ended gives back what it was lent.
            score -= 0.0 if state.name.ends else lent
            name, lent = self._phrases.root.after.get(word), 0.0
        if name is None:
            return Step(Place(self._root, (state.before[1], index), self._phrases.root), score, word)
        boost = self._weights.boost
        return Step(Place(self._root, (state.before[1], index), name, lent + boost), score + boost, word)
