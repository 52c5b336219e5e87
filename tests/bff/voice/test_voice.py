"""The voice line and whole clips: words while somebody speaks, drafts at the end, and every other end."""

import asyncio
from contextlib import ExitStack
from typing import Any
from uuid import UUID

import pytest

from services.bff.problems.problem import Refusal
from services.bff.voice import line
from services.bff.voice.lines import MOST_LINES, Lines
from services.bff.voice.model import MOST_PIECE_BYTES, as_file, most_bytes, phrases_of
from services.bff.wire.enums import AudioEncoding
from services.mesh.ids import new_id
from services.mesh.objects import evidence_key
from tests.bff.talk import talking
from tests.bff.world import Browser, World

pytestmark = pytest.mark.asyncio(loop_scope="module")

PHO = "sáng nay ăn phở 45k, đổ xăng 80 nghìn"


def start(**more: Any) -> dict[str, Any]:
    bare = {"type": "start", "request_id": str(new_id()), "encoding": "linear16", "sample_rate_hz": 16_000}
    return {**bare, **more}


def pieces(text: str) -> list[bytes]:
    """The fake hears the bytes themselves; samples have two bytes each."""
    audio = text.encode() + b"\0" * (len(text.encode()) % 2)
    return [audio[at : at + 10] for at in range(0, len(audio), 10)]


async def spoken(lan: Browser, text: str, first: dict[str, Any] | None = None) -> Any:
    """The drafts that come of a sentence; the line must be closed as done."""
    async with talking(lan) as talk:
        talk.say(first or start())
        for piece in pieces(text):
            talk.say(piece)
        talk.say({"type": "end"})
        event = await talk.until("drafts")
        assert await talk.hear() == 1000
    return event


async def refused(lan: Browser, *messages: Any, **options: Any) -> tuple[str, int]:
    """(reason, close code) after these messages."""
    async with talking(lan, **options) as talk:
        for message in messages:
            talk.say(message)
        problem = await talk.until("problem")
        assert problem["detail_vi"]
        assert problem["detail_en"]
        return problem["reason"], await talk.hear()


async def test_words_come_while_somebody_speaks_and_drafts_at_the_end(heo: World, lan: Browser) -> None:
    async with talking(lan) as talk:
        talk.say(start())
        first, *rest = pieces(PHO)
        talk.say(first)
        heard = await talk.hear()
        assert (heard["type"], heard["is_pause"]) == ("words", False)
        assert heard["transcript"]["words"][0] == {"text": "sáng", "start_ms": 0, "end_ms": 300, "confidence": 0.9}
        for piece in rest:
            talk.say(piece)
        talk.say({"type": "end"})
        event = await talk.until("drafts")
    assert event["transcript"]["text"] == PHO
    assert [draft["content"]["amount"]["amount"] for draft in event["drafts"]] == [45_000, 80_000]
    assert {draft["source"] for draft in event["drafts"]} == {"voice"}
    assert all(draft["needs_look"] for draft in event["drafts"])
    assert [draft["evidence_ids"] for draft in event["drafts"]] == [[event["evidence_id"]]] * 2
    listed = (await lan.ok("GET", lan.home("/drafts")))["drafts"]
    assert {draft["draft_id"] for draft in listed} == {draft["draft_id"] for draft in event["drafts"]}


async def test_what_was_too_much_at_once_is_said_and_not_lost(lan: Browser) -> None:
    event = await spoken(lan, ", ".join(f"ăn phở {place}k" for place in range(1, 43)))
    assert len(event["drafts"]) == 40
    assert event["unread"] == "ăn phở 41k, ăn phở 42k"
    assert (await spoken(lan, PHO))["unread"] == ""


async def test_ai_is_told_the_names_of_the_household(heo: World, lan: Browser) -> None:
    await spoken(lan, PHO)
    config = heo.behind.fakes.speech.configs[-1]
    assert config.sample_rate_hz == 16_000
    assert {"Tiền mặt", "Thiết yếu", "Lan", "Ăn ngoài"} <= set(config.phrases)


