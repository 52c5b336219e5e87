"""The table of what was asked for and what was reached, as a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.ai.eval_voice.figures import Figure

ANCHORS = Path(__file__).with_name("anchors.yaml")
HOW = """# How well it hears

`make eval-voice` writes this page (`python -m tests.ai.eval_voice [FOLDER]`). FOLDER holds real clips with a
transcripts.tsv (file, sentence); without one the rows of real speech say so.

The measured sentences (`services/ai/training/speech/gate/sentences.jsonl`) are frozen. They share no sentence
template, no thing that is bought, no name, no voice variant and no kind of noise with what the model was trained on.
But they are spoken by the same synthesiser, espeak-ng, that spoke the training set: **the synthetic rows say how well
the model learnt what it was taught, not how well it hears people.** Only the rows of real speakers say that.

Each figure is over n sentences (clips); behind it, in brackets, are the limits between which 95 % of 1,000 bootstrap
samples of the sentences lie. Amount exact and slots are of the drafts that understanding makes of the heard words;
the row of the written words is what understanding reaches when every word is heard, so nothing above it can be had.
Clips of noise are made here, three seconds long, 30 of each kind; behind them stand the limits of Wilson's score
interval, since a bootstrap of nothing says nothing. Street and rain are kinds that no model here was taught. Babble is
3 to 8 voices at once: out of it no words should be made either, but a detector of speech cannot tell it from speech.
Words that were shown and taken back are those that a later answer, or the last one, has no more.
"""
LAST = """
## What others have published

Measured by their authors on real, read or spontaneous speech; not by us, and not on the sets above.

{anchors}

Speeds are not listed: their authors give none that was measured on a machine like this one.

What ours is not: a recogniser for everything that people say. It has {megabytes:.1f} MB and {parameters_million:.1f}
million parameters, and was taught for {minutes:.0f} minutes on {device} by a synthesiser alone ({heard_hours:.0f} hours
heard, of {distinct_hours:.0f} different ones), without a second of human speech. The models above were taught with
hundreds to thousands of hours of people. Whoever needs their quality plugs one of them in (see README), and every
amount that was heard is shown as "check this" until real clips have shown that it need not be.
"""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    must: str
    aim: str
    value: str
    n: int | None
    reached: bool | None = None


def share(what: str, must: float, aim: float, figure: Figure, *, most: bool = False) -> Row:
    """A row in percent; `most` when less is better."""
    reached = figure.value <= must if most else figure.value >= must
    sign = "≤ " if most else ""
    return Row(what, f"{sign}{100 * must:g} %", f"{sign}{100 * aim:g} %", figure.percent(), figure.count, reached)


def number(what: str, must: float, aim: float, figure: Figure, unit: str, digits: int) -> Row:
    """A row in a unit, of which less is better."""
    value = f"{figure.value:.{digits}f}{unit} ({figure.low:.{digits}f}–{figure.high:.{digits}f})"
    return Row(what, f"{must:g}{unit}", f"{aim:g}{unit}", value, figure.count, figure.value <= must)


def told(what: str, value: str, n: int | None = None) -> Row:
    """A row without a bar."""
    return Row(what, "told", "", value, n)


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown."""
    lines = ["| what | must | aim | reached (95 %) | n | |", "| --- | --- | --- | --- | --- | --- |"]
    for row in rows:
        verdict = "" if row.reached is None else ("must: yes" if row.reached else "**must: no**")
        n = "" if row.n is None else str(row.n)
        lines.append(f"| {row.what} | {row.must} | {row.aim} | {row.value} | {n} | {verdict} |")
    return "\n".join(lines)


def anchors() -> str:
    """The published figures as a table."""
    lines = ["| model | size | word error rate in %, as published | where |", "| --- | --- | --- | --- |"]
    listed = yaml.safe_load(ANCHORS.read_text(encoding="utf-8"))
    lines += [f"| {one['name']} | {one['size']} | {one['wer']} | {one['source']} |" for one in listed]
    return "\n".join(lines)


def page(rows: Sequence[Row], machine: str, megabytes: float, training: Mapping[str, Any]) -> str:
    """The whole page."""
    last = LAST.format(anchors=anchors(), megabytes=megabytes, **training)
    return f"{HOW}\n{table(rows)}\n\n{machine}\n{last}"
