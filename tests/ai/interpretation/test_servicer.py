"""Interpret over gRPC: keys become the household's ids, questions are remembered, searches become filters."""

from typing import Any

import grpc
import pytest
from heo.ai.v1 import memory_service_pb2 as memory_pb
from heo.ai.v1 import understanding_service_pb2 as pb
from heo.type.v1 import draft_pb2

from services.mesh.errors import reason_of
from services.mesh.ids import new_id


async def test_two_drafts_with_the_households_ids(household: Any, thing_id: Any) -> None:
    answer = await household.interpret("sáng nay ăn phở 45k, đổ xăng 80 nghìn")
    first, second = (suggestion.content for suggestion in answer.suggestions)
    assert first.kind == draft_pb2.TRANSACTION_KIND_EXPENSE
    assert (first.amount.minor_units, first.amount.commodity) == (45_000, "VND")
    assert first.category_id == thing_id("food.eating_out")
    assert first.jar_id == thing_id("NEC")
    assert first.account_id == thing_id("cash")
    assert (second.amount.minor_units, second.category_id) == (80_000, thing_id("transport.fuel"))
    assert first.valid_date == second.valid_date == "2026-09-23"


async def test_evidence_points_into_the_text(household: Any) -> None:
    text = "hôm qua ăn phở 45"
    (suggestion,) = (await household.interpret(text)).suggestions
    spans = {piece.field: text[piece.start : piece.end] for piece in suggestion.evidence}
    assert spans[draft_pb2.DRAFT_FIELD_AMOUNT] == "45"
    assert spans[draft_pb2.DRAFT_FIELD_VALID_DATE] == "hôm qua"
    amount = next(piece for piece in suggestion.evidence if piece.field == draft_pb2.DRAFT_FIELD_AMOUNT)
    assert amount.inferred


async def test_an_account_is_found_by_the_banks_name_within_its_own(household: Any, thing_id: Any) -> None:
    (suggestion,) = (await household.interpret("mua giày bằng thẻ VCB 1tr1")).suggestions
    assert suggestion.content.account_id == thing_id("VCB lương")


async def test_a_loan_goes_to_the_account_of_loans(household: Any, thing_id: Any) -> None:
    (suggestion,) = (await household.interpret("cho Lan vay 500k")).suggestions
    assert suggestion.content.kind == draft_pb2.TRANSACTION_KIND_LOAN_OUT
    assert suggestion.content.counter_account_id == thing_id("receivable")
    assert suggestion.content.person == "Lan"


async def test_an_answer_is_remembered(household: Any) -> None:
    asked = (await household.interpret("nhậu hai xị")).question
    assert [option.amount.minor_units for option in asked.options] == [200_000, 20_000]
    request = memory_pb.AnswerQuestionRequest(
        household_id=str(household.household_id), request_id=str(new_id()), slang=asked.slang, unit_value=10_000
    )
    await household.memory.AnswerQuestion(request, timeout=5, metadata=household.metadata)
    again = await household.interpret("nhậu hai xị")
    assert not again.HasField("question")
    assert again.suggestions[0].content.amount.minor_units == 20_000


@pytest.mark.parametrize("day", ["2026-02-30", "0001-01-01", "1899-12-31", "9999-12-31"])
async def test_today_must_be_a_day_that_somebody_lives_on(household: Any, day: str) -> None:
    household.context.today = day
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await household.interpret("phở 45k")
    info = reason_of(caught.value)
    assert info is not None
    assert (info.reason, info.domain) == ("INVALID_ARGUMENT", "ai.heo")


async def test_a_search_becomes_a_filter(household: Any, thing_id: Any) -> None:
    request = pb.ParseQueryRequest(
        household_id=str(household.household_id), text="phở tháng trước trên 50k", context=household.context
    )
    found = await household.understanding.ParseQuery(request, timeout=5, metadata=household.metadata)
    assert (found.from_date, found.to_date) == ("2026-08-01", "2026-08-31")
    assert found.least_amount.minor_units == 50_000
    assert not found.HasField("most_amount")
    assert found.words == "phở"
