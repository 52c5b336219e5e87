"""One open line: audio in, words out, then drafts. What breaks a rule is told, and the line is closed."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from fastapi import WebSocket, WebSocketDisconnect
from heo.ai.v1.speech_service_pb2 import StreamingRecognizeResponse
from pydantic import BaseModel, ValidationError
from starlette.websockets import WebSocketState

from services.bff.households.member import Member
from services.bff.problems.handlers import Problems, wrong_fields
from services.bff.problems.problem import FieldProblem, Refusal
from services.bff.voice.model import (
    DONE,
    IDLE_S,
    LONGEST_S,
    MOST_PIECE_BYTES,
    MOST_WAITING_PIECES,
    close_code,
    most_bytes,
)
from services.bff.voice.schemas import ProblemEvent, Transcript, VoiceEnd, VoiceStart, WordsEvent
from services.bff.voice.service import Voice
from services.bff.wire.from_proto import answer


class CancelledClip(Exception):  # noqa: N818 — a wish, not a fault
    """The speaker wants the clip forgotten."""


class Line:
    """The conversation on one accepted WebSocket."""

    def __init__(self, socket: WebSocket, voice: Voice) -> None:
        """Speak on `socket`, which was accepted; `voice` hears."""
        self._socket = socket
        self._voice = voice
        self._pieces: asyncio.Queue[bytes | None] = asyncio.Queue(MOST_WAITING_PIECES)
        self._clip = bytearray()
        self._is_deaf = False

    async def hold(self, member: Member) -> None:
        """Hear one clip to its drafts. Refusal; WebSocketDisconnect and CancelledClip when the speaker left."""
        try:
            async with asyncio.timeout(LONGEST_S):
                start = await self._begin()
                transcript = await self._hear(member, start)
                event = await self._voice.finish(member, start, bytes(self._clip), transcript)
        except TimeoutError as late:
            raise Refusal("AUDIO_TOO_LONG") from late
        await self._say(event)

    async def _begin(self) -> VoiceStart:
        message = await self._receive()
        try:
            return VoiceStart.model_validate_json(message.get("text") or "")
        except ValidationError as wrong:
            raise wrong_fields(wrong, "message") from wrong

    async def _hear(self, member: Member, start: VoiceStart) -> Transcript:
        config = await self._voice.config(member, start)
        reading = asyncio.create_task(self._read(start))
        hearing = asyncio.create_task(self._relay(self._voice.hear(member, config, self._taken())))
        try:
            await asyncio.wait({reading, hearing}, return_when=asyncio.FIRST_EXCEPTION)
            for task in (reading, hearing):
                if task.done() and task.exception() is not None:
                    raise task.exception() or Refusal("INTERNAL")
            heard = hearing.result()
        finally:
            for task in (reading, hearing):
                task.cancel()
            await asyncio.gather(reading, hearing, return_exceptions=True)
        if heard is None and not self._clip:
            raise Refusal("AUDIO_UNREADABLE")
        return heard or await self._voice.whole(member, config, bytes(self._clip))

    async def _read(self, start: VoiceStart) -> None:
        """Take pieces until the speaker says that it is the end."""
        most = most_bytes(start.encoding, start.sample_rate_hz)
        while True:
            message = await self._receive()
            piece = message.get("bytes")
            if piece is None:
                _end_of(message.get("text") or "")
                await self._hand_on(None)
                return
            if len(piece) > MOST_PIECE_BYTES:
                raise Refusal("TOO_LARGE")
            if len(self._clip) + len(piece) > most:
                raise Refusal("AUDIO_TOO_LONG")
            self._clip += piece
            if piece:
                await self._hand_on(piece)

    async def _hand_on(self, piece: bytes | None) -> None:
        if not self._is_deaf:  # nobody takes pieces from a queue after the stream has broken
            await self._pieces.put(piece)

    async def _taken(self) -> AsyncIterator[bytes]:
        while (piece := await self._pieces.get()) is not None:
            yield piece

    async def _relay(self, responses: AsyncIterator[StreamingRecognizeResponse]) -> Transcript | None:
        """Say what is heard, and hand back the last of it; None when the stream broke before."""
        async for response in responses:
            transcript = answer(Transcript, response.transcript)
            await self._say(WordsEvent(transcript=transcript, is_pause=response.is_pause))
            if response.is_final:
                return transcript
        self._is_deaf = True
        while not self._pieces.empty():
            self._pieces.get_nowait()
        return None

    async def _receive(self) -> dict[str, Any]:
        try:
            async with asyncio.timeout(IDLE_S):
                message = await self._socket.receive()
        except TimeoutError as silent:
            raise Refusal("VOICE_IDLE") from silent
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", DONE))
        return dict(message)

    async def _say(self, event: BaseModel) -> None:
        await say(self._socket, event)


async def say(socket: WebSocket, event: BaseModel) -> None:
    """Send an event, unless the other side has gone: what was heard is kept all the same."""
    if socket.application_state is WebSocketState.CONNECTED and socket.client_state is WebSocketState.CONNECTED:
        try:
            await socket.send_text(event.model_dump_json(exclude_none=isinstance(event, ProblemEvent)))
        except (WebSocketDisconnect, RuntimeError):
            return


async def refuse(socket: WebSocket, problems: Problems, refusal: Refusal) -> None:
    """Tell why and close the line."""
    problem = problems.of(socket, refusal)
    await say(socket, ProblemEvent.model_validate({**problem.model_dump(), "type": "problem"}))
    if socket.client_state is WebSocketState.CONNECTED:
        await socket.close(close_code(refusal.reason), refusal.reason)


def _end_of(text: str) -> None:
    """Returns at the end of a clip; CancelledClip, or Refusal INVALID_ARGUMENT for anything else."""
    try:
        end = VoiceEnd.model_validate(json.loads(text))
    except (ValueError, RecursionError) as wrong:
        message = 'audio, or {"type": "end"}'
        raise Refusal("INVALID_ARGUMENT", [FieldProblem(field="message", message=message)]) from wrong
    if end.type == "cancel":
        raise CancelledClip
