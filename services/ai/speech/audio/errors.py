"""Why a clip is not heard."""


class AudioRefusedError(Exception):
    """The clip cannot be heard at all; `reason` is a name of heo.ai.v1.ErrorReason without its prefix."""

    reason = "AUDIO_UNREADABLE"


class AudioUnreadableError(AudioRefusedError):
    """The bytes are no audio that can be decoded."""


class AudioTooLongError(AudioRefusedError):
    """More seconds or bytes than are heard at once."""

    reason = "AUDIO_TOO_LONG"
