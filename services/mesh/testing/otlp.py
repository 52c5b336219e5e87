"""A collector in the test's own process: it takes OTLP traces over gRPC and keeps them."""

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import grpc
from google.protobuf import text_format
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc
from opentelemetry.proto.trace.v1 import trace_pb2


@dataclass(frozen=True, slots=True)
class Seen:
    """One exported span."""

    service: str
    name: str
    kind: int
    trace_id: str
    span_id: str
    parent_id: str
    attributes: dict[str, str]


class Collector(trace_service_pb2_grpc.TraceServiceServicer):
    """Keeps every span that it is sent."""

    def __init__(self) -> None:
        """Start empty."""
        self.spans: list[Seen] = []
        self.raw: list[str] = []
        """Everything that came, as text: for tests that look for what must not be in it."""
        self.endpoint = ""

    def Export(  # noqa: N802  the contract's name
        self, request: trace_service_pb2.ExportTraceServiceRequest, context: grpc.ServicerContext
    ) -> trace_service_pb2.ExportTraceServiceResponse:
        """Take a batch."""
        self.raw.append(text_format.MessageToString(request, as_utf8=True))
        for resource in request.resource_spans:
            service = next(kv.value.string_value for kv in resource.resource.attributes if kv.key == "service.name")
            for scope in resource.scope_spans:
                self.spans.extend(_seen(service, span) for span in scope.spans)
        return trace_service_pb2.ExportTraceServiceResponse()

    def edges(self) -> set[tuple[str, str]]:
        """Parent → child as ("service name", "service name") labels, e.g. ("bff heo…/Post", "ledger heo…/Post")."""
        known = {span.span_id: span for span in self.spans}
        return {
            (f"{known[span.parent_id].service} {known[span.parent_id].name}", f"{span.service} {span.name}")
            for span in self.spans
            if span.parent_id in known
        }

    def traces(self) -> dict[str, list[Seen]]:
        """Trace id → its spans."""
        found: dict[str, list[Seen]] = defaultdict(list)
        for span in self.spans:
            found[span.trace_id].append(span)
        return dict(found)


@contextmanager
def collector() -> Iterator[Collector]:
    """A listening collector; its `endpoint` goes into OTEL_EXPORTER_OTLP_ENDPOINT or Telemetry."""
    kept = Collector()
    server = grpc.server(ThreadPoolExecutor(max_workers=2))
    register = trace_service_pb2_grpc.add_TraceServiceServicer_to_server
    register(kept, server)  # type: ignore[no-untyped-call]  # generated without types
    kept.endpoint = f"http://127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    server.start()
    try:
        yield kept
    finally:
        server.stop(None).wait()


def _seen(service: str, span: trace_pb2.Span) -> Seen:
    attributes = {kv.key: kv.value.string_value for kv in span.attributes}
    ids = (span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex())
    return Seen(service, span.name, span.kind, *ids, attributes)
