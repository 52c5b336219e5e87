"""A contract of the tests' own, with a method of each kind and scope; no real one streams requests."""

from collections.abc import Mapping
from typing import Any

import grpc
from buf.validate import validate_pb2
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.descriptor import ServiceDescriptor
from google.protobuf.message import Message
from heo.type.v1 import access_pb2

PACKAGE = "heo.test.v1"
SERVICE = f"{PACKAGE}.EchoService"
_FILE = "heo/test/v1/echo.proto"
_Field = descriptor_pb2.FieldDescriptorProto
_HOUSEHOLD = {"scope": access_pb2.SCOPE_HOUSEHOLD, "least_role": access_pb2.ROLE_RECORDER, "allowed_peers": ["bff"]}
METHODS: Mapping[str, tuple[bool, bool, Mapping[str, Any]]] = {
    "Echo": (False, False, _HOUSEHOLD),
    "Collect": (True, False, _HOUSEHOLD),
    "Repeat": (False, True, _HOUSEHOLD),
    "Chat": (True, True, _HOUSEHOLD),
    "Peek": (False, False, {**_HOUSEHOLD, "lets_services_in": True}),
    "Enroll": (False, False, {"scope": access_pb2.SCOPE_USER, "allowed_peers": ["bff"]}),
    "Sweep": (False, False, {"scope": access_pb2.SCOPE_SERVICE, "allowed_peers": ["operator", "bff"]}),
}
"""Name → (streams requests, streams responses, access)."""

RETRIED = ("Echo", "Repeat")
"""Methods that the contract calls idempotent; the second streams, and so is not retried all the same."""


def contract() -> ServiceDescriptor:
    """The service's descriptor, in the default pool."""
    pool = descriptor_pool.Default()
    try:
        pool.FindFileByName(_FILE)
    except KeyError:
        pool.Add(_file())
    return pool.FindServiceByName(SERVICE)


def request(**fields: Any) -> Message:
    """An EchoRequest{household_id: uuid, text: ≤ 16 characters, words: each ≤ 5, marks: values ≤ 3}."""
    return _class("EchoRequest")(**fields)


def response(**fields: Any) -> Message:
    """An EchoResponse{text}."""
    return _class("EchoResponse")(**fields)


def add_to_server(servicer: object, server: grpc.aio.Server) -> None:
    """Register those methods that `servicer` has; the same two calls that generated code makes."""
    handlers = {}
    for name, (many_in, many_out, _) in METHODS.items():
        behaviour = getattr(servicer, name, None)
        if behaviour is not None:
            handlers[name] = _kind(many_in, many_out)(behaviour, _class("EchoRequest").FromString, _serialize)
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, handlers),))
    server.add_registered_method_handlers(SERVICE, handlers)


class Stub:
    """Multicallables of all methods, by name."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        """Call through `channel`."""
        self._channel = channel

    def __getattr__(self, name: str) -> Any:
        """The multicallable of method `name`."""
        many_in, many_out, _ = METHODS[name]
        kind = f"{'stream' if many_in else 'unary'}_{'stream' if many_out else 'unary'}"
        return getattr(self._channel, kind)(f"/{SERVICE}/{name}", _serialize, _class("EchoResponse").FromString)


def _kind(many_in: bool, many_out: bool) -> Any:
    if many_in:
        return grpc.stream_stream_rpc_method_handler if many_out else grpc.stream_unary_rpc_method_handler
    return grpc.unary_stream_rpc_method_handler if many_out else grpc.unary_unary_rpc_method_handler


def _serialize(message: Message) -> bytes:
    return message.SerializeToString()


def _class(name: str) -> type[Message]:
    contract()
    return message_factory.GetMessageClass(descriptor_pool.Default().FindMessageTypeByName(f"{PACKAGE}.{name}"))


def _file() -> descriptor_pb2.FileDescriptorProto:
    file = descriptor_pb2.FileDescriptorProto(name=_FILE, package=PACKAGE, syntax="proto3")
    file.dependency.extend(["buf/validate/validate.proto", "heo/type/v1/access.proto"])
    asked = file.message_type.add(name="EchoRequest")
    _ruled(asked, "household_id", 1, validate_pb2.StringRules(uuid=True))
    _ruled(asked, "text", 2, validate_pb2.StringRules(max_len=16))
    words = asked.field.add(name="words", number=3, type=_Field.TYPE_STRING, label=_Field.LABEL_REPEATED)
    words.options.Extensions[validate_pb2.field].repeated.items.string.max_len = 5
    _marks(asked)
    answered = file.message_type.add(name="EchoResponse")
    answered.field.add(name="text", number=1, type=_Field.TYPE_STRING, label=_Field.LABEL_OPTIONAL)
    service = file.service.add(name="EchoService")
    for name, (many_in, many_out, access) in METHODS.items():
        method = service.method.add(name=name, client_streaming=many_in, server_streaming=many_out)
        method.input_type, method.output_type = f".{PACKAGE}.EchoRequest", f".{PACKAGE}.EchoResponse"
        method.options.Extensions[access_pb2.access].CopyFrom(access_pb2.MethodAccess(**access))
        if name in RETRIED:
            method.options.idempotency_level = descriptor_pb2.MethodOptions.IDEMPOTENT
    return file


def _ruled(message: descriptor_pb2.DescriptorProto, name: str, number: int, rules: validate_pb2.StringRules) -> None:
    field = message.field.add(name=name, number=number, type=_Field.TYPE_STRING, label=_Field.LABEL_OPTIONAL)
    field.options.Extensions[validate_pb2.field].string.CopyFrom(rules)


def _marks(message: descriptor_pb2.DescriptorProto) -> None:
    entry = message.nested_type.add(name="MarksEntry")
    entry.options.map_entry = True
    for number, name in enumerate(("key", "value"), start=1):
        entry.field.add(name=name, number=number, type=_Field.TYPE_STRING, label=_Field.LABEL_OPTIONAL)
    marks = message.field.add(name="marks", number=4, type=_Field.TYPE_MESSAGE, label=_Field.LABEL_REPEATED)
    marks.type_name = f".{PACKAGE}.EchoRequest.MarksEntry"
    marks.options.Extensions[validate_pb2.field].map.values.string.max_len = 3
