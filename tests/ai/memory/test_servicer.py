"""What a household taught: shown, forgotten, and nobody else's."""

from typing import Any

import grpc
import pytest
from heo.ai.v1 import memory_service_pb2 as pb
from heo.type.v1.page_pb2 import Page

from services.mesh.errors import reason_of
from services.mesh.ids import new_id


async def answer(household: Any, slang: str, unit_value: int, request_id: str = "") -> pb.Memory:
    request = pb.AnswerQuestionRequest(
        household_id=str(household.household_id),
        request_id=request_id or str(new_id()),
        slang=slang,
        unit_value=unit_value,
    )
    reply = await household.memory.AnswerQuestion(request, timeout=5, metadata=household.metadata)
    memory: pb.Memory = reply.memory
    return memory


async def listed(household: Any, size: int = 0, token: str = "") -> pb.ListMemoriesResponse:
    request = pb.ListMemoriesRequest(
        household_id=str(household.household_id), page=Page(page_size=size, page_token=token)
    )
    reply: pb.ListMemoriesResponse = await household.memory.ListMemories(
        request, timeout=5, metadata=household.metadata
    )
    return reply


async def forget(household: Any, memory_id: str, request_id: str) -> None:
    request = pb.DeleteMemoryRequest(
        household_id=str(household.household_id), request_id=request_id, memory_id=memory_id
    )
    await household.memory.DeleteMemory(request, timeout=5, metadata=household.metadata)


async def test_a_later_answer_replaces_an_earlier_one(household: Any) -> None:
    first = await answer(household, "xị", 10_000)
    second = await answer(household, "xi", 100_000)
    assert first.memory_id == second.memory_id
    assert [(memory.words, memory.unit_value) for memory in (await listed(household)).memories] == [("xi", 100_000)]


async def test_an_answer_that_comes_twice_counts_once(household: Any) -> None:
    request_id = str(new_id())
    first = await answer(household, "xị", 10_000, request_id)
    later = await answer(household, "xị", 100_000)
    again = await answer(household, "xi", 10_000, request_id)
    assert (again.memory_id, again.unit_value) == (first.memory_id, 10_000)
    assert later.memory_id == first.memory_id
    assert [memory.unit_value for memory in (await listed(household)).memories] == [100_000]


@pytest.mark.parametrize(("slang", "unit_value"), [("xị", 100_000), ("chai", 10_000)])
async def test_one_id_for_two_answers_is_refused(household: Any, slang: str, unit_value: int) -> None:
    request_id = str(new_id())
    await answer(household, "xị", 10_000, request_id)
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await answer(household, slang, unit_value, request_id)
    info = reason_of(caught.value)
    assert info is not None
    assert info.reason == "REQUEST_ID_REUSED"
    assert [memory.unit_value for memory in (await listed(household)).memories] == [10_000]


async def test_pages_show_each_memory_once(household: Any) -> None:
    for number, word in enumerate(("xi", "chai", "lit", "canh", "ve")):
        await answer(household, word, 1000 * (number + 1))
    seen: list[str] = []
    token = ""
    while True:
        page = await listed(household, size=2, token=token)
        seen += [memory.words for memory in page.memories]
        token = page.next_page_token
        if not token:
            break
    assert sorted(seen) == ["canh", "chai", "lit", "ve", "xi"]


async def test_forgetting_twice_by_one_request_is_one_forgetting(household: Any) -> None:
    memory = await answer(household, "xị", 10_000)
    request_id = str(new_id())
    await forget(household, memory.memory_id, request_id)
    await forget(household, memory.memory_id, request_id)
    assert not (await listed(household)).memories
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await forget(household, memory.memory_id, str(new_id()))
    info = reason_of(caught.value)
    assert info is not None
    assert info.reason == "NOT_FOUND"


async def test_a_strange_page_token_is_refused(household: Any) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await listed(household, token="zz")
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT


async def test_another_household_sees_nothing(household: Any) -> None:
    await answer(household, "xị", 10_000)
    assert await household.memories.slang(new_id()) == {}
    assert await household.memories.slang(household.household_id) == {"xi": 10_000}
