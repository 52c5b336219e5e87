"""One request for each operation of the contract, which succeeds as the rightful member.

A case takes a member with a fresh household and answers the path, the body and the query of the operation. The tests
send the very same request without a session, and as somebody else who has a household of their own.
"""

from collections.abc import Mapping

from tests.bff.access_media_cases import MEDIA
from tests.bff.access_steps import (
    Case,
    Request,
    alerted,
    drafted,
    invited,
    jarred,
    joined,
    opened,
    planned,
    recorded,
    remembered,
    rid,
    spending,
    vnd,
)
from tests.bff.world import PASSWORD, Browser


async def update_user(member: Browser) -> Request:
    return Request("PATCH", "/users/me", {"display_name": "Lan Anh"})


async def change_password(member: Browser) -> Request:
    return Request("POST", "/users/me/password", {"old_password": PASSWORD, "new_password": PASSWORD + " nữa"})


async def get_session(member: Browser) -> Request:
    return Request("GET", "/session")


async def sign_out(member: Browser) -> Request:
    return Request("DELETE", "/session")


async def create_household(member: Browser) -> Request:
    return Request("POST", "/households", {"request_id": rid(), "name": "Nhà ngoại"})


async def get_household(member: Browser) -> Request:
    return Request("GET", member.home())


async def update_household(member: Browser) -> Request:
    return Request("PATCH", member.home(), {"request_id": rid(), "name": "Nhà mình"})


async def verify_household(member: Browser) -> Request:
    return Request("GET", member.home("/verification"))


async def list_members(member: Browser) -> Request:
    return Request("GET", member.home("/members"))


async def update_member(member: Browser) -> Request:
    return Request("PATCH", member.home(f"/members/{await joined(member)}"), {"request_id": rid(), "role": "editor"})


async def delete_member(member: Browser) -> Request:
    return Request("DELETE", member.home(f"/members/{await joined(member)}"), params={"request_id": rid()})


async def list_invitations(member: Browser) -> Request:
    return Request("GET", member.home("/invitations"))


async def create_invitation(member: Browser) -> Request:
    return Request("POST", member.home("/invitations"), {"request_id": rid(), "name": "Minh", "role": "viewer"})


async def delete_invitation(member: Browser) -> Request:
    invitation_id = (await invited(member))["invitation"]["invitation_id"]
    return Request("DELETE", member.home(f"/invitations/{invitation_id}"), params={"request_id": rid()})


async def accept_invitation(member: Browser) -> Request:
    host = member.beside()
    await host.sign_up()
    await host.found()
    code = (await invited(host))["code"]
    await host.close()
    return Request("POST", "/invitations/accept", {"request_id": rid(), "code": code, "name": "Lan"})


async def list_accounts(member: Browser) -> Request:
    return Request("GET", member.home("/accounts"), params={"types": "asset,liability"})


async def create_account(member: Browser) -> Request:
    opening = {"opening_balance": vnd(1_000_000), "opening_date": "2026-11-01"}
    return Request("POST", member.home("/accounts"), {"request_id": rid(), "type": "asset", "name": "VCB", **opening})


async def update_account(member: Browser) -> Request:
    path = member.home(f"/accounts/{await opened(member)}")
    return Request("PATCH", path, {"request_id": rid(), "version": 1, "name": "Vietcombank"})


async def close_account(member: Browser) -> Request:
    body = {"request_id": rid(), "successor_id": await member.account("cash")}
    return Request("POST", member.home(f"/accounts/{await opened(member)}/close"), body)


async def list_jars(member: Browser) -> Request:
    return Request("GET", member.home("/jars"))


async def create_jar(member: Browser) -> Request:
    return Request("POST", member.home("/jars"), {"request_id": rid(), "name": "Tết", "hue": "jade"})


async def update_jar(member: Browser) -> Request:
    path = member.home(f"/jars/{await jarred(member)}")
    return Request("PATCH", path, {"request_id": rid(), "version": 1, "name": "Tết Ất Tỵ"})


async def close_jar(member: Browser) -> Request:
    body = {"request_id": rid(), "successor_id": await member.jar("NEC")}
    return Request("POST", member.home(f"/jars/{await jarred(member)}/close"), body)


async def get_jar_rule(member: Browser) -> Request:
    return Request("GET", member.home("/jar-rule"))


async def create_jar_rule(member: Browser) -> Request:
    version = (await member.ok("GET", member.home("/jar-rule")))["version"]
    shares = [
        {"jar_id": await member.jar("NEC"), "kind": "percent", "basis_points": 8000},
        {"jar_id": await member.jar("FFA"), "kind": "remainder"},
    ]
    return Request("POST", member.home("/jar-rule"), {"request_id": rid(), "version": version, "shares": shares})


async def create_drafts(member: Browser) -> Request:
    return Request("POST", member.home("/drafts"), {"request_id": rid(), "text": "ăn phở 45k, đổ xăng 80 nghìn"})


async def list_drafts(member: Browser) -> Request:
    await drafted(member)
    return Request("GET", member.home("/drafts"), params={"states": "ready"})