async def test_the_clip_is_kept_as_a_file_that_plays_with_its_words(heo: World, lan: Browser) -> None:
    event = await spoken(lan, PHO)
    sound = await lan.send("GET", lan.home(f"/evidence/{event['evidence_id']}"))
    assert sound.headers["content-type"] == "audio/wav"
    assert sound.content[:4] == b"RIFF"
    assert sound.content[44:].rstrip(b"\0").decode() == PHO
    clip = await lan.ok("GET", lan.home(f"/voice/clips/{event['evidence_id']}"))
    assert clip["transcript"] == event["transcript"]
    assert clip["expire_time"] == "2026-12-20T05:00:00Z"


async def test_a_household_that_keeps_no_clips_has_none(heo: World, lan: Browser) -> None:
    await lan.ok("PATCH", lan.home("/keeping"), {"request_id": str(new_id()), "voice_days": 0})
    first = start()
    event = await spoken(lan, PHO, first)
    assert event["evidence_id"] is None
    assert event["drafts"][0]["evidence_ids"] == []
    assert await spoken(lan, PHO, first) == event
    assert [found.key async for found in heo.objects.listed(f"households/{lan.household_id}")] == []


async def test_the_same_clip_again_is_the_same_drafts(lan: Browser) -> None:
    first = start()
    event = await spoken(lan, PHO, first)
    assert await spoken(lan, PHO, first) == event
    reason = await refused(lan, first, *pieces("ăn bún 50k"), {"type": "end"})
    assert reason == ("REQUEST_ID_REUSED", 4409)


async def test_a_clip_kept_offline_is_read_as_of_its_day(lan: Browser) -> None:
    event = await spoken(lan, "hôm qua ăn phở 45k", start(said_on="2026-11-10"))
    assert event["drafts"][0]["content"]["valid_date"] == "2026-11-09"


async def test_silence_is_said_to_be_silence_and_not_kept(heo: World, lan: Browser) -> None:
    event = await spoken(lan, "\0" * 40)
    assert (event["transcript"]["nothing_heard"], event["drafts"]) == ("silence", [])
    assert event["evidence_id"] is None
    assert [found.key async for found in heo.objects.listed(f"households/{lan.household_id}")] == []


async def test_a_cancelled_clip_is_forgotten(heo: World, lan: Browser) -> None:
    async with talking(lan) as talk:
        talk.say(start())
        for piece in pieces(PHO):
            talk.say(piece)
        talk.say({"type": "cancel"})
    assert (await lan.ok("GET", lan.home("/drafts")))["drafts"] == []
    assert [found.key async for found in heo.objects.listed(f"households/{lan.household_id}")] == []


async def test_who_leaves_after_the_last_word_finds_the_drafts(lan: Browser) -> None:
    async with talking(lan) as talk:
        talk.say(start())
        for piece in pieces(PHO):
            talk.say(piece)
        talk.say({"type": "end"})
    assert len((await lan.ok("GET", lan.home("/drafts")))["drafts"]) == 2


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ((b"audio first",), ("INVALID_ARGUMENT", 4422)),
        (("no json",), ("INVALID_ARGUMENT", 4422)),
        (("[" * 5_000,), ("INVALID_ARGUMENT", 4422)),
        (({"type": "start"},), ("INVALID_ARGUMENT", 4422)),
        ((start(sample_rate_hz=0),), ("INVALID_ARGUMENT", 4422)),
        ((start(encoding="container"),), ("INVALID_ARGUMENT", 4422)),
        ((start(more="x"),), ("INVALID_ARGUMENT", 4422)),
        ((start(), {"type": "stop"}), ("INVALID_ARGUMENT", 4422)),
        ((start(), "[" * 100_000), ("INVALID_ARGUMENT", 4422)),
        ((start(), b"x" * (MOST_PIECE_BYTES + 1)), ("TOO_LARGE", 4413)),
        ((start(), *([b"ab" * 32_000] * 31)), ("AUDIO_TOO_LONG", 4413)),
        (
            (start(encoding="container", sample_rate_hz=0), b"hello", {"type": "end"}),
            ("AUDIO_UNREADABLE", 4422),
        ),
    ],
)
async def test_what_breaks_a_rule_is_told_and_ends_the_line(
    lan: Browser, messages: tuple[Any, ...], reason: tuple[str, int]
) -> None:
    assert await refused(lan, *messages) == reason
    assert (await lan.ok("GET", lan.home("/drafts")))["drafts"] == []


