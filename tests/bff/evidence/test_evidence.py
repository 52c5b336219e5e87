"""Evidence: shown to the household alone and so that nothing in it runs, deleted at once or when its time has come."""

import hashlib
from datetime import timedelta
from uuid import UUID

import pytest
from heo.type.v1.access_pb2 import Role

from services.bff.evidence.model import Kind, New, picture_type, sound_type
from services.bff.households.member import Member
from services.bff.households.model import Membership
from services.bff.problems.problem import Refusal
from services.bff.sessions.model import SignedIn
from services.mesh.ids import new_id
from services.mesh.objects import ObjectMissingError, evidence_key
from tests.bff.conftest import NOON
from tests.bff.world import Browser, World

pytestmark = pytest.mark.asyncio(loop_scope="module")

HTML = b"<script>alert(1)</script>"


async def kept(heo: World, lan: Browser, content: bytes = HTML, expire_days: int | None = None) -> UUID:
    """Evidence of the household, put there past the door that looks at its bytes."""
    evidence_id = new_id()
    new = New(
        evidence_id, Kind.PICTURE, "image/jpeg", len(content), hashlib.sha256(content).digest(), UUID(lan.user_id),
        expire_time=None if expire_days is None else NOON + timedelta(days=expire_days),
    )  # fmt: skip
    await heo.parts.evidence.keep(UUID(lan.household_id), new, content)
    return evidence_id


async def test_somebody_elses_bytes_are_shown_so_that_nothing_runs(heo: World, lan: Browser) -> None:
    answer = await lan.send("GET", lan.home(f"/evidence/{await kept(heo, lan)}"))
    assert (answer.status_code, answer.content) == (200, HTML)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith('attachment; filename="heo-')
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cache-control"].startswith("private")


@pytest.mark.parametrize(
    ("asked", "status", "content", "said"),
    [
        ("bytes=0-1", 206, HTML[:2], f"bytes 0-1/{len(HTML)}"),
        ("bytes=4-", 206, HTML[4:], f"bytes 4-{len(HTML) - 1}/{len(HTML)}"),
        ("bytes=-3", 206, HTML[-3:], f"bytes {len(HTML) - 3}-{len(HTML) - 1}/{len(HTML)}"),
        ("bytes=0-999999", 206, HTML, f"bytes 0-{len(HTML) - 1}/{len(HTML)}"),
        ("bytes=0-1,3-4", 200, HTML, None),
        ("bytes=999-", 200, HTML, None),
        ("bytes=-", 200, HTML, None),
        ("lines=1-2", 200, HTML, None),
    ],
)
async def test_players_get_the_piece_that_they_ask_for(
    heo: World, lan: Browser, asked: str, status: int, content: bytes, said: str | None
) -> None:
    answer = await lan.send("GET", lan.home(f"/evidence/{await kept(heo, lan)}"), headers={"Range": asked})
    assert (answer.status_code, answer.content, answer.headers.get("content-range")) == (status, content, said)


async def test_deleting_is_at_once_and_for_ever(heo: World, lan: Browser) -> None:
    evidence_id = await kept(heo, lan)
    path = lan.home(f"/evidence/{evidence_id}")
    await lan.ok("DELETE", path, params={"request_id": str(new_id())})
    with pytest.raises(ObjectMissingError):
        await heo.objects.get(evidence_key(lan.household_id, evidence_id))
    for method in ("GET", "DELETE"):
        gone = await lan.send(method, path, params={"request_id": str(new_id())})
        assert (gone.status_code, gone.json()["reason"]) == (404, "EVIDENCE_NOT_FOUND")


async def test_the_same_request_to_delete_again_gets_the_same_answer(heo: World, lan: Browser) -> None:
    first, other, request = await kept(heo, lan), await kept(heo, lan), {"request_id": str(new_id())}
    for _ in range(2):
        await lan.ok("DELETE", lan.home(f"/evidence/{first}"), params=request)
    refused = await lan.send("DELETE", lan.home(f"/evidence/{other}"), params=request)
    assert refused.json()["reason"] == "REQUEST_ID_REUSED"
    assert (await lan.send("GET", lan.home(f"/evidence/{other}"))).status_code == 200


async def test_a_recorder_deletes_only_what_they_sent(heo: World, lan: Browser) -> None:
    evidence_id = await kept(heo, lan)
    person = SignedIn(new_id(), "minh", "Minh", "vi", "", b"")
    membership = Membership(UUID(lan.household_id), Role.ROLE_RECORDER, "VND", "Asia/Ho_Chi_Minh", "vi", 1)
    with pytest.raises(Refusal, match="PERMISSION_DENIED"):
        await heo.parts.evidence.delete(Member(person, membership), evidence_id, new_id())
    assert await heo.parts.evidence.find(UUID(lan.household_id), evidence_id) is not None


async def test_what_has_come_to_its_end_is_not_shown_and_is_swept(heo: World, lan: Browser) -> None:
    ended, later, ever = await kept(heo, lan, expire_days=0), await kept(heo, lan, expire_days=1), await kept(heo, lan)
    assert (await lan.send("GET", lan.home(f"/evidence/{ended}"))).status_code == 404
    assert await heo.parts.evidence.sweep() >= 1
    with pytest.raises(ObjectMissingError):
        await heo.objects.get(evidence_key(lan.household_id, ended))
    for evidence_id in (later, ever):
        assert (await lan.send("GET", lan.home(f"/evidence/{evidence_id}"))).status_code == 200


async def test_a_file_whose_evidence_was_deleted_may_be_read_anew(heo: World, lan: Browser) -> None:
    content = b"\xff\xd8\xff" + new_id().bytes
    form = {"request_id": str(new_id()), "evidence_ids": [str(new_id())]}
    await lan.upload(lan.home("/readings"), form, [("files", content)])
    await lan.ok("DELETE", lan.home(f"/evidence/{form['evidence_ids'][0]}"), params={"request_id": str(new_id())})
    again = {"request_id": str(new_id()), "evidence_ids": [str(new_id())]}
    answer = await lan.upload(lan.home("/readings"), again, [("files", content)])
    assert (answer.status_code, answer.json()["reading_id"]) == (201, again["request_id"])


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe1", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "image/heic"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00", "image/heic"),
        (b"%PDF-1.7", "application/pdf"),
        (b"RIFF\x00\x00\x00\x00WAVE", ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
async def test_pictures_are_told_by_their_first_bytes(head: bytes, kind: str) -> None:
    assert picture_type(head) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"\x1a\x45\xdf\xa3", "audio/webm"),
        (b"OggS\x00", "audio/ogg"),
        (b"\x00\x00\x00\x18ftypM4A ", "audio/mp4"),
        (b"ID3\x04", "audio/mpeg"),
        (b"%PDF-1.7", ""),
        (b"", ""),
    ],
)
async def test_recordings_are_told_by_their_first_bytes(head: bytes, kind: str) -> None:
    assert sound_type(head) == kind
