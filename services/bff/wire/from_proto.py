"""From the contract's messages to answers, by name.

An answer's field takes the message's field of the same name, but `currency` takes `commodity`. Money, enumerations,
times, ids and hashes change their form on the way; an empty text is null where the answer allows null. A test holds
that every field finds its source.
"""

from datetime import UTC
from enum import StrEnum
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin

from google.protobuf.descriptor import EnumDescriptor
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from pydantic import BaseModel

from services.bff.wire.schema import Money

A = TypeVar("A", bound=BaseModel)

RENAMED = {"currency": "commodity", "currency_decimals": "commodity_decimals"}


def answer(schema: type[A], message: Any, **known: object) -> A:
    """The answer `schema` with the facts of `message`; `known` are the fields that the message does not carry."""
    return schema.model_validate({**_facts(schema, message, known.keys()), **known})


def answers(schema: type[A], messages: Any) -> list[A]:
    """One answer for each message."""
    return [answer(schema, message) for message in messages]


def source(descriptor: Any, name: str) -> Any:
    """The message's field that the field `name` stands for; KeyError when there is none."""
    fields = descriptor.fields_by_name
    return fields[name] if name in fields else fields[RENAMED.get(name, name)]


def enum_prefix(descriptor: EnumDescriptor) -> str:
    """What every value's name begins with: TRANSACTION_KIND_ for TransactionKind."""
    return str(descriptor.values_by_number[0].name).removesuffix("UNSPECIFIED")


def _facts(schema: type[BaseModel], message: Message, but: Any) -> dict[str, object]:
    return {
        name: _value(*_core(field.annotation), message, source(message.DESCRIPTOR, name))
        for name, field in schema.model_fields.items()
        if name not in but
    }


def _core(annotation: Any) -> tuple[Any, bool]:
    """The type itself, and whether null is allowed beside it."""
    options = [option for option in get_args(annotation) if option is not NoneType]
    if NoneType in get_args(annotation):
        return options[0], True
    return annotation, False


def _value(kind: Any, nullable: bool, message: Message, field: Any) -> object:
    value = getattr(message, field.name)
    if get_origin(kind) is list:
        return [_one(get_args(kind)[0], False, item, field) for item in value]
    if field.message_type is not None and not message.HasField(field.name) and nullable:
        return None
    return _one(kind, nullable, value, field)


def _one(kind: Any, nullable: bool, value: Any, field: Any) -> object:
    if isinstance(value, Timestamp):
        return value.ToDatetime(tzinfo=UTC)
    if isinstance(value, Message):
        return _message(kind, value)
    if field.enum_type is not None:
        return _enum(kind, nullable, int(value), field.enum_type)
    if isinstance(value, bytes):
        return value.hex()
    return None if nullable and value == "" else value


def _message(kind: type[BaseModel], value: Any) -> object:
    if kind is Money:
        return Money.model_construct(amount=value.minor_units, currency=value.commodity)
    return kind.model_validate(_facts(kind, value, ()))


def _enum(kind: type[StrEnum], nullable: bool, number: int, descriptor: EnumDescriptor) -> object:
    if number == 0 and nullable:
        return None
    return kind(descriptor.values_by_number[number].name.removeprefix(enum_prefix(descriptor)).lower())
