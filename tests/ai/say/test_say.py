"""The say command: one JSON object a line, whatever the line is, and nothing of the mesh is imported."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


def say(*arguments: str, lines: str = "") -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "services.ai.say", *arguments],
        input=lines, capture_output=True, text=True, check=True, cwd=ROOT, encoding="utf-8",
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_one_sentence() -> None:
    (found,) = say("--today", "2026-09-23", "phở", "45k")
    (draft,) = found["drafts"]
    assert found["text"] == "phở 45k"
    assert {key: draft[key] for key in ("kind", "amount", "currency", "valid_date", "category", "jar", "account")} == {
        "kind": "expense", "amount": 45000, "currency": "VND", "valid_date": "2026-09-23",
        "category": "food.eating_out", "jar": "NEC", "account": "cash",
    }  # fmt: skip
    assert draft["category_name"] == "Ăn ngoài"
    assert found["question"] is None


def test_a_line_in_is_a_line_out() -> None:
    lines = ["hôm qua ăn phở 45", "", "OTP cua quy khach la 123456, khong chia se", "nhậu hai xị", "\u202e\u200b"]
    found = say("--lines", "--today", "2026-09-23", lines="\n".join(lines) + "\n")
    assert [one["text"] for one in found] == lines
    assert [len(one["drafts"]) for one in found] == [1, 0, 0, 1, 0]
    assert "amount" in found[0]["drafts"][0]["inferred"]
    assert {option["amount"] for option in found[3]["question"]["options"]} == {20_000, 200_000}


def test_it_needs_neither_grpc_nor_a_database() -> None:
    found = "[name for name in ('grpc', 'psycopg', 'heo') if name in sys.modules]"
    code = f"import services.ai.say.__main__, sys; print({found})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
