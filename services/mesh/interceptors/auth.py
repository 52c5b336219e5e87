"""Who calls, and whether the contract lets them: token, peer, scope, role, and the request's household against the
token's.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import grpc
from google.protobuf.message import Message
from heo.type.v1 import access_pb2

from services.mesh.access import AccessRule, AccessRuleError
from services.mesh.caller import Caller, set_caller
from services.mesh.errors import ServiceError
from services.mesh.interceptors.base import Around, Check, Context, Interceptor, Method, Undecodable
from services.mesh.tokens import TokenRefusedError, TokenVerifier

AUTHORIZATION = "authorization"
_BEARER = "Bearer "


class AuthInterceptor(Interceptor):
    """Enforces each method's access rule. Services in `open_services` (health, reflection) are for everybody."""

    def __init__(
        self,
        rules: Mapping[str, AccessRule],
        verifier: TokenVerifier | None,
        open_services: frozenset[str],
        certificates: bool = False,
    ) -> None:
        """Judge by `rules` (path → rule). With `certificates` a token's peer must also stand in the client's
        certificate.
        """
        super().__init__()
        if rules and verifier is None:
            raise AccessRuleError("methods have access rules, but there are no public keys to verify callers with")
        self._rules = rules
        self._verifier = verifier
        self._open = open_services
        self._certificates = certificates

    def around(self, method: Method) -> Around | None:
        """Surround each method that is not open; AccessRuleError for one without a rule."""
        if method.service in self._open:
            return None
        rule, verifier = self._rules.get(method.path), self._verifier
        if rule is None or verifier is None:
            raise AccessRuleError(f"{method.path} has no access rule")

        @asynccontextmanager
        async def judged(context: Context) -> AsyncIterator[Check | None]:
            caller = _verified(context, verifier)
            if self._certificates and caller.peer not in _certified_names(context):
                raise _unauthenticated("the certificate is another peer's")
            _judge(caller, rule)
            set_caller(caller)
            yield _household_check(str(caller.household_id)) if rule.scope == access_pb2.SCOPE_HOUSEHOLD else None

        return judged


def _verified(context: Context, verifier: TokenVerifier) -> Caller:
    for key, value in context.invocation_metadata() or ():
        if key == AUTHORIZATION and isinstance(value, str) and value.startswith(_BEARER):
            try:
                return verifier.verify(value[len(_BEARER) :])
            except TokenRefusedError as refused:
                raise _unauthenticated(f"caller token refused: {refused}") from None
    raise _unauthenticated("no caller token")


def _judge(caller: Caller, rule: AccessRule) -> None:
    if caller.peer not in rule.allowed_peers:
        raise _denied("this service may not call the method")
    acts_for_nobody = caller.user_id is None
    if rule.scope == access_pb2.SCOPE_SERVICE:
        if not acts_for_nobody:
            raise _denied("only a service acting for nobody may call the method")
        return
    if acts_for_nobody and not rule.lets_services_in:
        raise _denied("the method needs a user")
    if rule.scope != access_pb2.SCOPE_HOUSEHOLD:
        return
    if caller.household_id is None:
        raise _denied("the method needs a member of a household")
    if not acts_for_nobody and caller.role < rule.least_role:
        raise _denied("the member's role is too low")


def _household_check(household: str) -> Check:
    def check(request: Message | Undecodable) -> None:
        if isinstance(request, Undecodable):
            return  # it names no household; whoever gets this far is told that it says nothing
        asked: str = request.household_id  # type: ignore[attr-defined]  # access.rules_of made sure of it
        if asked != household and asked.lower() != household:
            raise _denied("another household")

    return check


def _certified_names(context: Context) -> frozenset[str]:
    facts = context.auth_context()
    names = [*facts.get("x509_subject_alternative_name", ()), *facts.get("x509_common_name", ())]
    return frozenset(name.decode("utf-8", "replace") for name in names)


def _denied(message: str) -> ServiceError:
    return ServiceError("PERMISSION_DENIED", grpc.StatusCode.PERMISSION_DENIED, message)


def _unauthenticated(message: str) -> ServiceError:
    return ServiceError("UNAUTHENTICATED", grpc.StatusCode.UNAUTHENTICATED, message)
