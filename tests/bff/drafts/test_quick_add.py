"""The quick-add line: a sentence, its replay, its question, and ai away."""

from pathlib import Path

import pytest

from services.mesh.clock import FixedClock
from services.mesh.ids import new_id
from services.mesh.testing.identity import Identities
from services.mesh.testing.plugin import MakeDatabase
from tests.bff.conftest import NOON
from tests.bff.world import PACKAGES, Browser, World, world

pytestmark = pytest.mark.asyncio(loop_scope="module")


def said(text: str, **more: str) -> dict[str, str]:
    return {"request_id": str(new_id()), "text": text, **more}


async def test_the_same_request_again_is_the_same_drafts(lan: Browser) -> None:
    body = said("ăn phở 45k, đổ xăng 80 nghìn")
    first = await lan.ok("POST", lan.home("/drafts"), body)
    assert await lan.ok("POST", lan.home("/drafts"), body) == first
    listed = (await lan.ok("GET", lan.home("/drafts"), params={"states": "ready"}))["drafts"]
    assert {draft["draft_id"] for draft in listed} == {draft["draft_id"] for draft in first["drafts"]}


async def test_a_replay_that_is_read_differently_answers_what_was_kept(lan: Browser) -> None:
    body = said("hôm qua ăn phở 45k")
    first = await lan.ok("POST", lan.home("/drafts"), body)
    again = await lan.ok("POST", lan.home("/drafts"), {**body, "said_on": "2026-11-10"})
    assert again["drafts"] == first["drafts"]


async def test_the_same_id_for_another_sentence_is_refused(lan: Browser) -> None:
    body = said("ăn phở 45k")
    await lan.ok("POST", lan.home("/drafts"), body)
    for other in ("ăn bún 50k", "xin chào"):
        answer = await lan.send("POST", lan.home("/drafts"), {**body, "text": other})
        assert (answer.status_code, answer.json()["reason"]) == (409, "REQUEST_ID_REUSED")


async def test_nothing_understood_is_no_error(lan: Browser) -> None:
    answer = await lan.send("POST", lan.home("/drafts"), said("xin chào cả nhà"))
    assert (answer.status_code, answer.json()) == (200, {"drafts": [], "question": None, "unread": ""})


async def test_a_sentence_kept_offline_is_read_as_of_its_day(lan: Browser) -> None:
    understood = await lan.ok("POST", lan.home("/drafts"), said("hôm qua ăn phở 45k", said_on="2026-11-10"))
    assert understood["drafts"][0]["content"]["valid_date"] == "2026-11-09"


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31"])
async def test_a_day_on_which_nobody_lives_is_refused(lan: Browser, day: str) -> None:
    answer = await lan.send("POST", lan.home("/drafts"), said("năm ngoái và mai ăn phở 45k", said_on=day))
    assert answer.status_code == 422, answer.text


async def test_evidence_points_into_the_sentence(lan: Browser) -> None:
    text = "sáng nay ăn phở 45k"
    (draft,) = (await lan.ok("POST", lan.home("/drafts"), said(text)))["drafts"]
    amount = next(piece for piece in draft["evidence"] if piece["field"] == "amount")
    assert "45k" in text[amount["start"] : amount["end"]]
    assert draft["source_text"] == text


async def test_a_question_is_answered_once_and_remembered(lan: Browser) -> None:
    understood = await lan.ok("POST", lan.home("/drafts"), said("ăn sáng hai xị"))
    question = understood["question"]
    assert question["draft_id"] == understood["drafts"][0]["draft_id"]
    assert understood["drafts"][0]["needs_look"]
    option = question["options"][0]
    chosen = {"request_id": str(new_id()), "slang": question["slang"], "unit_value": option["unit_value"]}
    await lan.ok("POST", lan.home("/answers"), chosen)
    other = await lan.send("POST", lan.home("/answers"), chosen | {"unit_value": question["options"][1]["unit_value"]})
    assert (other.status_code, other.json()["reason"]) == (409, "REQUEST_ID_REUSED")
    again = await lan.ok("POST", lan.home("/drafts"), said("ăn trưa hai xị"))
    assert again["question"] is None
    assert again["drafts"][0]["content"]["amount"] == option["amount"]
    (memory,) = (await lan.ok("GET", lan.home("/memories")))["memories"]
    assert memory["unit_value"] == option["unit_value"]


async def test_a_new_category_is_known_at_once(lan: Browser) -> None:
    """Lists are cached, and a write forgets them."""
    await lan.ok("POST", lan.home("/drafts"), said("ăn phở 45k"))
    jar = {"request_id": str(new_id()), "name": "Quỹ Đà Lạt"}
    jar_id = (await lan.ok("POST", lan.home("/jars"), jar))["jar_id"]
    (draft,) = (await lan.ok("POST", lan.home("/drafts"), said("ăn phở 45k lấy hũ Quỹ Đà Lạt")))["drafts"]
    assert draft["content"]["jar_id"] == jar_id


async def test_search_says_how_it_understood(lan: Browser) -> None:
    found = await lan.ok("GET", lan.home("/transactions"), params={"q": "tháng này trên 40k", "to": "2026-11-15"})
    assert found["filter"]["least_amount"] == {"amount": 40000, "currency": "VND"}
    assert (found["filter"]["from_date"], found["filter"]["to_date"]) == ("2026-11-01", "2026-11-15")
    assert (await lan.ok("GET", lan.home("/transactions")))["filter"] is None


@pytest.mark.asyncio(loop_scope="function")
async def test_without_ai_the_form_still_works(make_database: MakeDatabase, tmp_path: Path) -> None:
    clock = FixedClock(NOON)
    async with world(make_database(PACKAGES), Identities(clock), clock, tmp_path, call_deadline_s=2) as own:
        lan = own.browser()
        await lan.sign_up()
        await lan.found()
        await own.behind.stops["ai"]()
        answer = await lan.send("POST", lan.home("/drafts"), said("ăn phở 45k"))
        assert (answer.status_code, answer.json()["reason"]) == (503, "AI_UNAVAILABLE")
        await typed(own, lan)
        await lan.close()


async def typed(own: World, lan: Browser) -> None:
    """Record a transaction by the form."""
    food, cash = await lan.account("food"), await lan.account("cash")
    split = {"amount": {"amount": 45000, "currency": "VND"}, "category_id": food}
    content = {"kind": "expense", "valid_date": "2026-11-20", "account_id": cash, "splits": [split]}
    body = {"request_id": str(new_id()), "content": content}
    transaction = await lan.ok("POST", lan.home("/transactions"), body)
    assert transaction["transaction_id"] == body["request_id"]
