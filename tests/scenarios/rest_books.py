"""Books kept by the whole product, called over REST as the page calls it."""

from collections.abc import Mapping
from typing import Any

from services.mesh.ids import new_id
from tests.bff.world import Browser
from tests.scenarios.story import Opened, Refusal, Said


class RestBooks:
    """One household of a running product."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    async def _send(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        told = None if body is None else {"request_id": str(new_id()), **body}
        answer = await self.browser.send(method, self.browser.home(path), told)
        if answer.is_success:
            return answer.json()
        assert answer.status_code < 500, answer.text
        raise Refusal(answer.json()["reason"])

    async def found(self, month_start_day: int) -> None:
        await self.browser.sign_up()
        body = {"request_id": str(new_id()), "name": "Nhà", "month_start_day": month_start_day}
        self.browser.household_id = (await self.browser.ok("POST", "/households", body))["household_id"]

    async def open(self, account: Opened) -> None:
        body: dict[str, Any] = {
            "type": account.type,
            "name": account.name,
            "currency": account.commodity,
            "off_budget": account.off_budget,
        }
        if account.opening:
            body["opening_balance"] = {"amount": account.opening, "currency": account.commodity}
            body["opening_date"] = "2026-09-01"
        if account.decimals is not None:
            body["currency_decimals"] = account.decimals
        await self._send("POST", "/accounts", body)

    async def record(self, said: Said) -> str:
        made = await self._send("POST", "/transactions", {"content": await self._content(said)})
        return str(made["transaction_id"])

    async def edit(self, transaction_id: str, version: int, said: Said) -> None:
        body = {"version": version, "content": await self._content(said)}
        await self._send("PUT", f"/transactions/{transaction_id}", body)

    async def void(self, transaction_id: str, version: int) -> None:
        await self._send("POST", f"/transactions/{transaction_id}/void", {"version": version})

    async def close(self, name: str, into: str, *, jar: bool) -> None:
        ids = await self._ids()
        noun = "jars" if jar else "accounts"
        await self._send("POST", f"/{noun}/{ids[name]}/close", {"successor_id": ids[into]})

    async def set_rule(self, version: int, shares: Mapping[str, int | str]) -> None:
        ids = await self._ids()
        told = [
            {"jar_id": ids[key], "kind": "remainder", "basis_points": 0}
            if points == "rest"
            else {"jar_id": ids[key], "kind": "percent", "basis_points": points}
            for key, points in shares.items()
        ]
        await self._send("POST", "/jar-rule", {"version": version, "shares": told})

    async def balances(self) -> Mapping[str, int]:
        return {name: item["balance"]["amount"] for name, item in (await self._accounts()).items()}

    async def jars(self) -> Mapping[str, int]:
        found = (await self._send("GET", "/jars"))["jars"]
        return {item["key"] or item["name"]: item["balance"]["amount"] for item in found}

    async def month(self, month: str) -> Mapping[str, int]:
        found = await self._send("GET", f"/reports/month?month={month}")
        return {"income": found["income"]["amount"], "spending": found["spending"]["amount"]}

    async def _accounts(self) -> dict[str, Any]:
        found = (await self._send("GET", "/accounts?with_closed=true"))["accounts"]
        return {item["key"] or item["name"]: item for item in found}

    async def _ids(self) -> dict[str, str | None]:
        accounts = {name: item["account_id"] for name, item in (await self._accounts()).items()}
        jars = (await self._send("GET", "/jars?with_closed=true"))["jars"]
        return {"": None, **accounts, **{item["key"] or item["name"]: item["jar_id"] for item in jars}}

    async def _content(self, said: Said) -> dict[str, Any]:
        accounts, ids = await self._accounts(), await self._ids()
        code = accounts[said.account]["currency"] if said.account else "VND"
        splits = [
            {
                "amount": {"amount": part.amount, "currency": "VND" if part.category else code},
                "category_id": ids[part.category],
                "jar_id": ids[part.jar],
            }
            for part in said.parts
        ]
        arrives = {"amount": said.arrives[0], "currency": said.arrives[1]} if said.arrives else None
        return {
            "kind": said.kind,
            "valid_date": said.date,
            "account_id": ids[said.account],
            "counter_account_id": ids[said.counter],
            "counter_jar_id": ids[said.counter_jar],
            "splits": splits,
            "person": said.person,
            "counter_amount": arrives,
        }
