"""The shape of the presets. A key never changes; a name is the household's to change once it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Locale = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Names:
    """A name in each language that a household may speak."""

    vi: str
    en: str

    def in_locale(self, locale: str) -> str:
        """The name in `locale`; Vietnamese unless English is asked for."""
        return self.en if locale == "en" else self.vi


@dataclass(frozen=True, slots=True)
class PresetCategory:
    """A category. `key` "food.coffee" lies below "food"; `jar` is the key of the jar it spends from; None: income."""

    key: str
    names: Names
    icon: str
    spends: bool
    jar: str | None

    @property
    def parent_key(self) -> str | None:
        """The key of the category above, None for one of the first level."""
        return self.key.split(".")[0] if "." in self.key else None


@dataclass(frozen=True, slots=True)
class PresetJar:
    """A jar with its colour token."""

    key: str
    names: Names
    hue: str
    icon: str


@dataclass(frozen=True, slots=True)
class PresetAccount:
    """An account. `kind` is the name of its AccountType."""

    key: str
    names: Names
    icon: str
    kind: str
    on_budget: bool


@dataclass(frozen=True, slots=True)
class Presets:
    """All of it. `rules` maps a rule's name to basis points by jar key; each adds up to 10000."""

    categories: tuple[PresetCategory, ...]
    accounts: tuple[PresetAccount, ...]
    jars: tuple[PresetJar, ...]
    unassigned: PresetJar
    rules: Mapping[str, Mapping[str, int]]
