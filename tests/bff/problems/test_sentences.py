"""Every reason has a sentence in both languages, and every sentence a reason."""

import ast
from pathlib import Path

import pytest
from heo.ai.v1 import error_reason_pb2 as ai
from heo.ledger.v1 import error_reason_pb2 as ledger
from heo.notifier.v1 import error_reason_pb2 as notifier

from services.bff.openapi import FILE
from services.bff.problems.sentences import load_sentences

PREFIX = "ERROR_REASON_"
SENTENCES = load_sentences()
SENT = {
    name.removeprefix(PREFIX)
    for service in (ai, ledger, notifier)
    for name, number in service.ErrorReason.items()
    if number
}


def refused_here() -> set[str]:
    """The reasons that the bff itself refuses for: the literals of Refusal("…")."""
    found = set()
    for path in FILE.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(Path(path).read_text("utf-8"))):
            is_refusal = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal"
            if is_refusal and node.args and isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]
                found.add(str(node.args[0].value))  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("reason", sorted(SENT | refused_here()))
def test_every_reason_has_both_sentences(reason: str) -> None:
    said = SENTENCES[reason]
    assert said.vi.strip()
    assert said.en.strip()
    assert said.vi != said.en
    assert 400 <= said.status < 600


@pytest.mark.parametrize("service", ["LEDGER", "AI", "NOTIFIER"])
def test_every_service_can_be_away(service: str) -> None:
    assert SENTENCES[f"{service}_UNAVAILABLE"].status == 503


def test_sentences_say_what_to_do_in_one_or_two_sentences() -> None:
    for reason, said in SENTENCES.items():
        for sentence in (said.vi, said.en):
            assert sentence.endswith("."), reason
            assert len(sentence) <= 140, reason
