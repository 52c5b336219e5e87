"""JarService on the wire."""

from typing import Any

from heo.ledger.v1 import jar_service_pb2 as pb
from heo.ledger.v1 import jar_service_pb2_grpc as rpc

from services.ledger.jars.model import Share, ShareKind
from services.ledger.jars.service import Jars, WantedJar
from services.ledger.jars.view import Jar, JarChange, RuleShare, RuleView
from services.ledger.wire import id_from, id_text, money, optional_id, page_from, timestamp
from services.mesh.caller import caller_of


class JarServicer(rpc.JarServiceServicer):
    """From the wire to one call, and back."""

    def __init__(self, jars: Jars) -> None:
        """Serve `jars`."""
        self._jars = jars

    async def CreateJar(self, request: pb.CreateJarRequest, context: Any) -> pb.CreateJarResponse:
        """Make a jar."""
        household_id, jar_id = id_from(request.household_id), id_from(request.request_id)
        wanted = WantedJar(household_id, jar_id, request.name, request.icon, request.hue)
        return pb.CreateJarResponse(jar=jar_message(await self._jars.create(wanted, caller_of(context).user_id)))

    async def ListJars(self, request: pb.ListJarsRequest, context: Any) -> pb.ListJarsResponse:
        """Answer the jars with balances and this month's flows."""
        page = page_from(request.page, request.household_id, request)
        cut = await self._jars.page(id_from(request.household_id), page, with_closed=request.with_closed)
        return pb.ListJarsResponse(jars=[jar_message(item) for item in cut.items], next_page_token=cut.next_token)

    async def UpdateJar(self, request: pb.UpdateJarRequest, context: Any) -> pb.UpdateJarResponse:
        """Change a jar."""
        household_id, request_id = id_from(request.household_id), id_from(request.request_id)
        return pb.UpdateJarResponse(
            jar=jar_message(await self._jars.update(household_id, request_id, _change(request)))
        )

    async def CloseJar(self, request: pb.CloseJarRequest, context: Any) -> pb.CloseJarResponse:
        """Close a jar."""
        closed = await self._jars.close(
            id_from(request.household_id),
            id_from(request.request_id),
            id_from(request.jar_id),
            optional_id(request.successor_id),
            caller_of(context).user_id,
        )
        return pb.CloseJarResponse(jar=jar_message(closed))

    async def GetJarRule(self, request: pb.GetJarRuleRequest, context: Any) -> pb.GetJarRuleResponse:
        """Answer a version of the rule."""
        found = await self._jars.rule(id_from(request.household_id), request.version)
        return pb.GetJarRuleResponse(rule=_rule_message(found))

    async def CreateJarRule(self, request: pb.CreateJarRuleRequest, context: Any) -> pb.CreateJarRuleResponse:
        """Put a new version of the rule in force."""
        made = await self._jars.set_rule(
            id_from(request.household_id),
            id_from(request.request_id),
            request.version,
            tuple(_share(share) for share in request.shares),
            request.preset,
            caller_of(context).user_id,
        )
        return pb.CreateJarRuleResponse(rule=_rule_message(made))


def jar_message(jar: Jar) -> pb.Jar:
    """The jar on the wire."""
    return pb.Jar(
        jar_id=str(jar.jar_id),
        name=jar.name,
        key=jar.key,
        icon=jar.icon,
        hue=jar.hue,
        commodity=jar.commodity,
        position=jar.position,
        closed=jar.closed,
        successor_id=id_text(jar.successor_id),
        balance=money(jar.balance, jar.commodity),
        month_in=money(jar.month_in, jar.commodity),
        month_out=money(jar.month_out, jar.commodity),
        version=jar.version,
    )


def _change(request: pb.UpdateJarRequest) -> JarChange:
    return JarChange(
        jar_id=id_from(request.jar_id),
        version=request.version,
        name=request.name if request.HasField("name") else None,
        icon=request.icon if request.HasField("icon") else None,
        hue=request.hue if request.HasField("hue") else None,
        position=request.position if request.HasField("position") else None,
    )


def _share(share: pb.JarShare) -> Share:
    return Share(id_from(share.jar_id), ShareKind(share.kind), share.basis_points)


def _rule_message(rule: RuleView) -> pb.JarRule:
    return pb.JarRule(
        version=rule.version,
        shares=[_share_message(share) for share in rule.shares],
        create_time=timestamp(rule.create_time),
        preset=rule.preset,
    )


def _share_message(share: RuleShare) -> pb.JarShare:
    kind: Any = share.kind  # the numbers are the contract's
    return pb.JarShare(jar_id=str(share.jar_id), kind=kind, basis_points=share.basis_points)
