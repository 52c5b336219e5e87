"""`python -m services.ai.training.sentences 100000 --seed 1`: distinct labelled sentences as JSON lines."""

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date

from services.ai.training.sentences.generate import Generator


def main() -> None:
    """Write the sentences to standard output."""
    parser = argparse.ArgumentParser(description="Prints labelled sentences about money, one JSON object a line.")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 9, 23))
    arguments = parser.parse_args()
    for sample in Generator(arguments.seed, arguments.today).distinct(arguments.count):
        sys.stdout.write(json.dumps(asdict(sample), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
