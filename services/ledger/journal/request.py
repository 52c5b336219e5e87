"""The hash that tells a request sent again from another request under the same id.

It is over the domain form of the group, never over bytes of the wire, and without words: words are compared through the
commitments on the lines that they became, so that no unsalted hash of them outlives their erasure.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from services.ledger.jars.model import Share
from services.ledger.journal.hashing import encoded, hashed, quoted
from services.ledger.journal.model import (
    Amount,
    Change,
    CloseAccount,
    Content,
    Edit,
    OpenAccounts,
    Part,
    PostingGroup,
    Record,
    SetJarRule,
    Void,
)
from services.ledger.journal.opening import Founding, NewAccount
from services.ledger.journal.words import words_of


def request_hash(group: PostingGroup) -> bytes:
    """SHA-256 of the group's domain form, version 1."""
    changes = ",".join([_FORMS[type(change)](change) for change in group.changes])
    ids = f'"{group.household_id.hex}","{group.request_id.hex}","{_id(group.actor_id)}"'
    return hashed(f'["heo.request.v1",{ids},[{changes}]]')


def _id(value: UUID | None) -> str:
    return value.hex if value is not None else ""


def _amount(amount: Amount | None) -> str:
    return f"{amount.minor_units},{quoted(amount.commodity)}" if amount is not None else ""


def _part(part: Part, *, said: bool) -> str:
    ids = f'"{_id(part.category_id)}","{_id(part.jar_id)}","{_id(part.member_id)}"'
    return f"[{_amount(part.amount)},{ids},{'true' if said else 'false'}]"


def _content(content: Content) -> str:
    said = words_of(content)
    parts = ",".join([_part(part, said=said[place] is not None) for place, part in enumerate(content.parts)])
    return (
        f'[{content.kind:d},"{content.valid_date.isoformat()}","{_id(content.account_id)}",'
        f'"{_id(content.counter_account_id)}","{_id(content.counter_jar_id)}",[{_amount(content.counter_amount)}],'
        f"[{parts}]]"
    )


def _record(change: Record) -> str:
    evidence = ",".join([f'"{item.hex}"' for item in change.evidence_ids])
    return f'["record","{change.transaction_id.hex}",{change.source:d},[{evidence}],{_content(change.content)}]'


def _edit(change: Edit) -> str:
    return f'["edit","{change.transaction_id.hex}",{change.version},{_content(change.content)}]'


def _void(change: Void) -> str:
    return encoded(["void", change.transaction_id.hex, change.version])


def _shares(shares: tuple[Share, ...]) -> list[object]:
    return [[share.jar_id.hex, share.kind, share.basis_points] for share in shares]


def _account(account: NewAccount) -> list[object]:
    opening = [account.opening.minor_units, account.opening.valid_date.isoformat()] if account.opening else []
    profile = account.profile
    return [
        account.account_id.hex, account.type, account.commodity, account.on_budget, account.purpose, opening,
        profile.name, profile.key, profile.icon, profile.hue, profile.position, _id(profile.parent_id),
        _id(profile.default_jar_id),
    ]  # fmt: skip


def _founding(founding: Founding | None) -> list[object]:
    if founding is None:
        return []
    return [
        founding.name, founding.time_zone, founding.currency, founding.month_start_day, founding.locale,
        founding.owner_user_id.hex, founding.owner_name,
    ]  # fmt: skip


def _open(change: OpenAccounts) -> str:
    commodities = [[item.code, item.decimals] for item in change.commodities]
    accounts = [_account(account) for account in change.accounts]
    return encoded(["open", accounts, commodities, _founding(change.founding), _shares(change.shares), change.preset])


def _close(change: CloseAccount) -> str:
    return encoded(["close", change.account_id.hex, _id(change.successor_id)])


def _rule(change: SetJarRule) -> str:
    return encoded(["rule", change.version, _shares(change.shares), change.preset])


_FORMS: Mapping[type[Change], Callable[[Any], str]] = MappingProxyType(
    {Record: _record, Edit: _edit, Void: _void, OpenAccounts: _open, CloseAccount: _close, SetJarRule: _rule}
)
"""What changes on a retry is left out: dates that the service fills in (today), the version of a confirmed draft."""
