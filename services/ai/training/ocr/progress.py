"""The bar that a person watches while a long run goes on."""

import sys
import time
from dataclasses import dataclass, field

WIDTH = 28


@dataclass
class Progress:
    """Prints `━━━━──── 12/330 …` over itself on a terminal, and a line now and then elsewhere."""

    total: int
    started: float = field(default_factory=time.monotonic)
    first: int = 0

    def show(self, done: int, note: str) -> None:
        """`done` of `total`, with what is worth saying."""
        filled = round(WIDTH * done / max(1, self.total))
        spent = time.monotonic() - self.started
        left = spent / max(1, done - self.first) * (self.total - done)
        bar = "━" * filled + "─" * (WIDTH - filled)
        text = f"{bar} {done}/{self.total}  {note}  {left / 60:.0f} min left"
        end = "" if sys.stderr.isatty() and done < self.total else "\n"
        start = "\r\033[K" if sys.stderr.isatty() else ""
        print(f"{start}{text}", end=end, file=sys.stderr, flush=True)
