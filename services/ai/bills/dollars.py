"""A dollar sign that was read as the digit that it looks like: "58.20" on a bill that says "$5.50".

Such a bill still adds up, since all of its sums are wrong alike. What tells is that a bill which marks its sums marks
them all: where some are marked and nearly every other one begins with a digit that looks like the mark, it is the mark.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from services.ai.bills.model import Row

LOOK_ALIKE = re.compile(r"(?<![\w.,$-])[35689S](?=\d{1,6}[.,]\d\d(?![\d%]))")
UNMARKED = re.compile(r"(?<![\w.,$-])[\dS]+[.,]\d\d(?![\d%])")
MARKED = re.compile(r"(?<![A-Za-z])\$\s?\d+[.,]\d\d(?!\d)")
LEAST_MARKED, LEAST_ALIKE, LEAST_SHARE = 2, 3, 0.75


def with_dollars(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows with their dollar signs back; the same rows where nothing tells of any."""
    texts = [word.text for row in rows for word in row.words]
    marked = sum(len(MARKED.findall(text)) for text in texts)
    unmarked = sum(len(UNMARKED.findall(text)) for text in texts)
    alike = sum(len(LOOK_ALIKE.findall(text)) for text in texts)
    if marked < LEAST_MARKED or alike < LEAST_ALIKE or alike < LEAST_SHARE * unmarked:
        return rows
    return [Row(tuple(replace(word, text=LOOK_ALIKE.sub("$", word.text)) for word in row.words)) for row in rows]
