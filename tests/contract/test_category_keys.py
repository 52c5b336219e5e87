"""The ledger's preset and the words of understanding speak of the same categories, names and jars."""

from pathlib import Path

import yaml

from services.ai.understanding.vocabulary import load_vocabulary

PRESET = Path(__file__).parents[2] / "services/ledger/presets/categories.yaml"


def test_keys_names_and_jars_are_equal() -> None:
    preset = yaml.safe_load(PRESET.read_text(encoding="utf-8"))
    ledger = {
        entry["key"]: (entry["vi"], entry["en"], entry.get("jar", ""), side == "income")
        for side in ("expense", "income")
        for entry in preset[side]
    }
    words = {key: (word.vi, word.en, word.jar, word.is_income) for key, word in load_vocabulary().categories.items()}
    assert words == ledger
