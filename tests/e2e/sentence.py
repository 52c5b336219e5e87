"""The sentence that a browser's microphone hears: `python -m tests.e2e.sentence` speaks it anew with espeak-ng."""

import subprocess
from pathlib import Path

SPOKEN = Path(__file__).with_name("sentence.wav")
TEXT = "đổ xăng tám mươi nghìn"
VOICE = ("-v", "vi", "-s", "150")


def main() -> None:
    """Write the WAV file: one channel, 16 bits, at the rate of the synthesiser."""
    subprocess.run(["espeak-ng", *VOICE, "-w", str(SPOKEN), TEXT], check=True)


if __name__ == "__main__":
    main()