async def test_a_line_on_which_nothing_comes_is_closed(lan: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "IDLE_S", 0.05)
    assert await refused(lan) == ("VOICE_IDLE", 4408)
    assert await refused(lan, start(), b"\0\0") == ("VOICE_IDLE", 4408)


async def test_a_clip_that_never_ends_is_ended(lan: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "LONGEST_S", 0.2)
    assert await refused(lan, start(), b"\0\0") == ("AUDIO_TOO_LONG", 4413)


async def test_a_session_has_one_line(lan: Browser) -> None:
    async with talking(lan) as talk:
        talk.say(start())
        talk.say(pieces(PHO)[0])
        assert (await talk.hear())["type"] == "words"
        assert await refused(lan) == ("VOICE_BUSY", 4409)
    await spoken(lan, PHO)


async def test_lines_are_counted_and_given_back() -> None:
    lines = Lines()
    with ExitStack() as stack:
        for number in range(MOST_LINES):
            stack.enter_context(lines.opened(str(number).encode()))
        with pytest.raises(Refusal, match="ENGINE_UNAVAILABLE"):
            stack.enter_context(lines.opened(b"one more"))
    with lines.opened(b"one more"):
        pass


async def test_with_the_ear_down_it_is_said_and_typing_works(heo: World, lan: Browser) -> None:
    heo.behind.fakes.speech.is_down = True
    try:
        assert await refused(lan, start(), *pieces(PHO), {"type": "end"}) == ("ENGINE_UNAVAILABLE", 4503)
        form = {"request_id": str(new_id())}
        answer = await lan.upload(lan.home("/voice/clips"), form, [("clip", b"OggS" + PHO.encode())])
        assert (answer.status_code, answer.json()["reason"]) == (503, "ENGINE_UNAVAILABLE")
        typed = await lan.ok("POST", lan.home("/drafts"), {"request_id": str(new_id()), "text": "ăn phở 45k"})
        assert len(typed["drafts"]) == 1
    finally:
        heo.behind.fakes.speech.is_down = False


