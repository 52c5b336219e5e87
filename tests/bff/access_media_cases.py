"""The cases of photos, clips and what is kept of them; see access_cases."""

from typing import Any

from services.mesh.ids import new_id
from services.mesh.objects import page_key
from tests.bff.access_steps import Case, Request, rid
from tests.bff.world import Browser


def photographed() -> tuple[dict[str, Any], list[tuple[str, bytes]]]:
    """The form of a photo that nobody has sent before."""
    return {"request_id": rid(), "evidence_ids": [rid()]}, [("files", b"\xff\xd8\xff" + new_id().bytes)]


async def read(member: Browser) -> dict[str, Any]:
    """A photo that waits to be read."""
    answer = await member.upload(member.home("/readings"), *photographed())
    reading: dict[str, Any] = answer.json()
    return reading


async def heard(member: Browser) -> str:
    """The evidence id of a kept clip."""
    clip = [("clip", b"OggS" + "ăn phở 45k".encode())]
    answer = await member.upload(member.home("/voice/clips"), {"request_id": rid()}, clip)
    return str(answer.json()["evidence_id"])


async def create_reading(member: Browser) -> Request:
    form, files = photographed()
    return Request("POST", member.home("/readings"), form=form, files=files)


async def list_readings(member: Browser) -> Request:
    await read(member)
    return Request("GET", member.home("/readings"), params={"unfinished_only": True})


async def get_reading(member: Browser) -> Request:
    return Request("GET", member.home(f"/readings/{(await read(member))['reading_id']}"))


async def retry_reading(member: Browser) -> Request:
    path = member.home(f"/readings/{(await read(member))['reading_id']}/retry")
    return Request("POST", path, {"request_id": rid()})


async def get_reading_page(member: Browser) -> Request:
    reading_id = (await read(member))["reading_id"]
    await member.objects.put(page_key(member.household_id, reading_id, 0), b"\xff\xd8\xff")
    return Request("GET", member.home(f"/readings/{reading_id}/pages/0"))


async def get_evidence(member: Browser) -> Request:
    return Request("GET", member.home(f"/evidence/{(await read(member))['pages'][0]['evidence_id']}"))


async def delete_evidence(member: Browser) -> Request:
    path = member.home(f"/evidence/{(await read(member))['pages'][0]['evidence_id']}")
    return Request("DELETE", path, params={"request_id": rid()})


async def create_clip(member: Browser) -> Request:
    clip = [("clip", b"OggS" + "ăn phở 45k".encode())]
    return Request("POST", member.home("/voice/clips"), form={"request_id": rid()}, files=clip)


async def get_clip(member: Browser) -> Request:
    return Request("GET", member.home(f"/voice/clips/{await heard(member)}"))


async def get_keeping(member: Browser) -> Request:
    return Request("GET", member.home("/keeping"))


async def update_keeping(member: Browser) -> Request:
    return Request("PATCH", member.home("/keeping"), {"request_id": rid(), "voice_days": 7})


MEDIA: tuple[Case, ...] = (
    create_reading, list_readings, get_reading, retry_reading, get_reading_page,
    get_evidence, delete_evidence, create_clip, get_clip, get_keeping, update_keeping,
)  # fmt: skip
