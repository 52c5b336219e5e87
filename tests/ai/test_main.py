"""The whole service as its process builds it: it understands while the ledger is not there to learn from."""

from pathlib import Path
from typing import Any

from heo.ai.v1 import understanding_service_pb2 as pb
from heo.ai.v1.understanding_service_pb2_grpc import UnderstandingServiceStub

from services.ai.__main__ import built
from services.ai.settings import AiSettings
from services.mesh.clock import SystemClock
from services.mesh.ids import new_id
from services.mesh.telemetry import Telemetry
from services.mesh.testing.identity import Identities
from services.mesh.testing.plugin import MakeDatabase
from services.mesh.testing.serving import running


async def test_the_built_service_understands(
    make_database: MakeDatabase, identities: Identities, tmp_path: Path
) -> None:
    key = tmp_path / "ai.key"
    key.write_bytes(identities.private_key("ai"))
    fields: dict[str, Any] = {
        "dsn": make_database(["services.ai"]),
        "HEO_LEDGER_TARGET": f"unix:{tmp_path / 'nobody'}",
        "private_key_file": key,
    }
    telemetry = Telemetry("ai")
    app = await built(AiSettings(**fields), telemetry, SystemClock())
    async with running(app, identities, telemetry=telemetry) as server:
        household_id = new_id()
        context = pb.InterpretContext(today="2026-09-23", currency="VND", locale="vi")
        request = pb.InterpretRequest(household_id=str(household_id), text="phở 45k", context=context)
        metadata = identities.metadata("ai", new_id(), household_id, 4)
        answer = await UnderstandingServiceStub(server.channel).Interpret(request, timeout=5, metadata=metadata)
    assert [suggestion.content.amount.minor_units for suggestion in answer.suggestions] == [45_000]
