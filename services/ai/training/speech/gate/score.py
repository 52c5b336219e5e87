"""How well a network alone hears the frozen sentences, and whether a new one may take an old one's place."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from services.ai.speech.features import Features, Samples, log_mel
from services.ai.speech.tokens import collapse, decode
from services.ai.training.speech.espeak import Espeak
from services.ai.training.speech.gate import frozen, sounds
from services.ai.training.speech.gate.errors import word_errors
from services.ai.training.speech.network import Recogniser

# The frozen sets may lose so much (of 1) to chance; more is a loss.
MOST_LOSS = 0.005


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of wrong words, without lexicon and language model; `own` over the household's kept-back clips."""

    clean: float
    noisy: float
    own: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the new model is served, and why in words for a person."""

    is_better: bool
    why: str


@torch.no_grad()
def spell(model: Recogniser, features: Features) -> str:
    """What the network hears, by its best token at each moment."""
    if not len(features):
        return ""
    log_probs, _ = model(torch.from_numpy(features)[None], torch.tensor([len(features)]))
    return decode(collapse(log_probs[0].argmax(dim=-1).tolist()))


def error_rate(model: Recogniser, said: Sequence[tuple[str, Samples]]) -> float:
    """Wrong words ÷ words over sentences and their sounds."""
    counted = [word_errors(sentence, spell(model, log_mel(sound))) for sentence, sound in said]
    return sum(wrong for wrong, _ in counted) / max(1, sum(words for _, words in counted))


def score(model: Recogniser, count: int, own: Sequence[tuple[str, Samples]] = ()) -> Score:
    """Over the first `count` frozen sentences, still and in noise, and over a household's own clips when there are."""
    model.eval()
    espeak, sentences = Espeak(), frozen.read()[:count]
    still = [(one.spoken, sounds.clean(espeak, one)) for one in sentences]
    loud = [(one.spoken, sounds.noisy(sound, one)) for one, (_, sound) in zip(sentences, still, strict=True)]
    return Score(error_rate(model, still), error_rate(model, loud), error_rate(model, own) if own else None)


def compare(old: Score, new: Score) -> Verdict:
    """The new model is served when no frozen set has lost and the household's own clips have gained."""
    for name, before, after in (("still", old.clean, new.clean), ("noisy", old.noisy, new.noisy)):
        if after > before + MOST_LOSS:
            return Verdict(False, f"{name} frozen sentences: {before:.1%} of words wrong before, {after:.1%} now")
    if old.own is None or new.own is None:
        return Verdict(False, "no clips were kept back, so nothing shows that it hears this household better")
    if new.own >= old.own:
        return Verdict(False, f"your own clips: {old.own:.1%} of words wrong before, {new.own:.1%} now")
    return Verdict(True, f"your own clips: {old.own:.1%} of words wrong before, {new.own:.1%} now")
