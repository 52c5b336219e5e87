"""The main job over REST: a sentence becomes drafts, a tap makes them money in the right jar, an alert follows."""

import pytest

from services.mesh.ids import new_id
from tests.bff.world import Browser

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_sentence_becomes_money_in_the_right_jar(lan: Browser) -> None:
    food = await lan.account("food.eating_out")
    plan = {"request_id": str(new_id()), "category_id": food, "from_month": "2026-11"}
    await lan.ok("POST", lan.home("/plans"), {**plan, "amount": {"amount": 50000, "currency": "VND"}})
    said = {"request_id": str(new_id()), "text": "sáng nay ăn phở 45k, đổ xăng 80 nghìn"}
    understood = await lan.ok("POST", lan.home("/drafts"), said)
    first, second = understood["drafts"]
    assert first["content"]["amount"] == {"amount": 45000, "currency": "VND"}
    assert first["content"]["category_id"] == food
    assert second["content"]["amount"] == {"amount": 80000, "currency": "VND"}
    choice = {"request_id": str(new_id()), "draft_ids": [first["draft_id"], second["draft_id"]]}
    confirmed = await lan.ok("POST", lan.home("/drafts/confirm"), choice)
    assert [posted["transaction_id"] for posted in confirmed["transactions"]] == choice["draft_ids"]
    jars = (await lan.ok("GET", lan.home("/jars")))["jars"]
    assert next(jar["month_out"]["amount"] for jar in jars if jar["key"] == "NEC") == 125000
    report = await lan.ok("GET", lan.home("/reports/month"))
    assert report["spending"] == {"amount": 125000, "currency": "VND"}
    await lan.until_alert()
    (alert,) = (await lan.ok("GET", lan.home("/alerts")))["alerts"]
    assert (alert["kind"], alert["subject_id"]) == ("plan_near", food)
