"""`heo read`: one JSON object a file, whatever the file is, without a server."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ai.bills.drawing import drawn
from tests.ai.pictures.files import pdf_with_text

KEYS = {"file", "kind", "merchant", "date", "total", "vat", "lines", "verified", "why", "drafts"}


def heo_read(*arguments: str) -> tuple[list[dict[str, Any]], int]:
    command = [sys.executable, "-m", "services.ai.read", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    return [json.loads(line) for line in done.stdout.splitlines()], done.returncode


def test_a_pdf_with_text_a_broken_file_and_one_that_is_not_there(tmp_path: Path) -> None:
    bill = tmp_path / "bill.pdf"
    bill.write_bytes(
        pdf_with_text(["CUA HANG ABC", "HOA DON BAN LE", "Ngay 12/11/2025", "Pho bo 115.900", "TONG CONG 115.900"])
    )
    broken = tmp_path / "page.jpg"
    broken.write_bytes(b"<html>")
    answers, status = heo_read(str(bill), str(broken), str(tmp_path / "nothing"), "--today", "2026-09-23")
    assert status == 1
    assert [answer["file"] for answer in answers] == [str(bill), str(broken), str(tmp_path / "nothing")]
    assert set(answers[0]) >= KEYS
    assert answers[0]["total"] == {"amount": 115_900, "currency": "VND"}
    assert (answers[0]["kind"], answers[0]["date"], answers[0]["verified"]) == ("bill", "2025-11-12", True)
    assert answers[0]["drafts"][0]["amount"] == 115_900
    assert answers[1]["error"]["reason"] == "NOT_A_PICTURE"
    assert answers[2]["error"]["reason"] == "UNREADABLE"


@pytest.mark.parametrize("turn", [0, 90, 180, 270, 2])
def test_a_picture_is_read_whichever_way_it_lies(tmp_path: Path, turn: int) -> None:
    rows = [
        "SIEU THI SAO MAI", "HOA DON BAN LE", "12/11/2025 18:05", ("Sua tuoi", "2", "32.000", "64.000"),
        ("Banh mi", "1", "19.000", "19.000"), ("TONG CONG", "83.000"), ("Tien mat", "100.000"), ("Tien thoi", "17.000"),
    ]  # fmt: skip
    file = tmp_path / "bill.png"
    drawn(rows).rotate(turn, expand=True, fillcolor="white").save(file)
    (answer,), status = heo_read(str(file))
    assert status == 0
    assert answer["total"] == {"amount": 83_000, "currency": "VND"}
    assert answer["verified"]
    assert [line["amount"] for line in answer["lines"]] == [64_000, 19_000]


def test_a_picture_without_a_bill_says_so(tmp_path: Path) -> None:
    file = tmp_path / "cat.png"
    drawn(["mot con meo", "nam tren ghe"]).save(file)
    (answer,), status = heo_read(str(file))
    assert status == 0
    assert (answer["kind"], answer["total"], answer["why"], answer["drafts"]) == ("none", None, ["NO_BILL"], [])
