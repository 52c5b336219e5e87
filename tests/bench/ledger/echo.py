"""`python -m tests.bench.ledger.echo`: what a post costs without the ledger behind it.

JournalService with the same interceptors, tracing and token check, whose RecordTransaction only says the content again;
and a bare method without any of it, for the cost of an empty RPC.
"""

from typing import Any

import grpc
from heo.ledger.v1 import journal_service_pb2 as pb
from heo.ledger.v1 import journal_service_pb2_grpc as rpc
from heo.ledger.v1.transaction_pb2 import Transaction

from services.ledger.journal.servicer import JournalServicer
from services.ledger.settings import LedgerSettings
from services.mesh.app import ServerApp
from services.mesh.clock import SystemClock
from services.mesh.identity import verifier_of
from services.mesh.server import run, serve
from services.mesh.telemetry import Telemetry

EMPTY = "/heo.bench.Empty/Call"


class EchoServicer(JournalServicer):
    """Says the content again; its other methods are not called."""

    def __init__(self) -> None:
        pass

    async def RecordTransaction(  # noqa: N802  # the contract's name
        self, request: pb.RecordTransactionRequest, context: Any
    ) -> pb.RecordTransactionResponse:
        transaction = Transaction(
            transaction_id=request.request_id, version=1, content=request.content, source=request.source
        )
        return pb.RecordTransactionResponse(transaction=transaction)


async def main() -> int:
    """Serve until SIGTERM."""
    settings = LedgerSettings()  # type: ignore[call-arg]  # read from the environment
    telemetry = Telemetry("ledger", otlp_endpoint=settings.otlp_endpoint, trace_ratio=settings.trace_ratio)
    app = ServerApp("ledger", [(rpc.add_JournalServiceServicer_to_server, EchoServicer())])
    bare = grpc.aio.server()
    handler: Any = grpc.unary_unary_rpc_method_handler(empty)
    bare.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("heo.bench.Empty", {"Call": handler}),))
    bare.add_insecure_port(f"{settings.listen}.empty")
    await bare.start()
    try:
        return await serve(app, settings, telemetry=telemetry, verifier=verifier_of("ledger", settings, SystemClock()))
    finally:
        await bare.stop(1)


async def empty(_request: bytes, _context: Any) -> bytes:
    """Nothing in, nothing out."""
    return b""


if __name__ == "__main__":
    run(main())
