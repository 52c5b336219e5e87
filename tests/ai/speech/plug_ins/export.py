"""`python -m tests.ai.speech.plug_ins.export`: small models with random weights, of the kinds that people plug in.

Their names of inputs and outputs, layouts, strides and vocabularies are those of the real ones; their size is not.
Needs torch and onnx; the tests need the files alone.
"""

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

DATA = Path(__file__).with_name("data")
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"


class Wave(nn.Module):  # type: ignore[misc]
    """As wav2vec 2.0: seven convolutions over the wave, a transformer, letters with "|" between words."""

    def __init__(self) -> None:
        super().__init__()
        shapes = ((10, 5), (3, 2), (3, 2), (3, 2), (3, 2), (2, 2), (2, 2))
        self.convolutions = nn.ModuleList(
            nn.Conv1d(1 if index == 0 else 16, 16, kernel, stride) for index, (kernel, stride) in enumerate(shapes)
        )
        self.asks, self.has, self.gives = nn.Linear(16, 16), nn.Linear(16, 16), nn.Linear(16, 16)
        self.head = nn.Linear(16, len(LETTERS) + 3)

    def forward(self, input_values: Tensor) -> Tensor:
        steps = input_values.unsqueeze(1)
        for convolution in self.convolutions:
            steps = functional.gelu(convolution(steps))
        steps = steps.transpose(1, 2)
        looks = torch.softmax(self.asks(steps) @ self.has(steps).transpose(1, 2), dim=-1)
        logits: Tensor = self.head(steps + looks @ self.gives(steps)) * 8
        return logits


class Conformer(nn.Module):  # type: ignore[misc]
    """As Conformer-CTC of NeMo: mels first, a quarter of the frames, word pieces, the blank last."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.first = nn.Conv1d(80, 24, 3, stride=2, padding=1)
        self.second = nn.Conv1d(24, 24, 3, stride=2, padding=1)
        self.along = nn.Conv1d(24, 24, 9, padding=4, groups=24)
        self.think = nn.Linear(24, 24)
        self.head = nn.Linear(24, pieces + 1)

    def forward(self, audio_signal: Tensor, length: Tensor) -> tuple[Tensor, Tensor]:
        steps = functional.silu(self.first(_inside(audio_signal, length)))
        half = (length + 1) // 2
        steps = functional.silu(self.second(_inside(steps, half)))
        quarter = (half + 1) // 2
        steps = _inside(steps, quarter)
        steps = steps + self.along(steps)
        answers = self.head(functional.silu(self.think(steps.transpose(1, 2)))) * 8
        return functional.log_softmax(answers, dim=-1), quarter


class Zipformer(nn.Module):  # type: ignore[misc]
    """As zipformer-CTC of icefall: frames first, about a quarter of them, word pieces, the blank first."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.first = nn.Conv1d(80, 24, 3, stride=2)
        self.second = nn.Conv1d(24, 24, 3, stride=2)
        self.head = nn.Linear(24, pieces)

    def forward(self, x: Tensor, x_lens: Tensor) -> tuple[Tensor, Tensor]:
        steps = functional.silu(self.second(functional.silu(self.first(x.transpose(1, 2)))))
        answers = functional.log_softmax(self.head(steps.transpose(1, 2)) * 8, dim=-1)
        return answers, ((x_lens - 3) // 2 + 1 - 3) // 2 + 1


def _inside(steps: Tensor, lengths: Tensor) -> Tensor:
    """Zeros beyond each row's end: padding must not leak."""
    places = torch.arange(steps.shape[2], device=steps.device)[None, None, :]
    return steps * (places < lengths[:, None, None])


def pieces() -> list[str]:
    """Word pieces: whole syllables, beginnings and ends."""
    whole = ["▁ăn", "▁phở", "▁bốn", "▁năm", "▁nghìn", "▁tr", "▁ngh", "iêng", "ăm", "▁đ", "ồng", "▁xăng", "▁"]
    return whole + [letter for letter in LETTERS if letter not in whole]


def main() -> None:
    """Write the models and their vocabularies."""
    torch.manual_seed(1)
    letters = {"<s>": 0, "|": 1, **{letter: index + 2 for index, letter in enumerate(LETTERS)}}
    letters["[PAD]"] = len(letters)
    (DATA / "wave.json").write_text(json.dumps(letters, ensure_ascii=False), encoding="utf-8")
    (DATA / "conformer.txt").write_text("\n".join([*pieces(), "<blk>"]) + "\n", encoding="utf-8")
    listed = ["<blk>", *pieces()]
    zipped = "".join(f"{piece} {index}\n" for index, piece in enumerate(listed))
    (DATA / "zipformer.txt").write_text(zipped, encoding="utf-8")
    count, lengths = len(pieces()), torch.tensor([100])
    samples, mels_first, frames_first = torch.randn(1, 16_000), torch.randn(1, 80, 100), torch.randn(1, 100, 80)
    _write("wave", Wave(), (samples,), ["input_values"], ["logits"], axis=1)
    names = (["audio_signal", "length"], ["logprobs", "encoded_lengths"])
    _write("conformer", Conformer(count), (mels_first, lengths), *names, axis=2)
    names = (["x", "x_lens"], ["log_probs", "log_probs_len"])
    _write("zipformer", Zipformer(len(listed)), (frames_first, lengths), *names, axis=1)


def _write(
    name: str, model: nn.Module, example: tuple[Tensor, ...], inputs: list[str], outputs: list[str], *, axis: int
) -> None:
    dynamic = {inputs[0]: {0: "b", axis: "t"}, outputs[0]: {0: "b", 1: "u"}}
    dynamic |= {label: {0: "b"} for label in (*inputs[1:], *outputs[1:])}
    torch.onnx.export(
        model.eval(), example, str(DATA / f"{name}.onnx"), input_names=inputs, output_names=outputs,
        dynamic_axes=dynamic, opset_version=17, dynamo=False,
    )  # fmt: skip


if __name__ == "__main__":
    main()
