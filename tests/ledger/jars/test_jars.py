"""Jars: what the money is for, and the rule that splits income."""

from heo.ledger.v1 import jar_service_pb2 as pb
from heo.ledger.v1 import journal_service_pb2 as journal_pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2

from services.mesh.ids import new_id
from services.mesh.testing.serving import Running
from tests.support.ledger import Person, accounts_of, dong, founded, jars_of


async def earn(lan: Person, amount: int) -> wire.Transaction:
    accounts = await accounts_of(lan)
    content = wire.TransactionContent(
        kind=draft_pb2.TRANSACTION_KIND_INCOME,
        valid_date="2026-11-05",
        account_id=accounts["bank"].account_id,
        splits=[wire.Split(amount=dong(amount), category_id=accounts["salary"].account_id)],
    )
    asked = journal_pb.RecordTransactionRequest(content=content, source=wire.SOURCE_MANUAL)
    made: wire.Transaction = (await lan(asked)).transaction
    return made


async def move(lan: Person, giver: str, taker: str, amount: int) -> wire.Transaction:
    content = wire.TransactionContent(
        kind=draft_pb2.TRANSACTION_KIND_JAR_MOVE,
        valid_date="2026-11-06",
        counter_jar_id=taker,
        splits=[wire.Split(amount=dong(amount), jar_id=giver)],
    )
    asked = journal_pb.RecordTransactionRequest(content=content, source=wire.SOURCE_MANUAL)
    made: wire.Transaction = (await lan(asked)).transaction
    return made


async def test_a_new_jar_stands_last_and_is_empty(lan: Person) -> None:
    asked = pb.CreateJarRequest(request_id=str(new_id()), name="Du lịch", icon="plane", hue="jade")
    first = await lan(asked)
    assert (await lan(asked)).SerializeToString() == first.SerializeToString()
    jars = await jars_of(lan)
    assert list(jars)[-1] == "Du lịch"
    assert jars["Du lịch"] == first.jar
    assert await lan.refused(pb.CreateJarRequest(name="du lịch")) == "NAME_TAKEN"


async def test_moving_between_jars_touches_no_account(lan: Person) -> None:
    await earn(lan, 10_000_000)
    jars = await jars_of(lan)
    made = await move(lan, jars["PLAY"].jar_id, jars["GIVE"].jar_id, 300_000)
    after = await jars_of(lan)
    assert after["PLAY"].balance.minor_units == 700_000
    assert after["GIVE"].balance.minor_units == 800_000
    assert (after["GIVE"].month_in.minor_units, after["PLAY"].month_out.minor_units) == (800_000, 300_000)
    read = (await lan(journal_pb.GetTransactionRequest(transaction_id=made.transaction_id))).transaction
    assert read == made


async def test_an_undone_move_is_no_flow_of_the_month(lan: Person) -> None:
    jars = await jars_of(lan)
    made = await move(lan, jars["PLAY"].jar_id, jars["GIVE"].jar_id, 300_000)
    await lan(journal_pb.VoidTransactionRequest(transaction_id=made.transaction_id, version=1))
    after = await jars_of(lan)
    assert (after["GIVE"].month_in.minor_units, after["GIVE"].month_out.minor_units) == (0, 0)
    assert after["GIVE"].balance.minor_units == 0


async def test_a_jar_is_renamed_and_coloured_under_its_version(lan: Person) -> None:
    play = (await jars_of(lan))["PLAY"]
    asked = pb.UpdateJarRequest(jar_id=play.jar_id, version=1, name="Ăn chơi", hue="lotus", position=0)
    changed = (await lan(asked)).jar
    assert (changed.name, changed.hue, changed.icon, changed.version) == ("Ăn chơi", "lotus", play.icon, 2)
    stale = pb.UpdateJarRequest(jar_id=play.jar_id, version=1, name="Khác")
    assert await lan.refused(stale) == "VERSION_STALE"
    unassigned = (await jars_of(lan))["UNASSIGNED"]
    rename = pb.UpdateJarRequest(jar_id=unassigned.jar_id, version=1, name="Khác")
    assert await lan.refused(rename) == "UNASSIGNED_JAR"


