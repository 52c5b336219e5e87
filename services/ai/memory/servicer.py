"""heo.ai.v1.MemoryService: from the message, one call, to the message."""

from typing import Any
from uuid import UUID

from heo.ai.v1 import memory_service_pb2 as pb
from heo.ai.v1.memory_service_pb2_grpc import MemoryServiceServicer

from services.ai.memory.service import Memories
from services.ai.memory.store import Memory


class MemoryServicer(MemoryServiceServicer):
    """The memory on the wire."""

    def __init__(self, memories: Memories) -> None:
        """Serve `memories`."""
        self._memories = memories

    async def AnswerQuestion(self, request: pb.AnswerQuestionRequest, context: Any) -> pb.AnswerQuestionResponse:
        """See the contract."""
        household_id, request_id = UUID(request.household_id), UUID(request.request_id)
        memory = await self._memories.answer(household_id, request_id, request.slang, request.unit_value)
        return pb.AnswerQuestionResponse(memory=to_proto(memory))

    async def ListMemories(self, request: pb.ListMemoriesRequest, context: Any) -> pb.ListMemoriesResponse:
        """See the contract."""
        page = await self._memories.page(UUID(request.household_id), request.page.page_size, request.page.page_token)
        return pb.ListMemoriesResponse(
            memories=[to_proto(memory) for memory in page.memories], next_page_token=page.next_page_token
        )

    async def DeleteMemory(self, request: pb.DeleteMemoryRequest, context: Any) -> pb.DeleteMemoryResponse:
        """See the contract."""
        await self._memories.forget(UUID(request.household_id), UUID(request.request_id), UUID(request.memory_id))
        return pb.DeleteMemoryResponse()


def to_proto(memory: Memory) -> pb.Memory:
    """The memory on the wire."""
    return pb.Memory(
        memory_id=str(memory.memory_id),
        words=memory.words,
        category_id=memory.category_id,
        jar_id=memory.jar_id,
        unit_value=memory.unit_value,
        times=memory.times,
    )
