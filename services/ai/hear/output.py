"""What the hear command prints: one JSON object a file; its drafts are those of the say command."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from services.ai.say.output import as_json as said
from services.ai.speech.model import Transcript
from services.ai.understanding.model import Understanding
from services.ai.understanding.vocabulary import CategoryWord


def as_json(
    file: Path, heard: Transcript, understanding: Understanding, categories: Mapping[str, CategoryWord]
) -> dict[str, Any]:
    """Words with their seconds and how sure they are; no words say why."""
    hearing = heard.hearing
    line: dict[str, Any] = {"file": str(file), **said(understanding, categories)}
    line["words"] = [
        {
            "text": word.text,
            "start_s": word.start_ms / 1000,
            "end_s": word.end_ms / 1000,
            "confidence": round(word.confidence, 3),
        }
        for word in hearing.words
    ]
    line["amounts"] = [
        {"amount": amount.minor_units, "posterior": round(amount.posterior, 3)} for amount in heard.amounts
    ]
    line["confidence"] = round(hearing.confidence, 3)
    line["nothing_heard"] = hearing.nothing_heard.value if hearing.nothing_heard else None
    line["duration_s"] = hearing.duration_ms / 1000
    first = ("file", "text", "words", "drafts", "question")
    return {key: line[key] for key in (*first, *(key for key in line if key not in first))}


def failure(file: Path, reason: str, message: str) -> dict[str, Any]:
    """A file that could not be heard, and why."""
    return {"file": str(file), "error": {"reason": reason, "message": message}}
