"""What the kernel must know of a household to work an entry out: its accounts, jars and rules, as they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID

from services.ledger.jars.model import ShareKind
from services.ledger.journal.kinds import AccountType, Book, BudgetRole, Purpose


@dataclass(frozen=True, slots=True, eq=False)
class AccountFact:
    """An account, category or jar. `number` names it in the journal; `default_jar` and `successor` are numbers too."""

    number: int
    account_id: UUID
    type: AccountType
    commodity: str
    on_budget: bool
    purpose: Purpose = Purpose.ORDINARY
    key: str = ""
    default_jar: int | None = None
    closed: bool = False
    successor: int | None = None
    book: Book = field(init=False)
    role: BudgetRole = field(init=False)
    id_text: str = field(init=False)

    def __post_init__(self) -> None:
        """Derive the book and the role to the budget, which the database checks again."""
        in_jars = self.type in {AccountType.JAR, AccountType.OUTSIDE}
        role = BudgetRole.JAR if self.type is AccountType.JAR else BudgetRole(int(self.on_budget))
        object.__setattr__(self, "book", Book.JARS if in_jars else Book.MONEY)
        object.__setattr__(self, "role", role)
        object.__setattr__(self, "id_text", str(self.account_id))


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of the jar rule: (jar number, kind, basis points) in priority order."""

    version: int
    commodity: str
    shares: tuple[tuple[int, ShareKind, int], ...]


class Facts:
    """A household's accounts and rules. Never changed: a change makes another one."""

    __slots__ = ("by_id", "by_key", "by_number", "commodities", "in_force", "rules", "special", "version")

    def __init__(
        self, version: int, accounts: Iterable[AccountFact], rules: Iterable[Rule], commodities: Mapping[str, int]
    ) -> None:
        """Index the facts that were read under `version` of the head; `commodities` are codes with their decimals."""
        self.version = version
        self.by_number = {account.number: account for account in accounts}
        self.by_id = {account.account_id: account for account in self.by_number.values()}
        self.by_key = {account.key: account for account in self.by_number.values() if account.key}
        self.special = {(account.purpose, account.commodity): account for account in self.by_number.values()}
        self.rules = {rule.version: rule for rule in sorted(rules, key=lambda rule: rule.version)}
        self.in_force = {rule.commodity: rule for rule in self.rules.values()}
        self.commodities = dict(commodities)

    def plus(
        self,
        accounts: Iterable[AccountFact] = (),
        rules: Iterable[Rule] = (),
        commodities: Mapping[str, int] = MappingProxyType({}),
    ) -> "Facts":
        """These facts and more; an account of the same number takes the place of the old one."""
        merged = {**self.by_number, **{account.number: account for account in accounts}}
        return Facts(self.version, merged.values(), (*self.rules.values(), *rules), {**self.commodities, **commodities})

    def open_heir(self, account: AccountFact) -> AccountFact | None:
        """The account itself while it is open, else the first open one along its successors, else None."""
        seen: set[int] = set()
        heir: AccountFact | None = account
        while heir is not None and heir.closed and heir.number not in seen:
            seen.add(heir.number)
            heir = self.by_number.get(heir.successor) if heir.successor is not None else None
        return heir if heir is not None and not heir.closed else None

    def unassigned(self, commodity: str) -> AccountFact:
        """The jar that always exists for `commodity`."""
        return self.special[Purpose.UNASSIGNED, commodity]


NO_FACTS = Facts(0, (), (), {})
"""A household about to be founded."""
