"""From request bodies to the contract's messages, by name: the reverse of from_proto, under the same rules."""

from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from google.protobuf.message import Message
from pydantic import BaseModel

from services.bff.wire.from_proto import enum_prefix, source
from services.bff.wire.schema import Money

M = TypeVar("M", bound=Message)


def request_of(kind: type[M], body: BaseModel | None = None, /, **fields: object) -> M:
    """The message `kind` with `fields` and with what `body` carries.

    An id that the client sent as null clears an optional field.
    """
    message = kind()
    for name, value in fields.items():
        _put(message, message.DESCRIPTOR.fields_by_name[name], value)
    if body is not None:
        _fill(message, body)
    return message


def _fill(message: Message, body: BaseModel) -> None:
    for name in type(body).model_fields:
        field = source(message.DESCRIPTOR, name)
        value = getattr(body, name)
        if value is not None:
            _put(message, field, value)
        elif name in body.model_fields_set and name.endswith("_id") and _is_clearable(field):
            setattr(message, field.name, "")


def _is_clearable(field: Any) -> bool:
    """Whether the field is `optional`, which the contract clears by an empty text; not a choice of a oneof."""
    oneof = field.containing_oneof
    return oneof is not None and oneof.name == f"_{field.name}"


def _put(message: Message, field: Any, value: object) -> None:
    if isinstance(value, list | tuple):
        target = getattr(message, field.name)
        for item in value:
            _add(target, field, item)
    elif isinstance(value, BaseModel):
        part = getattr(message, field.name)
        part.SetInParent()
        _fill_part(part, value)
    elif isinstance(value, Message):
        getattr(message, field.name).CopyFrom(value)
    else:
        setattr(message, field.name, _scalar(field, value))


def _add(target: Any, field: Any, item: object) -> None:
    if isinstance(item, BaseModel):
        _fill_part(target.add(), item)
    elif isinstance(item, Message):
        target.add().CopyFrom(item)
    else:
        target.append(_scalar(field, item))


def _fill_part(part: Any, value: BaseModel) -> None:
    if isinstance(value, Money):
        part.minor_units, part.commodity = value.amount, value.currency
    else:
        _fill(part, value)


def _scalar(field: Any, value: object) -> object:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, StrEnum):
        if field.enum_type is None:
            return value.value
        return field.enum_type.values_by_name[enum_prefix(field.enum_type) + value.name].number
    return value
