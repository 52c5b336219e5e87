"""`python -m services.ai.training.ocr.release`: the run's averaged weights are served when they read better."""

import argparse
import tempfile
from pathlib import Path

import torch

from services.ai.training.ocr import checkpoint
from services.ai.training.ocr.alphabet import write_charset
from services.ai.training.ocr.export import export
from services.ai.training.ocr.gate import Verdict, errors, trained_verdict
from services.ai.training.ocr.learn import fresh
from services.ai.training.ocr.measure import held_out
from services.ai.training.ocr.network import LineReader
from services.ai.training.ocr.settings import TrainingSettings

SERVED = Path(__file__).parents[2] / "models" / "ocr_vi" / "1" / "model.onnx"


def release(network: LineReader, settings: TrainingSettings, served: Path = SERVED) -> Verdict:
    """Export, measure against what is served, take its place when better."""
    torch.set_num_threads(settings.threads)
    unseen = held_out(settings)
    with tempfile.TemporaryDirectory() as folder:
        candidate = Path(folder) / "model.onnx"
        export(network, candidate)
        verdict = trained_verdict(errors(served, unseen), errors(candidate, unseen))
        if verdict.is_better:
            served.parent.mkdir(parents=True, exist_ok=True)
            served.write_bytes(candidate.read_bytes())
    return verdict


def main() -> int:
    """Prints the verdict; 1 when there is no run."""
    parser = argparse.ArgumentParser(description="Serves what the run has learnt, when it is better.")
    parser.add_argument("--size", default=TrainingSettings.size)
    parser.add_argument("--cache", type=Path, default=TrainingSettings.cache)
    arguments = parser.parse_args()
    settings = TrainingSettings(size=arguments.size, cache=arguments.cache)
    state = fresh(settings)
    if not checkpoint.load(state, settings.cache / "checkpoint.pt"):
        print(f"✗ There is no run in {settings.cache}. Start one: ./heo train ocr")
        return 1
    verdict = release(state.average, settings)
    if verdict.is_better:
        write_charset()
        checkpoint.save_weights(state.average)
    print(f"{'✓ served' if verdict.is_better else '– not served'} after {state.passes} passes: {verdict.why}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
