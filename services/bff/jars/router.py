"""Jars and their rule over REST."""

from uuid import UUID

from fastapi import APIRouter
from heo.ledger.v1.jar_service_pb2 import (
    CloseJarRequest,
    CreateJarRequest,
    CreateJarRuleRequest,
    GetJarRuleRequest,
    ListJarsRequest,
    UpdateJarRequest,
)

from services.bff.accounts.schemas import Closing
from services.bff.dependencies import ContextsDep, LedgerDep, MemberDep
from services.bff.jars.schemas import Jar, JarChange, JarList, JarRule, NewJar, NewJarRule
from services.bff.wire.from_proto import answer, answers
from services.bff.wire.to_proto import request_of

router = APIRouter(prefix="/households/{household_id}", tags=["jars"])


@router.get("/jars")
async def list_jars(member: MemberDep, ledger: LedgerDep, with_closed: bool = False) -> JarList:
    """The jars with balances and this month's flows."""
    request = request_of(ListJarsRequest, household_id=member.household_id, with_closed=with_closed)
    return JarList(jars=answers(Jar, await ledger.ask_all(ledger.jars.ListJars, request, member.acting, "jars")))


@router.post("/jars", status_code=201)
async def create_jar(member: MemberDep, ledger: LedgerDep, contexts: ContextsDep, body: NewJar) -> Jar:
    """Make a jar."""
    request = request_of(CreateJarRequest, body, household_id=member.household_id)
    reply = await ledger.ask(ledger.jars.CreateJar, request, member.acting)
    contexts.forget(member.membership.household_id)
    return answer(Jar, reply.jar)


@router.patch("/jars/{jar_id}")
async def update_jar(member: MemberDep, ledger: LedgerDep, contexts: ContextsDep, jar_id: UUID, body: JarChange) -> Jar:
    """Change name, icon, colour or order."""
    request = request_of(UpdateJarRequest, body, household_id=member.household_id, jar_id=jar_id)
    reply = await ledger.ask(ledger.jars.UpdateJar, request, member.acting)
    contexts.forget(member.membership.household_id)
    return answer(Jar, reply.jar)


@router.post("/jars/{jar_id}/close")
async def close_jar(member: MemberDep, ledger: LedgerDep, contexts: ContextsDep, jar_id: UUID, body: Closing) -> Jar:
    """Close a jar; what is left moves to the successor."""
    request = request_of(CloseJarRequest, body, household_id=member.household_id, jar_id=jar_id)
    reply = await ledger.ask(ledger.jars.CloseJar, request, member.acting)
    contexts.forget(member.membership.household_id)
    return answer(Jar, reply.jar)


@router.get("/jar-rule")
async def get_jar_rule(member: MemberDep, ledger: LedgerDep) -> JarRule:
    """The rule that splits income into the jars."""
    request = request_of(GetJarRuleRequest, household_id=member.household_id)
    reply = await ledger.ask(ledger.jars.GetJarRule, request, member.acting)
    return answer(JarRule, reply.rule)


@router.post("/jar-rule", status_code=201)
async def create_jar_rule(member: MemberDep, ledger: LedgerDep, body: NewJarRule) -> JarRule:
    """Put a new version of the rule in force for income recorded from now on."""
    request = request_of(CreateJarRuleRequest, body, household_id=member.household_id)
    reply = await ledger.ask(ledger.jars.CreateJarRule, request, member.acting)
    return answer(JarRule, reply.rule)
