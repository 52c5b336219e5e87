"""Households: what a new one starts with, and who sees it."""

from typing import Any

from heo.ledger.v1 import household_service_pb2 as pb
from heo.ledger.v1 import jar_service_pb2 as jar_pb
from heo.type.v1.page_pb2 import Page

from services.mesh.ids import new_id
from services.mesh.testing.serving import Running
from tests.support.ledger import Person, accounts_of, balances, founded, jars_of


async def test_a_new_household_has_six_jars_and_one_for_what_has_no_purpose_yet(lan: Person) -> None:
    jars = await jars_of(lan)
    assert list(jars) == ["NEC", "FFA", "EDU", "LTSS", "PLAY", "GIVE", "UNASSIGNED"]
    assert [jar.hue for jar in jars.values()][:6] == ["clay", "jade", "indigo", "teal", "marigold", "lotus"]
    assert balances(jars.values()) == [0] * 7
    rule = (await lan(jar_pb.GetJarRuleRequest())).rule
    assert (rule.version, rule.preset) == (1, "six_jars")
    assert [share.basis_points for share in rule.shares] == [5500, 1000, 1000, 1000, 1000, 500]


async def test_a_new_household_has_cash_a_bank_and_categories_that_know_their_jar(lan: Person) -> None:
    accounts, jars = await accounts_of(lan), await jars_of(lan)
    assert accounts["cash"].name == "Tiền mặt"
    assert accounts["bank"].name == "Ngân hàng"
    assert not accounts["receivable"].on_budget
    coffee = accounts["food.coffee"]
    assert coffee.parent_id == accounts["food"].account_id
    assert coffee.default_jar_id == jars["PLAY"].jar_id


async def test_the_presets_speak_the_households_language(server: Running) -> None:
    anna = await founded(server, locale="en")
    assert (await accounts_of(anna))["cash"].name == "Cash"


async def test_the_same_request_makes_one_household_and_gets_the_same_answer(server: Running) -> None:
    owner = Person(server, new_id())
    asked = pb.CreateHouseholdRequest(
        request_id=str(new_id()),
        name="Nhà",
        time_zone="Asia/Ho_Chi_Minh",
        currency="VND",
        month_start_day=1,
        locale="vi",
        owner_name="Lan",
    )
    first, second = await owner(asked), await owner(asked)
    assert first.SerializeToString() == second.SerializeToString()
    asked.name = "Nhà khác"
    assert await owner.refused(asked) == "REQUEST_ID_REUSED"
    assert len((await owner(pb.ListHouseholdsRequest())).memberships) == 1


async def test_a_user_sees_the_households_they_belong_to_with_their_role(server: Running) -> None:
    user = new_id()
    homes = [await founded(server, user_id=user) for _ in range(3)]
    await founded(server)
    listed: list[str] = []
    token = ""
    while True:
        page = await homes[0](pb.ListHouseholdsRequest(page=Page(page_size=2, page_token=token)))
        listed += [item.household.household_id for item in page.memberships]
        assert {item.role for item in page.memberships} == {4}
        token = page.next_page_token
        if not token:
            break
    assert sorted(listed) == sorted(str(home.household_id) for home in homes)


async def test_settings_can_be_changed_one_by_one(lan: Person) -> None:
    changed = (await lan(pb.UpdateHouseholdRequest(month_start_day=25))).household
    assert (changed.name, changed.month_start_day) == ("Nhà mình", 25)
    assert (await lan(pb.GetHouseholdRequest())).household.month_start_day == 25


async def test_a_change_sent_twice_gets_the_first_answer_although_more_changed_since(lan: Person) -> None:
    asked = pb.UpdateHouseholdRequest(request_id=str(new_id()), name="Nhà A")
    first = await lan(asked)
    await lan(pb.UpdateHouseholdRequest(name="Nhà B"))
    assert (await lan(asked)).SerializeToString() == first.SerializeToString()
    assert (await lan(pb.GetHouseholdRequest())).household.name == "Nhà B"


async def test_an_unknown_zone_or_currency_is_refused(server: Running) -> None:
    owner = Person(server, new_id())
    sound: dict[str, Any] = {"name": "N", "month_start_day": 1, "locale": "vi", "owner_name": "L"}
    nowhere = pb.CreateHouseholdRequest(time_zone="Mars/Olympus", currency="VND", **sound)
    assert await owner.refused(nowhere) == "INVALID_ARGUMENT"
    coin = pb.CreateHouseholdRequest(time_zone="Asia/Ho_Chi_Minh", currency="XXZ", **sound)
    assert await owner.refused(coin) == "COMMODITY_UNKNOWN"