async def test_a_closed_jar_hands_its_money_to_its_successor(lan: Person) -> None:
    await earn(lan, 10_000_000)
    jars = await jars_of(lan)
    give, play = jars["GIVE"].jar_id, jars["PLAY"].jar_id
    assert await lan.refused(pb.CloseJarRequest(jar_id=give)) == "BALANCE_NOT_ZERO"
    closed = (await lan(pb.CloseJarRequest(jar_id=give, successor_id=play))).jar
    assert (closed.closed, closed.successor_id, closed.balance.minor_units) == (True, play, 0)
    assert (await jars_of(lan))["PLAY"].balance.minor_units == 1_500_000
    await earn(lan, 1_000_000)
    assert (await jars_of(lan))["PLAY"].balance.minor_units == 1_650_000
    assert await lan.refused(pb.CloseJarRequest(jar_id=give, successor_id=play)) == "JAR_CLOSED"


async def test_the_unassigned_jar_stays(lan: Person) -> None:
    jars = await jars_of(lan)
    asked = pb.CloseJarRequest(jar_id=jars["UNASSIGNED"].jar_id, successor_id=jars["PLAY"].jar_id)
    assert await lan.refused(asked) == "UNASSIGNED_JAR"


async def test_an_account_is_no_jar(lan: Person, server: Running) -> None:
    cash = (await accounts_of(lan))["cash"]
    assert await lan.refused(pb.CloseJarRequest(jar_id=cash.account_id)) == "JAR_NOT_FOUND"
    other = await founded(server)
    theirs = (await jars_of(other))["PLAY"]
    update = pb.UpdateJarRequest(jar_id=theirs.jar_id, version=1, name="Của tôi")
    assert await lan.refused(update) == "JAR_NOT_FOUND"


async def test_a_new_rule_splits_income_from_now_on_and_the_old_one_stays_known(lan: Person) -> None:
    await earn(lan, 10_000_000)
    jars = await jars_of(lan)
    shares = [
        pb.JarShare(jar_id=jars["NEC"].jar_id, kind=pb.SHARE_KIND_PERCENT, basis_points=3_333),
        pb.JarShare(jar_id=jars["PLAY"].jar_id, kind=pb.SHARE_KIND_REMAINDER),
    ]
    asked = pb.CreateJarRuleRequest(request_id=str(new_id()), shares=shares, version=1)
    rule = (await lan(asked)).rule
    assert (rule.version, list(rule.shares), rule.preset) == (2, shares, "")
    assert (await lan(asked)).rule == rule
    made = await earn(lan, 1_000_000)
    assert [part.amount.minor_units for part in made.jar_parts] == [333_300, 666_700]
    assert (await lan(pb.GetJarRuleRequest(version=1))).rule.preset == "six_jars"
    assert await lan.refused(pb.CreateJarRuleRequest(shares=shares, version=1)) == "VERSION_STALE"
    assert await lan.refused(pb.GetJarRuleRequest(version=9)) == "NOT_FOUND"


async def test_a_preset_is_a_rule_over_the_jars_of_its_keys(lan: Person) -> None:
    rule = (await lan(pb.CreateJarRuleRequest(preset="50_30_20", version=1))).rule
    assert (rule.preset, [share.basis_points for share in rule.shares]) == ("50_30_20", [5000, 3000, 2000])


async def test_a_rule_that_does_not_add_up_is_refused(lan: Person) -> None:
    jars = await jars_of(lan)
    half = pb.JarShare(jar_id=jars["NEC"].jar_id, kind=pb.SHARE_KIND_PERCENT, basis_points=5_000)
    stranger = pb.JarShare(jar_id=str(new_id()), kind=pb.SHARE_KIND_PERCENT, basis_points=10_000)
    for request, reason in (
        (pb.CreateJarRuleRequest(shares=[half], version=1), "RULE_INVALID"),
        (pb.CreateJarRuleRequest(shares=[half, half], version=1), "RULE_INVALID"),
        (pb.CreateJarRuleRequest(shares=[stranger], version=1), "JAR_NOT_FOUND"),
        (pb.CreateJarRuleRequest(version=1), "RULE_INVALID"),
        (pb.CreateJarRuleRequest(shares=[half], preset="six_jars", version=1), "RULE_INVALID"),
    ):
        assert await lan.refused(request) == reason
