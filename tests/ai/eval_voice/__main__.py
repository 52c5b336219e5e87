"""`python -m tests.ai.eval_voice [FOLDER]`: prints and stores how well the shipped model hears.

It measures, it does not judge: a bar that is missed is said, and the command ends well.
"""

import argparse
import asyncio
import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path

from services.ai.inference.repository import MODELS
from services.ai.speech.ctc.recognizer import CtcRecognizer
from services.ai.speech.features import Samples
from services.ai.training.speech import noises
from services.ai.training.speech.clips import read_clips
from services.ai.training.speech.espeak import Espeak
from services.ai.training.speech.gate import frozen, sounds
from tests.ai.eval_voice import figures, measure, noise, real, speed
from tests.ai.eval_voice.hearing import NAME, Heard, hear, recognizer
from tests.ai.eval_voice.report import Row, number, page, share, table, told

PAGE = Path("docs/benchmarks/voice.md")
TIMED, LIVE = 60, 30


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.ai.eval_voice", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="real clips with transcripts.tsv")
    parser.add_argument("--models", type=Path, default=MODELS, help="another model repository")
    parser.add_argument("--page", type=Path, default=PAGE, help="where the page is written")
    parser.add_argument("--sentences", type=int, default=frozen.COUNT, help="only the first so many")
    return parser.parse_args()


def main() -> None:
    """Measure, print, write the page."""
    given = arguments()
    sentences = frozen.read()[: given.sentences]
    espeak = Espeak()
    clean = [sounds.clean(espeak, one) for one in sentences]
    noisy = [sounds.noisy(sound, one) for sound, one in zip(clean, sentences, strict=True)]
    ear = recognizer(given.models)
    rows = heard_rows(ear, sentences, clean, noisy)
    rows += noise_rows(ear, clean)
    rows += real_rows(ear, given.folder)
    rows += speed_rows(ear, clean)
    print(table(rows))
    folder = given.models / NAME
    training = json.loads((folder / "training.json").read_text(encoding="utf-8"))
    megabytes = (folder / "1" / "model.onnx").stat().st_size / 1e6
    given.page.write_text(page(rows, machine(), megabytes, training), encoding="utf-8")


def heard_rows(
    ear: CtcRecognizer, sentences: Sequence[frozen.Frozen], clean: Sequence[Samples], noisy: Sequence[Samples]
) -> list[Row]:
    """Synthetic speech: amounts, words, certainty, slots."""
    still = measure.score(sentences, _hear(ear, clean))
    loud = measure.score(sentences, _hear(ear, noisy))
    amounts, slots = measure.ceiling(sentences)
    return [
        share("synthetic, unseen voices, clean: amount exact", 0.97, 0.995, still.amount),
        share("synthetic, unseen voices, 10 dB: amount exact", 0.90, 0.97, loud.amount),
        told("the same from the written words: amount exact", amounts.percent(), amounts.count),
        share("clean: word error rate", 0.05, 0.02, still.wer, most=True),
        share("10 dB: word error rate", 0.12, 0.06, loud.wer, most=True),
        told("clean: word error rate without lexicon and language model", still.greedy_wer.percent(), still.wer.count),
        told("10 dB: word error rate without lexicon and language model", loud.greedy_wer.percent(), loud.wer.count),
        share("clean: amount wrong though it looks certain", 0.02, 0.005, still.false_certain, most=True),
        share("10 dB: amount wrong though it looks certain", 0.02, 0.005, loud.false_certain, most=True),
        share("clean: slots (kind, amount, date, category, account) F1", 0.88, 0.95, still.slots),
        share("10 dB: slots F1", 0.88, 0.95, loud.slots),
        told("the same from the written words: slots F1", slots.percent(), slots.count),
    ]


def noise_rows(ear: CtcRecognizer, clean: Sequence[Samples]) -> list[Row]:
    """Clips in which nobody says anything that could be understood."""
    taught = {kind: spoke(ear, noise.of_kind(make)) for kind, make in noises.TRAINED.items()}
    pooled = [gave for clips in taught.values() for gave in clips]
    rows = {"the six taught kinds": pooled, "music, one of them": taught["music"]}
    rows |= {kind: spoke(ear, noise.of_kind(make)) for kind, make in noises.HELD_OUT.items()}
    what = "clips of noise alone that gave a word"
    found = [share(f"{what}: {kinds}", 0.0, 0.0, figures.clips(gave), most=True) for kinds, gave in rows.items()]
    babble = figures.clips(spoke(ear, noise.babble(clean)))
    return [*found, told("clips of babble (3 to 8 voices at once) that gave a word", babble.percent(), babble.count)]


def real_rows(ear: CtcRecognizer, folder: Path | None) -> list[Row]:
    """Real speakers."""
    if folder is None:
        return [told("real speakers: word error rate", "no folder of clips was given")]
    clips = read_clips(folder)
    shipped, greedy, letters = real.error_rates(clips, _hear(ear, [clip.sound for clip in clips]))
    return [
        told("real speakers, read sentences: word error rate", shipped.percent(), shipped.count),
        told("the same without lexicon and language model", greedy.percent(), greedy.count),
        told("the same by letters (character error rate)", letters.percent(), letters.count),
    ]


def speed_rows(ear: CtcRecognizer, clean: Sequence[Samples]) -> list[Row]:
    """Times on this machine."""
    clips = speed.four_seconds(clean)
    released = asyncio.run(speed.released(ear, clips[:TIMED]))
    factor = asyncio.run(speed.real_time_factor(ear, clips[:TIMED]))
    first = asyncio.run(speed.first_word(ear, clean[:LIVE]))
    streaming, withdrawn = asyncio.run(speed.streaming(ear, clean[:TIMED]))
    return [
        number("4 s utterance: release → drafts, p95", 600, 250, released, " ms", 0),
        number("real-time factor, one thread", 0.08, 0.03, factor, "", 3),
        number("streaming: speech starts → first interim word, p95", 700, 400, first, " ms", 0),
        number("streaming: real-time factor, one thread, interim words included", 0.08, 0.05, streaming, "", 3),
        told("streaming: words shown and taken back, of all words", withdrawn.percent(), withdrawn.count),
    ]


def machine() -> str:
    """On what, and how busy it was."""
    load = os.getloadavg()[0]
    return (
        f"On {os.cpu_count()} cores ({platform.machine()}), one thread for the model; the load average was {load:.1f} "
        f"when the times were taken, so other programs may have had their share of them."
    )


def spoke(ear: CtcRecognizer, clips: Sequence[Samples]) -> list[bool]:
    """For each clip whether any word was heard."""

    async def hear_all() -> list[bool]:
        return [bool((await ear.recognize(clip)).words) for clip in clips]

    return asyncio.run(hear_all())


def _hear(ear: CtcRecognizer, clips: Sequence[Samples]) -> list[Heard]:
    return asyncio.run(hear(ear, clips))


if __name__ == "__main__":
    main()
