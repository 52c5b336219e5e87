"""What the cases of access are made of: requests, and the steps that a household has taken before one."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from services.mesh.ids import new_id
from tests.bff.world import Browser


@dataclass
class Request:
    """What is sent; `stream` when the answer does not end by itself; `form` and `files` instead of JSON."""

    method: str
    path: str
    json: Any = None
    params: dict[str, Any] = field(default_factory=dict)
    stream: bool = False
    form: dict[str, Any] = field(default_factory=dict)
    files: list[tuple[str, bytes]] = field(default_factory=list)


Case = Callable[[Browser], Awaitable[Request]]


def rid() -> str:
    return str(new_id())


def vnd(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "VND"}


async def spending(member: Browser) -> dict[str, Any]:
    return {
        "kind": "expense",
        "valid_date": "2026-11-20",
        "account_id": await member.account("cash"),
        "splits": [{"amount": vnd(45000), "category_id": await member.account("food.eating_out")}],
    }


async def recorded(member: Browser) -> str:
    body = {"request_id": rid(), "content": await spending(member)}
    return str((await member.ok("POST", member.home("/transactions"), body))["transaction_id"])


async def drafted(member: Browser) -> dict[str, Any]:
    body = {"request_id": rid(), "text": "ăn phở 45k"}
    draft: dict[str, Any] = (await member.ok("POST", member.home("/drafts"), body))["drafts"][0]
    return draft


async def planned(member: Browser) -> str:
    body = {"request_id": rid(), "category_id": await member.account("food"), "from_month": "2026-11"}
    return str((await member.ok("POST", member.home("/plans"), {**body, "amount": vnd(100)}))["plan_id"])


async def opened(member: Browser) -> str:
    body = {"request_id": rid(), "type": "asset", "name": "VCB"}
    return str((await member.ok("POST", member.home("/accounts"), body))["account_id"])


async def jarred(member: Browser) -> str:
    return str((await member.ok("POST", member.home("/jars"), {"request_id": rid(), "name": "Tết"}))["jar_id"])


async def invited(member: Browser) -> dict[str, Any]:
    body = {"request_id": rid(), "name": "Minh", "role": "viewer"}
    made: dict[str, Any] = await member.ok("POST", member.home("/invitations"), body)
    return made


async def joined(member: Browser) -> str:
    """Somebody else joins the household; the id of the membership."""
    code = (await invited(member))["code"]
    minh = member.beside()
    await minh.sign_up()
    body = {"request_id": rid(), "code": code, "name": "Minh"}
    member_id = str((await minh.ok("POST", "/invitations/accept", body))["member"]["member_id"])
    await minh.close()
    return member_id


async def remembered(member: Browser) -> str:
    body = {"request_id": rid(), "slang": "xi", "unit_value": 10000}
    return str((await member.ok("POST", member.home("/answers"), body))["memory_id"])


async def alerted(member: Browser) -> str:
    """A reached plan; the id of its alert."""
    await planned(member)
    await recorded(member)
    return await member.until_alert()
