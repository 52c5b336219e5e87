"""`python -m services.ai.training.language`: write the decoder's language model, the same for the same seed."""

import argparse
import sys
from pathlib import Path

import numpy as np

from services.ai.speech.language.ngrams import FILE
from services.ai.training.language.count import count, tables
from services.ai.training.language.syllables import writable_syllables
from services.ai.training.speech.texts import language_lines


def main() -> None:
    """Count, and say how large the file has become."""
    parser = argparse.ArgumentParser(description="Builds the language model of the speech decoder.")
    parser.add_argument("--lines", type=int, default=300_000, help="sentences to count")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least-triples", type=int, default=3, help="how often three words must come to be kept")
    parser.add_argument("--out", type=Path, default=FILE)
    arguments = parser.parse_args()
    lines = (line.words for line in language_lines(arguments.lines, arguments.seed))
    counts = count(lines, arguments.least_triples)
    syllables = writable_syllables()
    arrays = tables(counts, len(syllables))
    arrays["words"] = np.frombuffer("\n".join(counts.words).encode(), np.uint8)
    arrays["syllables"] = np.frombuffer("\n".join(syllables).encode(), np.uint8)
    np.savez_compressed(arguments.out, allow_pickle=False, **arrays)
    sizes = [len(arrays[f"keys{order}"]) for order in (1, 2, 3)]
    sys.stdout.write(f"{arguments.out}: {sizes} n-grams, {arguments.out.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main()
