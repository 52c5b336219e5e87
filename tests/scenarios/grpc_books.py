"""Books kept by a running ledger, over gRPC."""

from collections.abc import Mapping
from typing import Any

import grpc
from heo.ledger.v1 import account_service_pb2 as account_pb
from heo.ledger.v1 import jar_service_pb2 as jar_pb
from heo.ledger.v1 import journal_service_pb2 as journal_pb
from heo.ledger.v1 import report_service_pb2 as report_pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2
from heo.type.v1.money_pb2 import Money

from services.mesh.errors import reason_of
from services.mesh.testing.serving import Running
from tests.scenarios.story import Opened, Refusal, Said
from tests.support.ledger import Person, accounts_of, founded, jars_of


class GrpcBooks:
    """One household of a running ledger."""

    def __init__(self, server: Running) -> None:
        self.server = server
        self.person: Person | None = None

    async def _call(self, request: Any) -> Any:
        assert self.person is not None
        try:
            return await self.person(request)
        except grpc.aio.AioRpcError as error:
            info = reason_of(error)
            raise Refusal(info.reason if info is not None else str(error.code())) from error

    async def found(self, month_start_day: int) -> None:
        self.person = await founded(self.server, start_day=month_start_day)

    async def open(self, account: Opened) -> None:
        asked = account_pb.CreateAccountRequest(
            type=account_pb.AccountType.Value(f"ACCOUNT_TYPE_{account.type.upper()}"),
            name=account.name,
            commodity=account.commodity,
            off_budget=account.off_budget,
            opening_date="2026-09-01",
        )
        if account.opening:
            asked.opening_balance.CopyFrom(Money(minor_units=account.opening, commodity=account.commodity))
        if account.decimals is not None:
            asked.commodity_decimals = account.decimals
        await self._call(asked)

    async def record(self, said: Said) -> str:
        asked = journal_pb.RecordTransactionRequest(content=await self._content(said), source=wire.SOURCE_MANUAL)
        return str((await self._call(asked)).transaction.transaction_id)

    async def edit(self, transaction_id: str, version: int, said: Said) -> None:
        content = await self._content(said)
        await self._call(
            journal_pb.EditTransactionRequest(transaction_id=transaction_id, version=version, content=content)
        )

    async def void(self, transaction_id: str, version: int) -> None:
        await self._call(journal_pb.VoidTransactionRequest(transaction_id=transaction_id, version=version))

    async def close(self, name: str, into: str, *, jar: bool) -> None:
        ids = await self._ids()
        successor = ids[into] if into else ""
        if jar:
            await self._call(jar_pb.CloseJarRequest(jar_id=ids[name], successor_id=successor))
        else:
            await self._call(account_pb.CloseAccountRequest(account_id=ids[name], successor_id=successor))

    async def set_rule(self, version: int, shares: Mapping[str, int | str]) -> None:
        ids = await self._ids()
        told = [
            jar_pb.JarShare(jar_id=ids[key], kind=jar_pb.SHARE_KIND_REMAINDER)
            if points == "rest"
            else jar_pb.JarShare(jar_id=ids[key], kind=jar_pb.SHARE_KIND_PERCENT, basis_points=int(points))
            for key, points in shares.items()
        ]
        await self._call(jar_pb.CreateJarRuleRequest(shares=told, version=version))

    async def balances(self) -> Mapping[str, int]:
        return {name: item.balance.minor_units for name, item in (await self._accounts()).items()}

    async def jars(self) -> Mapping[str, int]:
        return {name: item.balance.minor_units for name, item in (await self._jars()).items()}

    async def month(self, month: str) -> Mapping[str, int]:
        found = await self._call(report_pb.GetMonthSummaryRequest(month=month))
        return {"income": found.income.minor_units, "spending": found.spending.minor_units}

    async def _accounts(self) -> dict[str, Any]:
        assert self.person is not None
        return await accounts_of(self.person, closed=True)

    async def _jars(self) -> dict[str, Any]:
        assert self.person is not None
        return await jars_of(self.person, closed=True)

    async def _ids(self) -> dict[str, str]:
        accounts = {name: item.account_id for name, item in (await self._accounts()).items()}
        return accounts | {name: item.jar_id for name, item in (await self._jars()).items()}

    async def _content(self, said: Said) -> wire.TransactionContent:
        accounts, ids = await self._accounts(), {"": "", **await self._ids()}
        code = accounts[said.account].commodity if said.account else "VND"
        splits = [
            wire.Split(
                amount=Money(minor_units=part.amount, commodity="VND" if part.category else code),
                category_id=ids[part.category],
                jar_id=ids[part.jar],
            )
            for part in said.parts
        ]
        arrives = Money(minor_units=said.arrives[0], commodity=said.arrives[1]) if said.arrives else None
        return wire.TransactionContent(
            kind=draft_pb2.TransactionKind.Value(f"TRANSACTION_KIND_{said.kind.upper()}"),
            valid_date=said.date,
            account_id=ids[said.account],
            counter_account_id=ids[said.counter],
            counter_jar_id=ids[said.counter_jar],
            splits=splits,
            person=said.person,
            counter_amount=arrives,
        )
