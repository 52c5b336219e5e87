"""What the household taught the understanding, over REST."""

from uuid import UUID

from fastapi import APIRouter, Response
from heo.ai.v1.memory_service_pb2 import AnswerQuestionRequest, DeleteMemoryRequest, ListMemoriesRequest

from services.bff.dependencies import AiDep, MemberDep
from services.bff.memories.schemas import Memory, MemoryList, SlangAnswer
from services.bff.wire.from_proto import answer, answers
from services.bff.wire.scalars import RequestId
from services.bff.wire.to_proto import request_of

router = APIRouter(prefix="/households/{household_id}", tags=["memories"])


@router.post("/answers")
async def answer_question(member: MemberDep, ai: AiDep, body: SlangAnswer) -> Memory:
    """Remember what a word of slang is worth in this household."""
    request = request_of(AnswerQuestionRequest, body, household_id=member.household_id)
    reply = await ai.ask(ai.memory.AnswerQuestion, request, member.acting)
    return answer(Memory, reply.memory)


@router.get("/memories")
async def list_memories(member: MemberDep, ai: AiDep) -> MemoryList:
    """What was learned, most used first."""
    request = request_of(ListMemoriesRequest, household_id=member.household_id)
    return MemoryList(
        memories=answers(Memory, await ai.ask_all(ai.memory.ListMemories, request, member.acting, "memories"))
    )


@router.delete("/memories/{memory_id}", status_code=204)
async def delete_memory(member: MemberDep, ai: AiDep, memory_id: UUID, request_id: RequestId) -> Response:
    """Forget one memory."""
    request = request_of(
        DeleteMemoryRequest, household_id=member.household_id, memory_id=memory_id, request_id=request_id
    )
    await ai.ask(ai.memory.DeleteMemory, request, member.acting)
    return Response(status_code=204)
