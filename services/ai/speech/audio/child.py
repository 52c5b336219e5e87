"""The process that opens what strangers send. It imports nothing of Heo and is run by path, one clip a process.

`child.py whole|live SECONDS`: a container on standard input; records on standard output, each a letter, a
little-endian length of four bytes, and as many bytes: S samples (16-bit, mono, 16 kHz), E the reason of the end
(nothing when all is well). A crash ends without an E.
"""

import io
import os
import resource
import struct
import sys
from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container import InputContainer

RATE = 16_000
DEMUXERS = "matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,ogg,wav,w64,flac,mp3,aac,aiff,caf,amr"
SLOWEST_HZ, FASTEST_HZ, MOST_CHANNELS = 4_000, 192_000, 8
MEMORY_BYTES, CPU_SECONDS = 512 * 1024 * 1024, 8
# A live clip is heard from its first pieces on: a few kilobytes tell what it is.
LIVE_OPTIONS = {"probesize": "8192", "analyzeduration": "0"}


class RefusedError(Exception):
    """Why the clip is not heard: "UNREADABLE" or "TOO_LONG"."""


class Pipe:
    """Standard input as it comes: whatever is there, at most as much as asked for."""

    def read(self, most: int) -> bytes:
        """The next bytes; none at the end."""
        return os.read(0, most)


def main() -> None:
    """Decode one clip."""
    how, most_seconds = sys.argv[1], float(sys.argv[2])
    limit()
    reason = ""
    try:
        for samples in decoded(how == "live", most_seconds):
            write(b"S", samples)
    except RefusedError as refused:
        reason = str(refused)
    except (av.FFmpegError, ValueError, OverflowError):
        reason = "UNREADABLE"
    write(b"E", reason.encode())


def limit() -> None:
    """No more memory, time or files than a clip may take; nothing can be written to a disk."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def decoded(is_live: bool, most_seconds: float) -> Iterator[bytes]:
    """Pieces of 16-bit samples; RefusedError, or whatever the library says of broken bytes."""
    source = Pipe() if is_live else io.BytesIO(sys.stdin.buffer.read())
    options = {"format_whitelist": DEMUXERS, "protocol_whitelist": "file", **(LIVE_OPTIONS if is_live else {})}
    left = int(most_seconds * RATE)
    with av.open(source, "r", container_options=options, metadata_errors="ignore", buffer_size=4096) as container:
        for samples in resampled(frames(container)):
            left -= len(samples) // 2
            if left < 0:
                raise RefusedError("TOO_LONG")
            yield samples


def frames(container: InputContainer) -> Iterator[AudioFrame]:
    """Every frame of the first sound that can be decoded; broken packets are left out."""
    if not container.streams.audio:
        raise RefusedError("UNREADABLE")
    stream = container.streams.audio[0]
    found = False
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
            if packet is None:
                break
            for frame in packet.decode():
                found = True
                yield frame
        except av.InvalidDataError:
            continue  # what comes after a broken packet may be whole
        except av.FFmpegError:
            break  # the file ends in the middle: what was decoded stays
    if not found:
        raise RefusedError("UNREADABLE")


def resampled(source: Iterator[AudioFrame]) -> Iterator[bytes]:
    """Mono, 16 kHz, 16 bits. A format that changes on the way gets a resampler of its own."""
    resampler, form = None, None
    for frame in source:
        if not SLOWEST_HZ <= frame.sample_rate <= FASTEST_HZ or not 1 <= frame.layout.nb_channels <= MOST_CHANNELS:
            raise RefusedError("UNREADABLE")
        now = (frame.format.name, frame.layout.name, frame.sample_rate)
        if resampler is None or now != form:
            resampler, form = AudioResampler(format="s16", layout="mono", rate=RATE), now
        frame.pts = None  # times of a stranger's file are not needed, and may be anything
        yield from map(bytes_of, resampler.resample(frame))
    if resampler is not None:
        yield from map(bytes_of, resampler.resample(None))


def bytes_of(frame: AudioFrame) -> bytes:
    """The samples without the padding behind them."""
    return bytes(memoryview(frame.planes[0])[: frame.samples * 2])


def write(kind: bytes, payload: bytes) -> None:
    """Hand one record over at once."""
    sys.stdout.buffer.write(struct.pack("<cI", kind, len(payload)) + payload)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
