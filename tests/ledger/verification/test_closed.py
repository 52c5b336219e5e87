"""A closed account holds nothing; one that does was written by somebody else than the kernel."""

from types import SimpleNamespace

from services.ledger.verification.derived import check_closed
from services.ledger.verification.facts import CheckedFacts
from services.ledger.verification.journal import Replay
from services.ledger.verification.model import Findings
from services.mesh.ids import new_id


def test_a_closed_account_that_holds_something_is_named() -> None:
    findings = Findings()
    replay = Replay(new_id(), CheckedFacts({}), findings)
    replay.balances = {3: 0, 4: 45_000, 5: 45_000}
    check_closed([SimpleNamespace(number=number) for number in (2, 3, 4)], replay, findings)
    ((table, row),) = [(one.table, one.row) for one in findings.found]
    assert (table, row) == ("closures", "number=4")