async def test_an_ear_that_falls_silent_meanwhile_hears_the_whole_clip_at_the_end(
    heo: World, lan: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = heo.behind.fakes.speech
    async with talking(lan) as talk:
        talk.say(start())
        first, *rest = pieces(PHO)
        talk.say(first)
        assert (await talk.hear())["type"] == "words"
        fake.breaks_after = len(fake.pieces)
        try:
            for piece in [*rest, *[b"\0\0"] * 100]:  # more than may wait for an ear
                talk.say(piece)
            talk.say({"type": "end"})
            event = await talk.until("drafts")
        finally:
            fake.breaks_after = None
    assert event["transcript"]["text"] == PHO


async def test_only_a_member_on_our_own_page_is_heard(heo: World, lan: Browser) -> None:
    nobody, stranger, viewer = heo.browser(), heo.browser(), heo.browser()
    nobody.household_id = lan.household_id
    assert await refused(nobody) == ("UNAUTHENTICATED", 4401)
    await stranger.sign_up()
    stranger.household_id = lan.household_id
    assert await refused(stranger) == ("HOUSEHOLD_NOT_FOUND", 4404)
    body = {"request_id": str(new_id()), "name": "Bà", "role": "viewer"}
    code = (await lan.ok("POST", lan.home("/invitations"), body))["code"]
    await viewer.sign_up()
    await viewer.ok("POST", "/invitations/accept", {"request_id": str(new_id()), "code": code, "name": "Bà"})
    viewer.household_id = lan.household_id
    assert await refused(viewer) == ("PERMISSION_DENIED", 4403)
    for browser in (nobody, stranger, viewer):
        await browser.close()


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null", "http://heo.test"])
async def test_a_foreign_page_does_not_even_get_a_line(lan: Browser, origin: str | None) -> None:
    async with talking(lan, origin=origin) as talk:
        assert await talk.hear() == 1008
        assert not talk.accepted


async def test_a_slow_ear_holds_the_speaker_back(lan: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line, "MOST_WAITING_PIECES", 4)
    may_hear = asyncio.Event()
    monkeypatch.setattr(line.Line, "_relay", _stuck(may_hear))
    async with talking(lan) as talk:
        talk.say(start())
        for _ in range(100):
            talk.say(b"\0\0")
        await asyncio.sleep(0.2)
        assert talk.sent.qsize() >= 90
        may_hear.set()


def _stuck(until: asyncio.Event) -> Any:
    async def relay(self: Any, responses: Any) -> Any:
        await until.wait()
        raise line.CancelledClip

    return relay


async def test_whole_clips_are_heard_once(lan: Browser) -> None:
    form = {"request_id": str(new_id()), "said_on": "2026-11-10"}
    clip = [("clip", b"OggS" + "hôm qua ăn phở 45k".encode())]
    answer = await lan.upload(lan.home("/voice/clips"), form, clip)
    assert answer.status_code == 201
    event = answer.json()
    assert event["drafts"][0]["content"]["valid_date"] == "2026-11-09"
    assert (await lan.upload(lan.home("/voice/clips"), form, clip)).json() == event
    sound = await lan.send("GET", lan.home(f"/evidence/{event['evidence_id']}"))
    assert sound.headers["content-type"] == "audio/ogg"
    other = await lan.upload(lan.home("/voice/clips"), form, [("clip", b"OggS" + b"khac")])
    assert (other.status_code, other.json()["reason"]) == (409, "REQUEST_ID_REUSED")


@pytest.mark.parametrize(
    ("form", "clip", "status", "reason"),
    [
        ({}, b"", 422, "AUDIO_UNREADABLE"),
        ({}, b"hello", 422, "AUDIO_UNREADABLE"),
        ({}, b"OggS" + b"x" * 3_145_728, 413, "AUDIO_TOO_LONG"),
        ({"encoding": "linear16", "sample_rate_hz": "8000"}, b"x" * 960_002, 413, "AUDIO_TOO_LONG"),
        ({"encoding": "linear16"}, b"x", 422, "INVALID_ARGUMENT"),
        ({"encoding": "mp3"}, b"x", 422, "INVALID_ARGUMENT"),
        ({"said_on": "2026-02-30"}, b"OggS", 422, "INVALID_ARGUMENT"),
        ({}, b"OggS" + b"x" * 8_000_000, 413, "TOO_LARGE"),
    ],
)
async def test_a_clip_that_cannot_be_heard_is_refused(
    lan: Browser, form: dict[str, str], clip: bytes, status: int, reason: str
) -> None:
    fields = {"request_id": str(new_id()), **form}
    answer = await lan.upload(lan.home("/voice/clips"), fields, [("clip", clip)])
    assert (answer.status_code, answer.json()["reason"]) == (status, reason)


async def test_names_are_said_once_and_cut_to_what_ai_takes() -> None:
    assert phrases_of(["Tiền mặt", " "], ["Tiền mặt", "x" * 200]) == ["Tiền mặt", "x" * 120]
    assert len(phrases_of([str(number) for number in range(600)])) == 500


async def test_samples_become_a_file() -> None:
    content, kind = as_file(AudioEncoding.LINEAR16, 16_000, b"abc")
    assert (kind, len(content), content[-2:]) == ("audio/wav", 46, b"ab")
    assert as_file(AudioEncoding.CONTAINER, 0, b"hello")[1] == ""
    assert most_bytes(AudioEncoding.LINEAR16, 8_000) == 960_000
    assert most_bytes(AudioEncoding.LINEAR16, 192_000) == most_bytes(AudioEncoding.CONTAINER, 0) == 3_145_728


async def test_a_kept_clip_is_where_ai_and_backup_look_for_it(heo: World, lan: Browser) -> None:
    event = await spoken(lan, PHO)
    assert await heo.objects.get(evidence_key(UUID(lan.household_id), event["evidence_id"]))
