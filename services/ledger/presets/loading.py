"""Reads the presets from the YAML files beside this one."""

from importlib.resources import files
from typing import Any

import yaml

from services.ledger.presets.model import Names, PresetAccount, PresetCategory, PresetJar, Presets


def load_presets() -> Presets:
    """All presets, in the order of the files; KeyError or ValueError when a file is not in shape."""
    categories, accounts, jars = (_read(name) for name in ("categories", "accounts", "jars"))
    presets = Presets(
        categories=tuple(
            _category(row, spends=kind == "expense") for kind in ("expense", "income") for row in categories[kind]
        ),
        accounts=tuple(_account(row) for row in accounts),
        jars=tuple(_jar(row) for row in jars["jars"]),
        unassigned=_jar({"key": "UNASSIGNED", **jars["unassigned"]}),
        rules=jars["rules"],
    )
    _check(presets)
    return presets


def _read(name: str) -> Any:  # what YAML holds is known once it is read
    return yaml.safe_load((files("services.ledger.presets") / f"{name}.yaml").read_text(encoding="utf-8"))


def _names(row: dict[str, Any]) -> Names:
    return Names(vi=str(row["vi"]), en=str(row["en"]))


def _category(row: dict[str, Any], *, spends: bool) -> PresetCategory:
    jar = row.get("jar")
    return PresetCategory(str(row["key"]), _names(row), str(row["icon"]), spends, str(jar) if jar else None)


def _account(row: dict[str, Any]) -> PresetAccount:
    return PresetAccount(str(row["key"]), _names(row), str(row["icon"]), str(row["kind"]), bool(row["on_budget"]))


def _jar(row: dict[str, Any]) -> PresetJar:
    return PresetJar(str(row["key"]), _names(row), str(row["hue"]), str(row["icon"]))


def _check(presets: Presets) -> None:
    jars = {jar.key for jar in presets.jars}
    keys = {category.key for category in presets.categories}
    for name, shares in presets.rules.items():
        if sum(shares.values()) != 10_000 or not jars.issuperset(shares):
            raise ValueError(f"the jar rule {name} does not add up to 100 % of known jars")
    for category in presets.categories:
        if (category.jar or "NEC") not in jars or (category.parent_key or category.key) not in keys:
            raise ValueError(f"the category {category.key} names no jar or parent of the presets")
