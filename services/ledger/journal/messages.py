"""Transactions between the wire and the domain."""

from typing import Any

from heo.ledger.v1 import journal_service_pb2 as pb
from heo.ledger.v1 import transaction_pb2 as wire

from services.ledger.journal.kinds import Kind
from services.ledger.journal.model import Amount, Content, Part
from services.ledger.journal.search import Filter
from services.ledger.journal.transaction import Transaction
from services.ledger.refusals import refusal
from services.ledger.wire import amount_from, date_from, id_from, id_text, money, optional_date, optional_id, timestamp


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


def content_message(content: Content) -> wire.TransactionContent:
    """The content on the wire."""
    kind: Any = int(content.kind)  # the numbers are the contract's
    return wire.TransactionContent(
        kind=kind,
        valid_date=content.valid_date.isoformat(),
        account_id=id_text(content.account_id),
        counter_account_id=id_text(content.counter_account_id),
        counter_jar_id=id_text(content.counter_jar_id),
        splits=[_split_message(part) for part in content.parts],
        note=content.note,
        person=content.person,
        counter_amount=_money(content.counter_amount) if content.counter_amount is not None else None,
    )


def _split_message(part: Part) -> wire.Split:
    return wire.Split(
        amount=_money(part.amount),
        category_id=id_text(part.category_id),
        jar_id=id_text(part.jar_id),
        note=part.note,
        tags=part.tags,
        member_id=id_text(part.member_id),
    )


def transaction_message(transaction: Transaction) -> wire.Transaction:
    """The transaction on the wire."""
    source: Any = int(transaction.source)  # the numbers are the contract's
    return wire.Transaction(
        transaction_id=str(transaction.transaction_id),
        version=transaction.version,
        content=content_message(transaction.content),
        source=source,
        create_time=timestamp(transaction.create_time),
        actor_id=id_text(transaction.actor_id),
        voided=transaction.voided,
        sequence=transaction.sequence,
        jar_parts=[wire.JarPart(jar_id=str(jar), amount=_money(amount)) for jar, amount in transaction.jar_parts],
        jar_rule_version=transaction.rule_version,
        evidence_ids=[str(item) for item in transaction.evidence_ids],
    )


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


def _money(amount: Amount) -> Any:
    return money(amount.minor_units, amount.commodity)
