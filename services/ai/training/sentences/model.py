"""A generated sentence and what it means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meaning:
    """One transaction of a sentence; empty texts are not said by it. `day` is yyyy-mm-dd, the amount is in đồng."""

    kind: str
    amount: int
    day: str
    category: str = ""
    account: str = "cash"
    target: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence with its meanings in order; `held_out` ones come from templates that no rule was written with."""

    text: str
    meanings: tuple[Meaning, ...]
    held_out: bool
