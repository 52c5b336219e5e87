"""From log-probabilities to text, and how far two texts are apart."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from services.ai.training.ocr.alphabet import build_alphabet


def best_texts(log_probs: NDArray[np.float32]) -> list[str]:
    """[B, T, V] → the best letter of each column, repeats and blanks taken out, spaces at the ends cut."""
    alphabet = build_alphabet()
    texts: list[str] = []
    for row in log_probs.argmax(axis=2):
        kept = row[np.concatenate([[True], row[1:] != row[:-1]])]
        texts.append("".join(alphabet[index - 1] for index in kept if index > 0).strip())
    return texts


def error_rate(wanted: Sequence[str], got: Sequence[str]) -> float:
    """Letters to insert, delete or change, as a share of the letters wanted."""
    errors = sum(Levenshtein.distance(one, other) for one, other in zip(wanted, got, strict=True))
    return errors / max(1, sum(len(one) for one in wanted))
