import pytest
from google.protobuf import descriptor_pb2, descriptor_pool
from google.protobuf.descriptor import MethodDescriptor
from heo.type.v1 import access_pb2

from services.mesh.access import AccessRule, AccessRuleError, rule_of, rules_of
from services.mesh.testing import echo


def method(access: access_pb2.MethodAccess | None, household: bool = True) -> MethodDescriptor:
    """A method with that option, whose request has a household_id or not."""
    file = descriptor_pb2.FileDescriptorProto(name="m.proto", package="m", syntax="proto3")
    file.dependency.append("heo/type/v1/access.proto")
    asked = file.message_type.add(name="Asked")
    if household:
        asked.field.add(name="household_id", number=1, type=9, label=1)
    added = file.service.add(name="S").method.add(name="M", input_type=".m.Asked", output_type=".m.Asked")
    if access is not None:
        added.options.Extensions[access_pb2.access].CopyFrom(access)
    pool = descriptor_pool.DescriptorPool()
    for name in ("google/protobuf/descriptor.proto", "heo/type/v1/access.proto"):
        proto = descriptor_pb2.FileDescriptorProto()
        descriptor_pool.Default().FindFileByName(name).CopyToProto(proto)
        pool.Add(proto)
    pool.Add(file)
    return pool.FindMethodByName("m.S.M")


def test_every_method_of_a_service_has_a_rule_by_its_path() -> None:
    rules = rules_of([echo.contract()])
    assert set(rules) == {f"/{echo.SERVICE}/{name}" for name in echo.METHODS}
    assert rules[f"/{echo.SERVICE}/Peek"] == AccessRule(
        access_pb2.SCOPE_HOUSEHOLD, access_pb2.ROLE_RECORDER, frozenset({"bff"}), lets_services_in=True
    )


HOUSEHOLD = access_pb2.MethodAccess(
    scope=access_pb2.SCOPE_HOUSEHOLD, least_role=access_pb2.ROLE_VIEWER, allowed_peers=["bff"]
)


@pytest.mark.parametrize(
    ("access", "household", "why"),
    [
        (None, True, "does not say"),
        (access_pb2.MethodAccess(allowed_peers=["bff"]), True, "does not say"),
        (access_pb2.MethodAccess(scope=access_pb2.SCOPE_USER), True, "no peer"),
        (access_pb2.MethodAccess(scope=access_pb2.SCOPE_HOUSEHOLD, allowed_peers=["bff"]), True, "least role"),
        (HOUSEHOLD, False, "household_id"),
    ],
)
def test_a_method_that_leaves_access_open_is_refused_by_name(
    access: access_pb2.MethodAccess | None, household: bool, why: str
) -> None:
    with pytest.raises(AccessRuleError, match=rf"m\.S\.M .*{why}|m\.S\.M has no {why}"):
        rule_of(method(access, household))


def test_a_sound_household_method_is_taken() -> None:
    assert rule_of(method(HOUSEHOLD)).scope == access_pb2.SCOPE_HOUSEHOLD
