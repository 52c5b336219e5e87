import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "services"
ASKING = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}


def asks_the_time(source: str) -> list[int]:
    """The lines of `source` that ask the machine what time it is."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [
        call.lineno
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and (call.func.value.id, call.func.attr) in ASKING
    ]


def test_only_the_clock_asks_the_machine_for_the_time() -> None:
    asking = {str(file.relative_to(ROOT)) for file in ROOT.rglob("*.py") if asks_the_time(file.read_text())}
    assert asking == {"mesh/clock.py"}


@pytest.mark.parametrize("line", ["datetime.now(UTC)", "date.today()", "time.time()"])
def test_the_rule_sees_what_it_should(line: str) -> None:
    assert asks_the_time(line) == [1]
    assert asks_the_time(line.replace(".", "_")) == []
