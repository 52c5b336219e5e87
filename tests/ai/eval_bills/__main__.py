"""`python -m tests.ai.eval_bills [FOLDER]`: how well bills are read; a table, and docs/benchmarks/bills.md.

FOLDER holds real receipts: img/*.jpg beside key/*.json with company, date, address and total.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.ai.eval_bills import bill_errors, line_errors, receipts, speed
from tests.ai.eval_bills.pictures import draw, picture_file
from tests.ai.eval_bills.readers import Heo, LineReader, RapidOcr, Tesseract
from tests.ai.eval_bills.report import Row, markdown, percent
from tests.ai.eval_bills.truth import Shot
from tests.ai.eval_bills.whole import Outcome, read_files

PAGE = Path("docs") / "benchmarks" / "bills.md"
Cases = list[tuple[Shot, Outcome]]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make eval-bills", description="Measures how well bills are read.")
    parser.add_argument("folder", nargs="?", type=Path, help="real receipts: img/ and key/")
    parser.add_argument("--currency", default="MYR", help="of the real receipts")
    parser.add_argument("--bills", type=int, default=200, help="how many bills are drawn")
    parser.add_argument("--others", type=int, default=100, help="how many pages that are no bill")
    parser.add_argument("--lines", type=int, default=4, help="lines of each bill for the line figures")
    parser.add_argument("--times", type=int, default=20, help="how often the megapixel bill is read")
    return parser.parse_args()


def line_rows(shots: Sequence[Shot], a_shot: int) -> list[Row]:
    """Character error rates: Heo's, then those of others on the same lines; notes by hand on their own."""
    printed = line_errors.cuts(
        [shot for shot in shots if shot.truth.kind != "none" and shot.print_kind != "hand"], a_shot
    )
    written = line_errors.cuts([shot for shot in shots if shot.print_kind == "hand"], a_shot)
    readers: list[LineReader] = [Heo(), Tesseract(), RapidOcr()]
    rows, rates = [], []
    for reader in readers:
        figure = line_errors.figure(line_errors.read_all(reader, printed))
        rates.append(figure.value)
        bars = ("≤ 4 %", "≤ 1.5 %") if reader.name == "Heo" else ("", "")
        rows.append(percent(f"line CER, {reader.name}", figure, *bars))
        print(f"  {rows[-1].what}: {rows[-1].value}", file=sys.stderr)
    best = min(rates[1:])
    rows.append(
        Row(
            "errors of the better other reader ÷ ours",
            f"{best / max(rates[0], 1e-9):.1f} ×",
            "",
            str(len(printed)),
            "≥ 3 ×",
            "≥ 6 ×",
        )
    )
    rows += [
        percent(f"line CER of handwritten notes, {one.name}", line_errors.figure(line_errors.read_all(one, written)))
        for one in readers
    ]
    return rows


def bill_rows(cases: Cases) -> list[Row]:
    """Totals, lines and "no bill" of whole pictures."""
    bills = [case for case in cases if case[0].truth.kind == "bill" and case[0].print_kind != "hand"]
    notes = [case for case in cases if case[0].print_kind == "hand"]
    transfers = [case for case in cases if case[0].truth.kind == "transfer"]
    others = [case for case in cases if case[0].truth.kind == "none"]
    return [
        percent("total exact, synthetic photographed bills", bill_errors.totals(bills), "92 %", "98 %"),
        percent("total exact among those marked verified", bill_errors.verified_totals(bills), "≥ 99 %", "99.8 %"),
        percent("line-item F1", bill_errors.line_f1(bills), ".85", ".95"),
        percent("line-item F1, the quantity exact too", bill_errors.line_f1(bills, bill_errors.same_count)),
        percent("amount exact, transfer screenshots", bill_errors.totals(transfers)),
        percent("total exact, handwritten notes", bill_errors.totals(notes)),
        percent("a picture without a bill: “no bill” said", bill_errors.none_said(others), "≥ 98 %", "99.5 %"),
    ]


def notes_of(cases: Cases) -> list[str]:
    """What the table does not say."""
    bills = [case for case in cases if case[0].truth.kind == "bill" and case[0].print_kind != "hand"]
    proven = sum(outcome.verified for _, outcome in bills)
    wrong = ", ".join(f"{name} {count}" for name, count in bill_errors.failures(bills).most_common())
    first, more = speed.growth([outcome for _, outcome in cases])
    drawn = Counter(_kind(shot) for shot, _ in cases)
    return [
        "Drawn were " + ", ".join(f"{count} {kind}" for kind, count in drawn.items()) + ".",
        f"{proven} of {len(bills)} bills are marked verified. Wrong totals by layout: {wrong or 'none'}.",
        f"Memory: {first:.0f} MiB after 20 pictures, {more:+.0f} MiB after {len(cases)}.",
    ]


def _kind(shot: Shot) -> str:
    if shot.print_kind == "hand":
        return "notes by hand"
    return {"bill": "bills", "transfer": "screens of transfers"}.get(shot.truth.kind, "pictures without a bill")


def main() -> int:
    """Measures, prints, writes. Exits with 0: the figures are goals, the regression gate is elsewhere."""
    arguments = _arguments()
    shots = draw(
        arguments.bills, arguments.bills // 10, arguments.bills // 10, arguments.others * 4 // 5, arguments.others // 5
    )
    rows = line_rows(shots, arguments.lines)
    outcomes = read_files([picture_file(shot) for shot in shots], told=_bar)
    cases = list(zip(shots, outcomes, strict=True))
    rows += bill_rows(cases)
    notes = notes_of(cases)
    if arguments.folder:
        measured = receipts.measure(arguments.folder, arguments.currency, _bar)
        rows.append(percent("total exact, real photographed receipts", measured.totals, "80 %", "92 %"))
        rows.append(percent("the same among those marked verified", measured.verified))
        rows.append(percent("date exact, real photographed receipts", measured.days))
    spent = speed.seconds(arguments.times)
    p95 = spent[max(0, round(len(spent) * 0.95) - 1)]
    rows.append(
        Row(
            "one 1-megapixel bill of 35 lines, p95",
            f"{p95:.2f} s",
            f"median {spent[len(spent) // 2]:.2f} s",
            str(len(spent)),
            "2.0 s",
            "0.8 s",
        )
    )
    load = f"{os.cpu_count()} cores with a load of {os.getloadavg()[0]:.1f} at that moment, from this and other work"
    notes.append(f"Times on {load}; the decoder's process is in them.")
    page = markdown(rows, notes)
    PAGE.write_text(page, encoding="utf-8")
    print(page)
    return 0


def _bar(done: int, of: int) -> None:
    print(f"\r  {done}/{of} pictures", end="" if done < of else "\n", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
