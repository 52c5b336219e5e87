"""Accounts and categories on the wire."""

from typing import Annotated

from pydantic import Field

from services.bff.wire.enums import AccountType
from services.bff.wire.scalars import Currency, Day, Icon, Id, Name, Position, RequestId, Version
from services.bff.wire.schema import Answer, Body, Money


class Account(Answer):
    """An account or category. `balance` is positive for what is owned or spent, negative for what is owed or earned."""

    account_id: Id
    type: AccountType
    name: str
    key: str
    icon: str
    currency: str
    on_budget: bool
    parent_id: Id | None
    default_jar_id: Id | None
    position: int
    closed: bool
    successor_id: Id | None
    balance: Money
    version: int


class AccountList(Answer):
    """All of them, ordered by type and position."""

    accounts: list[Account]


class NewAccount(Body):
    """An account or category to be made; `request_id` becomes the account_id."""

    request_id: RequestId
    type: AccountType
    name: Name
    icon: Icon = ""
    currency: Currency | None = None
    off_budget: bool = False
    parent_id: Id | None = None
    default_jar_id: Id | None = None
    opening_balance: Money | None = None
    opening_date: Day | None = None
    currency_decimals: Annotated[int, Field(strict=True, ge=0, le=8)] | None = None


class AccountChange(Body):
    """What changes; absent fields stay, null clears a parent or jar."""

    request_id: RequestId
    version: Version
    name: Name | None = None
    icon: Icon | None = None
    position: Position | None = None
    default_jar_id: Id | None = None
    parent_id: Id | None = None


class Closing(Body):
    """Who takes the balance and what still arrives; shared by accounts and jars."""

    request_id: RequestId
    successor_id: Id | None = None
