"""What `heo run` says must not be what stops it from stopping."""

import io
import sys

import pytest

from services.local.launch import tell


class ClosedTerminal(io.StringIO):
    """A terminal whose window is gone."""

    def write(self, text: str) -> int:
        raise BrokenPipeError(text)


def test_a_closed_terminal_does_not_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", ClosedTerminal())
    tell("… stopping")


def test_a_sentence_is_said_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    tell("Heo is at …")
    assert capsys.readouterr().out == "Heo is at …\n"