async def update_draft(member: Browser) -> Request:
    draft = await drafted(member)
    content = {**draft["content"], "amount": vnd(46000)}
    body = {"request_id": rid(), "version": draft["version"], "content": content}
    return Request("PATCH", member.home(f"/drafts/{draft['draft_id']}"), body)


async def confirm_drafts(member: Browser) -> Request:
    body = {"request_id": rid(), "draft_ids": [(await drafted(member))["draft_id"]]}
    return Request("POST", member.home("/drafts/confirm"), body)


async def discard_drafts(member: Browser) -> Request:
    body = {"request_id": rid(), "draft_ids": [(await drafted(member))["draft_id"]]}
    return Request("POST", member.home("/drafts/discard"), body)


async def restore_draft(member: Browser) -> Request:
    draft_id = (await drafted(member))["draft_id"]
    await member.ok("POST", member.home("/drafts/discard"), {"request_id": rid(), "draft_ids": [draft_id]})
    return Request("POST", member.home(f"/drafts/{draft_id}/restore"), {"request_id": rid()})


async def answer_question(member: Browser) -> Request:
    return Request("POST", member.home("/answers"), {"request_id": rid(), "slang": "xi", "unit_value": 10000})


async def list_memories(member: Browser) -> Request:
    await remembered(member)
    return Request("GET", member.home("/memories"))


async def delete_memory(member: Browser) -> Request:
    return Request("DELETE", member.home(f"/memories/{await remembered(member)}"), params={"request_id": rid()})


async def list_transactions(member: Browser) -> Request:
    await recorded(member)
    return Request("GET", member.home("/transactions"), params={"q": "tháng này trên 40k", "kind": "expense"})


async def record_transaction(member: Browser) -> Request:
    return Request("POST", member.home("/transactions"), {"request_id": rid(), "content": await spending(member)})


async def get_transaction(member: Browser) -> Request:
    return Request("GET", member.home(f"/transactions/{await recorded(member)}"))


async def edit_transaction(member: Browser) -> Request:
    path = member.home(f"/transactions/{await recorded(member)}")
    content = {**await spending(member), "note": "phở bò"}
    return Request("PUT", path, {"request_id": rid(), "version": 1, "content": content})


async def void_transaction(member: Browser) -> Request:
    path = member.home(f"/transactions/{await recorded(member)}/void")
    return Request("POST", path, {"request_id": rid(), "version": 1})


async def list_transaction_versions(member: Browser) -> Request:
    return Request("GET", member.home(f"/transactions/{await recorded(member)}/versions"))


async def list_plans(member: Browser) -> Request:
    return Request("GET", member.home("/plans"), params={"month": "2026-11"})


async def create_plan(member: Browser) -> Request:
    body = {"request_id": rid(), "jar_id": await member.jar("PLAY"), "from_month": "2026-11", "amount": vnd(500000)}
    return Request("POST", member.home("/plans"), body)


async def update_plan(member: Browser) -> Request:
    path = member.home(f"/plans/{await planned(member)}")
    return Request("PATCH", path, {"request_id": rid(), "version": 1, "amount": vnd(7), "from_month": "2026-11"})


async def delete_plan(member: Browser) -> Request:
    return Request("DELETE", member.home(f"/plans/{await planned(member)}"), params={"request_id": rid()})


async def get_month_summary(member: Browser) -> Request:
    return Request("GET", member.home("/reports/month"), params={"month": "2026-11"})


async def get_cash_flow(member: Browser) -> Request:
    return Request("GET", member.home("/reports/cash-flow"), params={"months": 3})


async def get_spendable(member: Browser) -> Request:
    return Request("GET", member.home("/reports/spendable"))


async def list_alerts(member: Browser) -> Request:
    return Request("GET", member.home("/alerts"), params={"unread_only": True})


async def mark_alerts_read(member: Browser) -> Request:
    return Request("POST", member.home("/alerts/read"), {"request_id": rid(), "alert_ids": [await alerted(member)]})


async def watch_household(member: Browser) -> Request:
    return Request("GET", member.home("/stream"), stream=True)


CASES: Mapping[str, Case] = {
    case.__name__: case
    for case in (
        update_user, change_password, get_session, sign_out,
        create_household, get_household, update_household, verify_household,
        list_members, update_member, delete_member,
        list_invitations, create_invitation, delete_invitation, accept_invitation,
        list_accounts, create_account, update_account, close_account,
        list_jars, create_jar, update_jar, close_jar, get_jar_rule, create_jar_rule,
        create_drafts, list_drafts, update_draft, confirm_drafts, discard_drafts, restore_draft,
        *MEDIA,
        answer_question, list_memories, delete_memory,
        list_transactions, record_transaction, get_transaction, edit_transaction, void_transaction,
        list_transaction_versions,
        list_plans, create_plan, update_plan, delete_plan,
        get_month_summary, get_cash_flow, get_spendable,
        list_alerts, mark_alerts_read, watch_household,
    )
}  # fmt: skip
"""Operation id → its case."""
