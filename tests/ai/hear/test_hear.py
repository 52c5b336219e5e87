"""The hear command: one JSON object a file, whatever the file is."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ai.speech.audio.clips import recorded, sine
from tests.ai.speech.beeps import put_beep_model, put_detector, say

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home to which the model of tones was added."""
    folder = tmp_path_factory.mktemp("home")
    put_beep_model(folder / "models")
    put_detector(folder / "models")
    return folder


def hear(home: Path, *arguments: str | Path) -> tuple[int, list[dict[str, Any]]]:
    done = subprocess.run(
        [sys.executable, "-m", "services.ai.hear", "--model", "beeps", "--today", "2026-09-23", *map(str, arguments)],
        capture_output=True, text=True, check=False, cwd=ROOT, encoding="utf-8",
        env={**os.environ, "HEO_HOME": str(home)},
    )  # fmt: skip
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_clips_become_words_and_the_drafts_of_the_say_command(home: Path, tmp_path: Path) -> None:
    clip, silence, broken = tmp_path / "a.flac", tmp_path / "silence.webm", tmp_path / "broken.wav"
    clip.write_bytes(recorded(say("hôm qua ăn phở bốn lăm nghìn"), "flac"))
    silence.write_bytes(recorded(sine(1, level=0), "webm"))
    broken.write_bytes(b"RIFF")
    status, (heard, nothing, failed, missing) = hear(home, clip, silence, broken, tmp_path / "missing.wav")
    assert status == 0
    assert list(heard)[:5] == ["file", "text", "words", "drafts", "question"]
    assert (heard["file"], heard["text"]) == (str(clip), "hôm qua ăn phở bốn lăm nghìn")
    assert [set(word) for word in heard["words"]] == [{"text", "start_s", "end_s", "confidence"}] * 7
    assert 0.1 < heard["words"][0]["start_s"] < heard["words"][0]["end_s"] < 1.5
    (draft,) = heard["drafts"]
    assert (draft["kind"], draft["amount"], draft["valid_date"]) == ("expense", 45_000, "2026-09-22")
    said = subprocess.run(
        [sys.executable, "-m", "services.ai.say", "--today", "2026-09-23", heard["text"]],
        capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8",
    )  # fmt: skip
    drafts = json.loads(said.stdout)
    assert drafts == {key: heard[key] for key in drafts}
    assert (nothing["text"], nothing["drafts"], nothing["nothing_heard"]) == ("", [], "silence")
    assert failed["error"]["reason"] == "AUDIO_UNREADABLE"
    assert missing["error"]["reason"] == "FILE_UNREADABLE"


def test_it_fails_only_when_no_file_can_be_heard(home: Path, tmp_path: Path) -> None:
    status, (failed,) = hear(home, tmp_path / "missing.wav")
    assert status == 1
    assert set(failed) == {"file", "error"}
