"""`python -m services.ai.say "phở 45k"`, or `--lines` to read one sentence a line from standard input."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date

from services.ai.say.output import as_json
from services.ai.understanding.interpret import interpret
from services.ai.understanding.model import Context
from services.ai.understanding.vocabulary import load_vocabulary
from services.mesh.clock import SystemClock, today

ZONE = "Asia/Ho_Chi_Minh"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="heo say", description="Reads a sentence about money and prints the drafts.")
    parser.add_argument("words", nargs="*", help="the sentence")
    parser.add_argument("--lines", action="store_true", help="read one sentence a line from standard input")
    parser.add_argument("--today", type=date.fromisoformat, default=None, help="yyyy-mm-dd; the day of the sentences")
    parser.add_argument("--currency", default="VND", help="the household's currency")
    return parser.parse_args()


def main() -> int:
    """Prints one JSON object a sentence, also for a sentence in which nothing is found."""
    arguments = _arguments()
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    vocabulary = load_vocabulary()
    context = Context(today=arguments.today or today(SystemClock(), ZONE), currency=arguments.currency)
    sentences: Iterable[str] = (
        (line.rstrip("\r\n") for line in sys.stdin) if arguments.lines else [" ".join(arguments.words)]
    )
    for text in sentences:
        found = interpret(text, context, vocabulary)
        print(json.dumps(as_json(found, vocabulary.categories), ensure_ascii=False), flush=arguments.lines)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
