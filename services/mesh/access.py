"""Who may call which method: the contract's method option `(heo.type.v1.access)`, read once when a server starts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from google.protobuf.descriptor import Descriptor, MethodDescriptor, ServiceDescriptor
from heo.type.v1 import access_pb2


class AccessRuleError(Exception):
    """A method whose contract does not say who may call it; the server does not start."""


@dataclass(frozen=True, slots=True)
class AccessRule:
    """The rule of one method; see heo.type.v1.MethodAccess for each part."""

    scope: int
    least_role: int
    allowed_peers: frozenset[str]
    lets_services_in: bool


def rules_of(services: Iterable[ServiceDescriptor]) -> Mapping[str, AccessRule]:
    """Wire path ("/package.Service/Method") → rule; AccessRuleError names the first method that has no sound one."""
    return {
        f"/{service.full_name}/{method.name}": rule_of(method) for service in services for method in service.methods
    }


def rule_of(method: MethodDescriptor) -> AccessRule:
    """The rule of `method`; AccessRuleError when its scope, peers or role are missing, or household_id is not in the
    request.
    """
    option = method.GetOptions().Extensions[access_pb2.access]
    rule = AccessRule(option.scope, option.least_role, frozenset(option.allowed_peers), option.lets_services_in)
    if rule.scope == access_pb2.SCOPE_UNSPECIFIED:
        raise AccessRuleError(f"{method.full_name} does not say who may call it")
    if not rule.allowed_peers:
        raise AccessRuleError(f"{method.full_name} allows no peer")
    if rule.scope == access_pb2.SCOPE_HOUSEHOLD:
        _check_household(method, rule)
    return rule


def _check_household(method: MethodDescriptor, rule: AccessRule) -> None:
    if rule.least_role == access_pb2.ROLE_UNSPECIFIED:
        raise AccessRuleError(f"{method.full_name} names no least role")
    if not has_household(method.input_type):
        raise AccessRuleError(f"{method.full_name} has no household_id in its request")


def has_household(request: Descriptor) -> bool:
    """Whether `request` has a string field household_id of its own."""
    field = request.fields_by_name.get("household_id")
    return field is not None and field.type == field.TYPE_STRING and not field.is_repeated
