"""The tracer of a process: sampled by the caller's decision or by ratio, exported only when a collector is named."""

from collections.abc import Sequence

from opentelemetry.sdk.resources import SERVICE_INSTANCE_ID, SERVICE_NAME, SERVICE_NAMESPACE, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import Tracer

from services.mesh.ids import new_id
from services.mesh.telemetry.metrics import Metrics
from services.mesh.telemetry.tracer import SparingTracer


class Telemetry:
    """Tracer and metrics of one service.

    Trace ids are made and handed on even when nothing is recorded, so that a log line and a problem page always name a
    trace.
    """

    def __init__(
        self,
        service: str,
        *,
        otlp_endpoint: str | None = None,
        trace_ratio: float = 0.0,
        processors: Sequence[SpanProcessor] = (),
    ) -> None:
        """Record `trace_ratio` of the traces begun here; without endpoint and `processors` none. `service` is its
        name.
        """
        self.service = service
        self.metrics = Metrics()
        exporting = [*processors, *_exporters(otlp_endpoint)]
        sampler = ParentBased(TraceIdRatioBased(trace_ratio))
        resource = Resource(
            {SERVICE_NAME: service, SERVICE_NAMESPACE: "heo", SERVICE_INSTANCE_ID: str(new_id())},
        )
        self._provider = TracerProvider(sampler=sampler, resource=resource, shutdown_on_exit=False)
        for processor in exporting:
            self._provider.add_span_processor(processor)
        self.tracer: Tracer = SparingTracer(self._provider.get_tracer("services.mesh") if exporting else None)

    def shutdown(self) -> None:
        """Send what is not yet sent, waiting at most the exporter's timeout; the last act of a process."""
        self._provider.force_flush(timeout_millis=5_000)
        self._provider.shutdown()


def _exporters(endpoint: str | None) -> list[SpanProcessor]:
    if not endpoint:
        return []
    # Its import costs a tenth of a second, which only a process with a collector should pay.
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

    exporter = OTLPSpanExporter(endpoint=endpoint, insecure=not endpoint.startswith("https://"), timeout=3)
    return [BatchSpanProcessor(exporter, schedule_delay_millis=1_000)]
