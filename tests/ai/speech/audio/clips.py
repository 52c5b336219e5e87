"""Clips as browsers record them, made from samples."""

import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

FRAGMENTS = MappingProxyType({"movflags": "frag_keyframe+empty_moov+default_base_moof", "frag_duration": "200000"})
RECORDED: Mapping[str, tuple[str, str, int, Mapping[str, str]]] = {
    "webm": ("webm", "libopus", 48_000, {}),
    "mp4 in fragments": ("mp4", "aac", 44_100, FRAGMENTS),
    "mp4": ("mp4", "aac", 48_000, {}),
    "ogg": ("ogg", "libopus", 24_000, {}),
    "wav 8 kHz": ("wav", "pcm_s16le", 8_000, {}),
    "wav 96 kHz": ("wav", "pcm_s24le", 96_000, {}),
    "mp3": ("mp3", "libmp3lame", 44_100, {}),
    "flac": ("flac", "flac", 22_050, {}),
}
"""How → container, codec, rate, options of the container."""


def sine(seconds: float, hertz: float = 440, rate: int = 16_000, level: float = 0.3) -> NDArray[np.float32]:
    """A tone."""
    return (level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def recorded(samples: NDArray[np.float32], how: str, rate: int = 16_000, layout: str = "mono") -> bytes:
    """The samples as a file of the kind `how` of RECORDED."""
    container, codec, file_rate, options = RECORDED[how]
    return encoded(samples, container, codec, file_rate, rate=rate, layout=layout, options=options)


def encoded(
    samples: NDArray[np.float32],
    container: str,
    codec: str,
    file_rate: int,
    *,
    rate: int = 16_000,
    layout: str = "mono",
    options: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The samples through any codec."""
    out = io.BytesIO()
    with av.open(out, "w", format=container, options=dict(options)) as file:
        stream: Any = file.add_stream(codec, rate=file_rate)
        stream.layout = layout
        whole = av.AudioFrame.from_ndarray((samples * 32767).astype(np.int16)[None], format="s16", layout="mono")
        whole.sample_rate = rate
        resampler = av.AudioResampler(
            format=stream.codec_context.format, layout=layout, rate=file_rate,
            frame_size=stream.codec_context.frame_size or 0,
        )  # fmt: skip
        for frame in [*resampler.resample(whole), *resampler.resample(None)]:
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return out.getvalue()
