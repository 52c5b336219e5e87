"""The table of the figures, as Markdown and as lines on a terminal."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.ai.eval_bills.intervals import Figure

HEAD = """# How well bills are read

`make eval-bills` writes this page (`python -m tests.ai.eval_bills`). The test bills are printed by a browser from
layouts, shops, goods and fonts that the training never sees, and photographed by a camera whose code shares nothing
with the training's (`tests/ai/eval_bills`; a test compares fonts, shops and goods). Intervals are 95 %: Wilson's for
shares, resampling for rates; n counts pictures, lines of print where the row speaks of lines. A line item is right when
its amount is exact and its name is at least 0.8 like the printed one, letter by letter with all marks.
"No bill" pictures are pages of text, chats, timetables, signs and drawn scenes; photos of people and food are not among
them, since none are kept here.
Receipts of the folder that were read wrong have been looked at, and general rules came of it: what is measured on them
is no longer a figure of unseen receipts.
"""


@dataclass(frozen=True)
class Row:
    """A row of the table."""

    what: str
    value: str
    interval: str = ""
    n: str = ""
    must: str = ""
    aim: str = ""


def percent(what: str, figure: Figure, must: str = "", aim: str = "") -> Row:
    """A share or a rate."""
    if figure.n == 0:
        return Row(what, "–", "", "0", must, aim)
    return Row(what, f"{figure.value:.1%}", f"{figure.low:.1%} – {figure.high:.1%}", str(figure.n), must, aim)


def markdown(rows: Sequence[Row], notes: Sequence[str]) -> str:
    """The page."""
    lines = ["| what | measured | 95 % interval | n | must | aim |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [f"| {row.what} | {row.value} | {row.interval} | {row.n} | {row.must} | {row.aim} |" for row in rows]
    return HEAD + "\n" + "\n".join(lines) + "\n\n" + "".join(f"- {note}\n" for note in notes)
