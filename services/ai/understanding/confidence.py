"""How sure a rule is: probabilities measured on labelled sentences, kept as data in confidence.yaml."""

from collections.abc import Mapping

# A rule that was never measured is trusted this much.
UNKNOWN_RULE = 0.8


def confidence_of(table: Mapping[str, float], rule: str, likeness: float = 1.0, crowded: bool = False) -> float:
    """The rule's probability, less when the words were misspelt or the sentence holds several amounts."""
    base = table.get(rule, UNKNOWN_RULE)
    if likeness < 1.0:
        base *= 0.97 if likeness >= 0.85 else 0.88
    return round(max(0.01, min(0.999, base * (0.985 if crowded else 1.0))), 3)
