"""heo.ai.v1.UnderstandingService: from the message, one call, to the message."""

from typing import Any
from uuid import UUID

from heo.ai.v1 import understanding_service_pb2 as pb
from heo.ai.v1.understanding_service_pb2_grpc import UnderstandingServiceServicer

from services.ai.interpretation import to_proto
from services.ai.interpretation.from_proto import context_of
from services.ai.interpretation.service import Interpreter


class UnderstandingServicer(UnderstandingServiceServicer):
    """Understanding on the wire."""

    def __init__(self, interpreter: Interpreter) -> None:
        """Serve `interpreter`."""
        self._interpreter = interpreter

    async def Interpret(self, request: pb.InterpretRequest, context: Any) -> pb.InterpretResponse:
        """See the contract."""
        found = await self._interpreter.interpret(UUID(request.household_id), request.text, context_of(request.context))
        currency = request.context.currency
        return pb.InterpretResponse(
            suggestions=[to_proto.suggestion(draft) for draft in found.drafts],
            question=to_proto.question(found.question, currency) if found.question else None,
            unread=found.unread,
        )

    async def ParseQuery(self, request: pb.ParseQueryRequest, context: Any) -> pb.ParseQueryResponse:
        """See the contract."""
        found = self._interpreter.parse_query(request.text, context_of(request.context))
        return to_proto.search(found, request.context.currency)
