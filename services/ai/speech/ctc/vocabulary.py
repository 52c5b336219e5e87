"""A model's tokens, from its vocabulary file, and how a row of them becomes words."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from services.ai.inference.engine import EngineError
from services.ai.speech import tokens as own

BOUNDARIES = ("|", " ", "<space>", "<sp>")
PIECE_START = "▁"
SILENT = frozenset({"<s>", "</s>", "<pad>", "<unk>", "[PAD]", "[UNK]", "<blk>", "<blank>", "<eps>", "<sos/eos>"})


@dataclass(frozen=True)
class Vocabulary:
    """Token texts by id. `closes` are the ids with which a word ends, `opens` those with which one begins."""

    texts: tuple[str, ...]
    blank: int
    is_own: bool
    """Whether the tokens are those of services.ai.speech.tokens: letters that a tone closes."""
    closes: frozenset[int]
    opens: frozenset[int]

    def words(self, ids: Sequence[int]) -> list[list[int]]:
        """Where words end: the positions in `ids` that belong to each word, boundaries left out."""
        found: list[list[int]] = [[]]
        for position, token in enumerate(ids):
            if token in self.opens and found[-1]:
                found.append([])
            if token not in self.closes or self.is_own:
                found[-1].append(position)
            if token in self.closes and found[-1]:
                found.append([])
        return [word for word in found if word]

    def spell(self, ids: Sequence[int]) -> str:
        """One word's tokens as text, NFC, lower case."""
        if self.is_own:
            return own.decode(ids)
        text = "".join("" if self.texts[token] in SILENT else self.texts[token] for token in ids)
        return unicodedata.normalize("NFC", text.replace(PIECE_START, "")).lower()


def read_vocabulary(file: Path, blank: int) -> Vocabulary:
    """Read a vocabulary: JSON of token → id, or a line a token, with or without its id behind it.

    EngineError when it is none, or `blank` is not in it.
    """
    try:
        text = file.read_text(encoding="utf-8")
        listed = _from_json(text) if file.suffix == ".json" else _from_lines(text)
    except (ValueError, AttributeError, IndexError, KeyError) as error:
        raise EngineError(f"{file.name} is no vocabulary") from error
    if not 0 <= blank < len(listed):
        raise EngineError(f"{file.name}: there is no token {blank} for the blank")
    is_own = listed == own.TOKENS
    closes = {index for index, token in enumerate(listed) if token in (own.TONES if is_own else BOUNDARIES)}
    opens = {index for index, token in enumerate(listed) if token.startswith(PIECE_START)}
    return Vocabulary(listed, blank, is_own, frozenset(closes), frozenset(opens))


def _from_json(text: str) -> tuple[str, ...]:
    by_id = {int(index): str(token) for token, index in json.loads(text).items()}
    return tuple(by_id[index] for index in range(len(by_id)))


def _from_lines(text: str) -> tuple[str, ...]:
    lines = [line for line in text.split("\n") if line]
    parted = [line.rsplit(None, 1) for line in lines]
    if all(len(parts) == 2 and parts[1] == str(index) for index, parts in enumerate(parted)):
        return tuple(parts[0] for parts in parted)
    return tuple(line.rstrip("\r") for line in lines)
