"""A family that writes without pause and, when no answer comes, sends the very same request again."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import httpx

from services.mesh.ids import new_id

PATIENCE_S = 120
TRY_AGAIN = {502, 503, 504}


@dataclass
class Family:
    """One signed-in person and what the product promised to keep."""

    client: httpx.AsyncClient
    household: str = ""
    today: str = ""
    cash: str = ""
    food: str = ""
    jar: str = ""
    acknowledged: dict[str, int] = field(default_factory=dict)
    in_flight: int = 0
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def send(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Send until the product answers for good; a refusal is a failure of the test."""
        give_up = asyncio.get_running_loop().time() + PATIENCE_S
        while True:
            try:
                answer = await self.client.request(method, f"/api/v1{path}", json=body)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code not in TRY_AGAIN:
                assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
                return answer.json()
            assert asyncio.get_running_loop().time() < give_up, f"no answer to {method} {path}: {answer}"
            await asyncio.sleep(0.1)

    async def settle_in(self) -> None:
        """Sign up, found a household, and look up where money comes from and goes to."""
        person = {
            "request_id": str(new_id()),
            "username": f"chi.{new_id().hex[-8:]}",
            "password": "con-heo-dat-mau-do",
            "display_name": "Chị Ba",
            "locale": "vi",
        }
        signed_up = await self.send("POST", "/users", person)
        self.client.headers["X-CSRF-Token"] = signed_up["csrf_token"]
        # Browsers count localhost as secure and send a Secure cookie there; this client does not, so it is told to.
        self.client.headers["Cookie"] = "; ".join(f"{one.name}={one.value}" for one in self.client.cookies.jar)
        self.client.cookies.clear()
        purse = {
            "request_id": str(new_id()),
            "name": "Nhà Ba",
            "time_zone": "Asia/Ho_Chi_Minh",
            "currency": "VND",
            "month_start_day": 1,
            "locale": "vi",
        }
        founded = await self.send("POST", "/households", purse)
        self.household, self.today = founded["household_id"], founded["today"]
        accounts = (await self.send("GET", f"/households/{self.household}/accounts"))["accounts"]
        self.cash = next(one["account_id"] for one in accounts if one["key"] == "cash")
        self.food = next(one["account_id"] for one in accounts if one["key"] == "food.eating_out")
        jars = (await self.send("GET", f"/households/{self.household}/jars"))["jars"]
        self.jar = next(one["jar_id"] for one in jars if one["key"] == "NEC")

    async def plan(self, amount: int) -> None:
        """Plan less than will be spent, so that alerts must come."""
        body = {
            "request_id": str(new_id()),
            "category_id": self.food,
            "from_month": self.today[:7],
            "amount": {"amount": amount, "currency": "VND"},
        }
        await self.send("POST", f"/households/{self.household}/plans", body)

    async def spend(self, amount: int) -> None:
        """Record one spending; it counts as promised only when the answer came."""
        split = {"amount": {"amount": amount, "currency": "VND"}, "category_id": self.food}
        request = str(new_id())
        content = {"kind": "expense", "valid_date": self.today, "account_id": self.cash, "splits": [split]}
        self.in_flight += 1
        try:
            body = {"request_id": request, "content": content, "source": "manual"}
            answer = await self.send("POST", f"/households/{self.household}/transactions", body)
        finally:
            self.in_flight -= 1
        assert answer["transaction_id"] == request
        self.acknowledged[request] = amount
        async with self.changed:
            self.changed.notify_all()

    async def until_busy(self, acknowledged: int, in_flight: int) -> int:
        """Wait until so many writes are promised and so many are on their way; how many are on their way."""
        async with self.changed:
            await self.changed.wait_for(lambda: len(self.acknowledged) >= acknowledged and self.in_flight >= in_flight)
            return self.in_flight

    async def recorded(self) -> dict[str, int]:
        """Read back every transaction, page by page: id → amount."""
        found: dict[str, int] = {}
        token = ""
        while True:
            query = f"page_size=100&page_token={token}"
            page = await self.send("GET", f"/households/{self.household}/transactions?{query}")
            for one in page["transactions"]:
                assert one["transaction_id"] not in found, "a transaction stands on two pages"
                found[one["transaction_id"]] = sum(part["amount"]["amount"] for part in one["content"]["splits"])
            token = page["next_page_token"]
            if not token:
                return found

    async def balance(self) -> int:
        accounts = (await self.send("GET", f"/households/{self.household}/accounts"))["accounts"]
        return next(int(one["balance"]["amount"]) for one in accounts if one["account_id"] == self.cash)

    async def alerts(self) -> list[str]:
        answer = await self.send("GET", f"/households/{self.household}/alerts")
        return [one["kind"] for one in answer["alerts"]]

    async def alerts_once_raised(self, *wanted: str) -> list[str]:
        """Look into the inbox until it has each of the wanted ones; what it has then, all of it."""
        for _ in range(PATIENCE_S * 2):
            found = await self.alerts()
            if set(wanted) <= set(found):
                return found
            await asyncio.sleep(0.2)
        raise AssertionError(f"the inbox has {found}, not all of {wanted}")
