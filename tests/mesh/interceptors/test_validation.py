from typing import Any

import grpc
import pytest
from google.rpc.error_details_pb2 import BadRequest

from services.mesh.errors import reason_of, status_of
from services.mesh.interceptors.validation import MOST_VIOLATIONS
from services.mesh.testing import echo
from services.mesh.testing.calls import KINDS, Member, call, failure
from services.mesh.testing.echo_servicer import echo_app
from services.mesh.testing.serving import Running, running


async def violations(**fields: Any) -> list[tuple[str, str, str]]:
    """(path, rule, sentence) of each violation that a request with `fields` is told."""
    async with running(echo_app()) as server:
        member = Member(server)
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await call(server, "Echo", member.asks(**fields), metadata=member.metadata)
    status, bad = status_of(refused.value), BadRequest()
    assert status is not None
    assert any(detail.Unpack(bad) for detail in status.details)
    return [(one.field, one.reason, one.description) for one in bad.field_violations]


@pytest.mark.parametrize("method", KINDS)
async def test_a_message_that_breaks_its_rule_is_refused_in_each_kind_of_call(method: str) -> None:
    async with running(echo_app()) as server:
        member = Member(server)
        told = await failure(server, method, member.asks("x" * 17), metadata=member.metadata)
    assert (told.code, told.reason, told.domain) == ("INVALID_ARGUMENT", "INVALID_ARGUMENT", "echo.heo")


@pytest.mark.parametrize("method", ["Collect", "Chat"])
async def test_a_later_message_of_a_stream_is_looked_at_too(method: str) -> None:
    async with running(echo_app()) as server:
        member = Member(server)
        told = await failure(server, method, member.asks(), member.asks("x" * 17), metadata=member.metadata)
    assert told.code == "INVALID_ARGUMENT"


async def test_the_violation_names_field_and_rule_and_not_the_value() -> None:
    ((path, rule, sentence),) = await violations(text="Lan nợ tôi 45.000 đồng")
    assert (path, rule) == ("text", "STRING_MAX_LEN")
    assert "16" in sentence
    assert "Lan" not in sentence


async def test_the_place_in_a_list_is_named_and_the_key_of_a_map_is_not() -> None:
    found = await violations(words=["a", "too long"], marks={"Lan": "also too long"})
    assert sorted(path for path, _, _ in found) == ["marks", "words[1]"]


async def test_no_more_violations_are_told_than_anybody_reads() -> None:
    assert len(await violations(words=["too long"] * 500)) == MOST_VIOLATIONS


async def told_of_nonsense(server: Running, method: str, metadata: Any) -> tuple[str, str]:
    """Code and reason of the answer to bytes that are no message."""
    many_in, many_out, _ = echo.METHODS[method]
    kind = f"{'stream' if many_in else 'unary'}_{'stream' if many_out else 'unary'}"
    raw: Any = getattr(server.channel, kind)(f"/{echo.SERVICE}/{method}")
    answer = raw(iter([b"\xff\xff"]) if many_in else b"\xff\xff", timeout=5, metadata=metadata)
    try:
        _ = [one async for one in answer] if many_out else await answer
    except grpc.aio.AioRpcError as error:
        info = reason_of(error)
        return error.code().name, info.reason if info is not None else ""
    raise AssertionError(f"{method} took nonsense")


@pytest.mark.parametrize("method", KINDS)
async def test_bytes_that_are_no_message_are_refused_with_a_reason_and_only_to_who_may_call(method: str) -> None:
    async with running(echo_app()) as server:
        member = Member(server)
        assert await told_of_nonsense(server, method, member.metadata) == ("INVALID_ARGUMENT", "INVALID_ARGUMENT")
        assert await told_of_nonsense(server, method, ()) == ("UNAUTHENTICATED", "UNAUTHENTICATED")
