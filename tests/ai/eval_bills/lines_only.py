"""`python -m tests.ai.eval_bills.lines_only`: the character error rate of the served model, and nothing else."""

import argparse

from tests.ai.eval_bills.line_errors import cuts, error_rate, read_all
from tests.ai.eval_bills.pictures import draw
from tests.ai.eval_bills.readers import Heo


def main() -> int:
    """Prints the rate over all lines and by layout."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bills", type=int, default=100)
    parser.add_argument("--lines", type=int, default=6, help="of each picture")
    arguments = parser.parse_args()
    shots = [shot for shot in draw(arguments.bills, 10, 20, 0, 0) if shot.truth.kind != "none"]
    reader = Heo()
    printed = [shot for shot in shots if shot.print_kind != "hand"]
    print(f"print {error_rate(read_all(reader, cuts(printed, arguments.lines))):.2%}")
    for template in sorted({shot.template for shot in shots}):
        lines = cuts([shot for shot in shots if shot.template == template], arguments.lines)
        print(f"  {template} {error_rate(read_all(reader, lines)):.2%} of {len(lines)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
