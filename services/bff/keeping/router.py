"""What a household keeps, over REST."""

from fastapi import APIRouter
from heo.type.v1.access_pb2 import Role

from services.bff.dependencies import KeepingsDep, MemberDep
from services.bff.keeping.schemas import Keeping, KeepingChange
from services.bff.problems.problem import Refusal

router = APIRouter(prefix="/households/{household_id}/keeping", tags=["keeping"])


@router.get("")
async def get_keeping(member: MemberDep, keepings: KeepingsDep) -> Keeping:
    """How long clips are kept, and what may be learned from."""
    return Keeping.model_validate(await keepings.of(member.membership.household_id), from_attributes=True)


@router.patch("")
async def update_keeping(member: MemberDep, keepings: KeepingsDep, body: KeepingChange) -> Keeping:
    """Change it, as an owner. Turning learning off deletes what was put aside for it."""
    if member.membership.role < Role.ROLE_OWNER:
        raise Refusal("PERMISSION_DENIED")
    household_id = member.membership.household_id
    kept = await keepings.change(household_id, body.voice_days, body.voice_training, body.bill_training)
    return Keeping.model_validate(kept, from_attributes=True)
