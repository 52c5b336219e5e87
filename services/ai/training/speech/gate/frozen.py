"""The measured sentences, frozen in sentences.jsonl; `python -m services.ai.training.speech.gate.frozen` drew them.

They share no template, no thing, no name, no voice and no kind of noise with anything that the model was trained on.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from services.ai.training.sentences.model import Meaning
from services.ai.training.speech import texts, voices
from services.ai.training.speech.espeak import Voice

FILE = Path(__file__).with_name("sentences.jsonl")
COUNT, SEED = 400, 20261125


@dataclass(frozen=True)
class Frozen:
    """One sentence: as it is written, as it is spoken, who speaks it, and the drafts that it means."""

    index: int
    words: str
    spoken: str
    voice: Voice
    meanings: tuple[Meaning, ...]


def draw(count: int, seed: int) -> Iterator[Frozen]:
    """Distinct sentences of the measured side."""
    chosen = np.random.default_rng(seed)
    words_of = random.Random(seed)  # noqa: S311 - sentences, not secrets
    seen: set[str] = set()
    for sample in texts.money_samples(seed, held_out=True):
        line = texts.line(sample.text, words_of)
        if line.words in seen:
            continue
        voice = voices.draw_voice(chosen, voices.HELD_OUT)
        yield Frozen(len(seen), line.words, line.spoken, voice, sample.meanings)
        seen.add(line.words)
        if len(seen) == count:
            return


def read(path: Path = FILE) -> list[Frozen]:
    """The frozen sentences."""
    found = []
    for text in path.read_text(encoding="utf-8").splitlines():
        fields = json.loads(text)
        meanings = tuple(Meaning(**meaning) for meaning in fields.pop("meanings"))
        found.append(Frozen(**fields | {"voice": Voice(**fields["voice"]), "meanings": meanings}))
    return found


def main() -> None:
    """Write them."""
    lines = (json.dumps(asdict(one), ensure_ascii=False) for one in islice(draw(COUNT, SEED), COUNT))
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
