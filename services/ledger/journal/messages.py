"""Transactions between the wire and the domain."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from heo.ledger.v1 import journal_service_pb2 as pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1.money_pb2 import Money

from services.ledger.journal.kinds import Kind
from services.ledger.journal.model import Amount, Content, Part
from services.ledger.journal.posting import Recorded
from services.ledger.journal.search import Filter
from services.ledger.journal.transaction import Transaction
from services.ledger.kernel.answers import JarChange
from services.ledger.refusals import refusal
from services.ledger.wire import amount_from, date_from, id_from, id_text, optional_date, optional_id, timestamp


def content_from(content: wire.TransactionContent) -> Content:
    """What a person says happened; DATE_OUT_OF_RANGE for a day that does not exist."""
    return Content(
        kind=Kind(content.kind),
        valid_date=date_from(content.valid_date),
        parts=tuple(_part_from(split) for split in content.splits),
        account_id=optional_id(content.account_id),
        counter_account_id=optional_id(content.counter_account_id),
        counter_jar_id=optional_id(content.counter_jar_id),
        counter_amount=amount_from(content.counter_amount) if content.HasField("counter_amount") else None,
        note=content.note,
        person=content.person,
    )


def _part_from(split: wire.Split) -> Part:
    return Part(
        amount=amount_from(split.amount),
        category_id=optional_id(split.category_id),
        jar_id=optional_id(split.jar_id),
        note=split.note,
        tags=tuple(split.tags),
        member_id=optional_id(split.member_id),
    )


def put_content(into: wire.TransactionContent, content: Content) -> None:
    """The content on the wire, written into an empty message: field by field takes half of what a constructor does."""
    kind: Any = int(content.kind)  # the numbers are the contract's
    into.kind = kind
    into.valid_date = content.valid_date.isoformat()
    into.account_id = id_text(content.account_id)
    into.counter_account_id = id_text(content.counter_account_id)
    into.counter_jar_id = id_text(content.counter_jar_id)
    into.note = content.note
    into.person = content.person
    if content.counter_amount is not None:
        _put_amount(into.counter_amount, content.counter_amount)
    for part in content.parts:
        _put_part(into.splits.add(), part)


def _put_part(into: wire.Split, part: Part) -> None:
    _put_amount(into.amount, part.amount)
    into.category_id = id_text(part.category_id)
    into.jar_id = id_text(part.jar_id)
    into.member_id = id_text(part.member_id)
    into.note = part.note
    into.tags.extend(part.tags)


def _put_amount(into: Money, amount: Amount) -> None:
    into.minor_units = amount.minor_units
    into.commodity = amount.commodity


def transaction_message(transaction: Transaction) -> wire.Transaction:
    """The transaction on the wire."""
    source: Any = int(transaction.source)  # the numbers are the contract's
    message = wire.Transaction(
        transaction_id=str(transaction.transaction_id),
        version=transaction.version,
        source=source,
        create_time=timestamp(transaction.create_time),
        actor_id=id_text(transaction.actor_id),
        voided=transaction.voided,
        sequence=transaction.sequence,
        jar_rule_version=transaction.rule_version,
        evidence_ids=[str(item) for item in transaction.evidence_ids],
    )
    put_content(message.content, transaction.content)
    for jar_id, amount in transaction.jar_parts:
        _put_jar_part(message.jar_parts.add(), jar_id, amount)
    return message


def put_recorded(into: wire.Transaction, recorded: Recorded) -> None:
    """The transaction that was just recorded, written into an empty message."""
    change, actor_id, entry = recorded
    source: Any = int(change.source)  # the numbers are the contract's
    into.transaction_id = str(entry.transaction_id)
    into.version = entry.version
    into.source = source
    into.create_time.CopyFrom(timestamp(entry.booked_at))
    into.actor_id = id_text(actor_id)
    into.sequence = entry.sequence
    into.jar_rule_version = entry.rule_version
    into.evidence_ids.extend([str(item) for item in change.evidence_ids])
    put_content(into.content, change.content)
    for jar_id, moved in _sums(entry.jars).items():
        if moved:
            _put_jar_part(into.jar_parts.add(), jar_id, Amount(moved, _commodity(change.content, moved)))
    if not entry.rule_version:
        _name_jars(into.content, entry.jars)


def _put_jar_part(into: wire.JarPart, jar_id: UUID, amount: Amount) -> None:
    into.jar_id = id_text(jar_id)
    _put_amount(into.amount, amount)


def _commodity(content: Content, moved: int) -> str:
    """The commodity of what a jar took or gave: in an exchange it takes the other one."""
    takes = content.counter_amount if content.kind is Kind.EXCHANGE and moved > 0 else None
    return (takes or content.parts[0].amount).commodity


def _sums(changes: Sequence[JarChange]) -> dict[UUID, int]:
    sums: dict[UUID, int] = {}
    for change in changes:
        sums[change.jar_id] = sums.get(change.jar_id, 0) + change.amount
    return sums


def _name_jars(content: wire.TransactionContent, changes: Sequence[JarChange]) -> None:
    """Name the jar of each part that followed its category's."""
    of_line: dict[int, UUID | None] = {}
    for change in changes:
        of_line[change.line] = None if change.line in of_line else change.jar_id
    for line, jar_id in of_line.items():
        if jar_id is not None and not content.splits[line].jar_id:
            content.splits[line].jar_id = id_text(jar_id)


def filter_from(wanted: pb.TransactionFilter) -> Filter:
    """What narrows a list."""
    return Filter(
        from_date=optional_date(wanted.from_date),
        to_date=optional_date(wanted.to_date),
        account_ids=tuple(map(id_from, wanted.account_ids)),
        jar_ids=tuple(map(id_from, wanted.jar_ids)),
        kinds=tuple(_kind(kind) for kind in wanted.kinds),
        words=wanted.words,
        least=amount_from(wanted.least_amount) if wanted.HasField("least_amount") else None,
        most=amount_from(wanted.most_amount) if wanted.HasField("most_amount") else None,
        with_voided=wanted.with_voided,
    )


def _kind(number: int) -> Kind:
    try:
        return Kind(number)
    except ValueError:
        raise refusal("INVALID_ARGUMENT", "kinds names no kind of transaction") from None
