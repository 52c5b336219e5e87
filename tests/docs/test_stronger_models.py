"""The page on stronger models names what there is: settings, parameters, files."""

import re
from dataclasses import fields
from pathlib import Path

from services.ai.settings import AiSettings
from services.ai.speech.ctc.config import CtcConfig
from services.ai.speech.ctc.fbank import FbankShape

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "stronger-models.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_each_setting_exists() -> None:
    named = set(re.findall(r"HEO_AI_([A-Z_]+)", PAGE + README))
    assert {"SPEECH_ENGINE", "SPEECH_MODEL", "RIVA_TARGET", "TRITON_TARGET"} <= named
    assert named <= {name.upper() for name in AiSettings.model_fields}


def test_each_parameter_of_a_model_is_told() -> None:
    for shape in (CtcConfig, FbankShape):
        assert [field.name for field in fields(shape) if f"`{field.name}`" not in PAGE] == []


def test_each_default_is_what_it_says() -> None:
    row = re.search(r"`lm_weight`, `word_bonus`, `boost` .*\| ([\d., ]+) \|", PAGE)
    assert row is not None
    assert [float(text) for text in row[1].split(",")] == [CtcConfig.lm_weight, CtcConfig.word_bonus, CtcConfig.boost]
    for name, value in (("longest_s", CtcConfig.longest_s), ("least_confidence", CtcConfig.least_confidence)):
        found = re.search(rf"^\| `{name}` .*\| ([\d.]+) \|$", PAGE, re.MULTILINE)
        assert found is not None
        assert float(found[1]) == value


def test_each_path_exists() -> None:
    paths = re.findall(r"`(services/[\w/.]+)`", PAGE)
    assert len(paths) >= 3
    assert [path for path in paths if not (ROOT / path).exists()] == []
