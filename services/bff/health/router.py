"""Whether this process serves."""

from fastapi import APIRouter, Response

from services.bff.dependencies import PartsDep
from services.bff.health.schemas import Health

router = APIRouter(tags=["health"])


@router.get("/healthz", responses={503: {"model": Health, "description": "Starting or draining"}})
async def get_health(parts: PartsDep, response: Response) -> Health:
    """SERVING once the database answers; NOT_SERVING while draining."""
    if not await parts.health.is_serving():
        response.status_code = 503
        return Health(status="NOT_SERVING")
    return Health(status="SERVING")
