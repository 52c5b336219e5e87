"""One spending as all who took part tell it: the graph of its trace, each service's signals, and no private word."""

import json
from typing import TYPE_CHECKING

import pytest

from services.mesh.testing.otlp import Seen

if TYPE_CHECKING:
    from tests.mesh.whole.conftest import Evidence

SERVER, CLIENT, CONSUMER = 2, 3, 5
DRAFTS = "POST /api/v1/households/{household_id}/drafts"
CONFIRM = f"{DRAFTS}/confirm"
INTERPRET = "heo.ai.v1.UnderstandingService/Interpret"
PROPOSE = "heo.ledger.v1.DraftService/BatchCreateDrafts"
POST = "heo.ledger.v1.DraftService/BatchConfirmDrafts"
CONSUME = "process heo.ledger.v1.EventService"
PLANS = "heo.ledger.v1.PlanService/ListPlans"
EDGES = {
    (f"bff {DRAFTS}", f"bff {INTERPRET}"),
    (f"bff {INTERPRET}", f"ai {INTERPRET}"),
    (f"ai {INTERPRET}", "ai SELECT ai.memories"),
    (f"bff {DRAFTS}", f"bff {PROPOSE}"),
    (f"bff {PROPOSE}", f"ledger {PROPOSE}"),
    (f"bff {CONFIRM}", f"bff {POST}"),
    (f"bff {POST}", f"ledger {POST}"),
    (f"ledger {POST}", "ledger INSERT ledger.entries"),
    (f"ledger {POST}", f"notifier {CONSUME}"),
    (f"notifier {CONSUME}", f"notifier {PLANS}"),
    (f"notifier {PLANS}", f"ledger {PLANS}"),
    (f"notifier {CONSUME}", "notifier INSERT notifier.alerts"),
}
CALLS = {
    "ledger": f'rpc_server_call_duration_seconds_count{{rpc_method="{POST}",rpc_response_status_code="OK"',
    "ai": f'rpc_server_call_duration_seconds_count{{rpc_method="{INTERPRET}",rpc_response_status_code="OK"',
    "notifier": (
        'rpc_server_call_duration_seconds_count{rpc_method="heo.notifier.v1.InboxService/ListAlerts",'
        'rpc_response_status_code="OK"'
    ),
    "bff": (
        'http_server_request_duration_seconds_count{http_request_method="POST",http_response_status_code="200",'
        f'http_route="{CONFIRM[5:]}"'
    ),
}
ERRORS = {
    "ledger": 'rpc_method="heo.ledger.v1.AccountService/ListAccounts",rpc_response_status_code="INTERNAL"',
    "ai": 'rpc_method="heo.ai.v1.MemoryService/ListMemories",rpc_response_status_code="INTERNAL"',
    "notifier": 'rpc_method="heo.notifier.v1.InboxService/ListAlerts",rpc_response_status_code="INTERNAL"',
    "bff": 'http_request_method="GET",http_response_status_code="500",http_route="/api/v1/session"',
}


def of_the_spending(found: "Evidence") -> list[Seen]:
    return found.collected.traces()[found.trace_id]


def test_the_trace_has_an_edge_for_each_hop(found: "Evidence") -> None:
    by_id = {span.span_id: span for span in of_the_spending(found)}
    edges = {
        (f"{by_id[span.parent_id].service} {by_id[span.parent_id].name}", f"{span.service} {span.name}")
        for span in by_id.values()
        if span.parent_id in by_id
    }
    missing = EDGES - edges
    assert missing == set(), sorted(edges)


def test_the_trace_hangs_together(found: "Evidence") -> None:
    """Only the two requests begin something: the browser is their parent; all else has its parent in the trace."""
    spans = of_the_spending(found)
    known = {span.span_id for span in spans}
    begun = [f"{span.service} {span.name}" for span in spans if span.parent_id not in known]
    assert sorted(begun) == [f"bff {DRAFTS}", f"bff {CONFIRM}"]


def test_the_outbox_row_names_the_call_that_wrote_it(found: "Evidence") -> None:
    (posted,) = [span for span in of_the_spending(found) if (span.name, span.kind) == (POST, SERVER)]
    consumed = [span for span in of_the_spending(found) if span.kind == CONSUMER and span.service == "notifier"]
    assert f"00-{found.trace_id}-{posted.span_id}-01" in found.outbox
    assert posted.span_id in {span.parent_id for span in consumed}


def test_what_is_not_begun_with_a_recorded_trace_is_sampled_by_the_services(found: "Evidence") -> None:
    """The plan and the look into the inbox are one in a hundred; the trace of the spending is there for certain."""
    assert {span.service for span in of_the_spending(found)} == {"bff", "ai", "ledger", "notifier"}


@pytest.mark.parametrize("service", ["ledger", "ai", "notifier", "bff"])
def test_each_service_exports_spans_under_its_name(found: "Evidence", service: str) -> None:
    kinds = {span.kind for span in of_the_spending(found) if span.service == service}
    assert kinds >= ({CONSUMER, CLIENT} if service == "notifier" else {SERVER, CLIENT})


@pytest.mark.parametrize("service", ["ledger", "ai", "notifier", "bff"])
def test_each_service_counts_rate_errors_and_duration(found: "Evidence", service: str) -> None:
    page = found.metrics[service]
    assert CALLS[service] in page
    assert ERRORS[service] in page
    assert CALLS[service].replace("_count{", "_bucket{").partition("{")[0] in page
    assert "process_resident_memory_bytes" in page


@pytest.mark.parametrize("service", ["ledger", "ai", "notifier", "bff"])
def test_each_service_logs_json_with_the_trace_of_the_failed_call(found: "Evidence", service: str) -> None:
    lines = found.lines(service)
    assert all({"event", "level", "service", "timestamp"} <= line.keys() for line in lines)
    assert {line["service"] for line in lines} == {service}
    failed = [line for line in lines if line["event"] in {"rpc.failed", "request.failed"}]
    assert all({"trace_id", "span_id", "frames"} <= line.keys() for line in failed)
    assert (found.failing_trace_id, "InsufficientPrivilege") in {(one["trace_id"], one["error_type"]) for one in failed}


@pytest.mark.parametrize("service", ["ledger", "ai", "notifier", "bff"])
def test_a_failure_is_told_with_its_trace_and_without_its_inside(found: "Evidence", service: str) -> None:
    status, text = found.failures[service]
    problem = json.loads(text)
    assert (status, problem["reason"], problem["trace_id"]) == (500, "INTERNAL", found.failing_trace_id)
    assert not any(word in text for word in ("permission", "Privilege", "SELECT", "psycopg", "Traceback", "schema"))


def test_nothing_private_leaves_in_any_signal(found: "Evidence") -> None:
    logs = [json.dumps(line, ensure_ascii=False) for service in found.logs for line in found.lines(service)]
    signals = {
        "spans": "\n".join(found.collected.raw),
        "logs": "\n".join(logs),
        "metrics": "\n".join(found.metrics.values()),
        "errors": "\n".join(text for _, text in found.failures.values()),
    }
    assert all(len(text) > 100 for text in signals.values())
    leaked = {(signal, word) for signal, text in signals.items() for word in found.private if word in text}
    assert leaked == set()
