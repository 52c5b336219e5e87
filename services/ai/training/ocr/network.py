"""The network: convolutions that squeeze a line to one row of columns, mixing along the row, letters by CTC.

`images` is FP32 [B, 1, 32, W], W a multiple of 4: (grey + 1) / 256, so every real pixel is above 0 and 0 means padding.
The network finds the padding by itself and keeps it at 0 throughout, so a padded line is read as an unpadded one.
`log_probs` is FP32 [B, W / 4, V], class 0 is the blank; columns of padding say blank.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from services.ai.training.ocr.shape import HEIGHT

PADDING_LOGIT = 30.0


@dataclass(frozen=True)
class NetworkSize:
    """How wide the stages are, and how many blocks mix along the row."""

    stem: int = 24
    early: int = 32
    middle: int = 64
    late: int = 96
    row: int = 192
    expansion: int = 2
    blocks: int = 4


SIZES = {
    "small": NetworkSize(),
    "medium": NetworkSize(stem=32, early=48, middle=96, late=128, row=256, blocks=6),
}


class Convolution(nn.Module):
    """Convolution, normalisation, ReLU, padding set back to 0."""

    def __init__(self, inputs: int, outputs: int, stride: tuple[int, int] = (1, 1)) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, picture: Tensor, inside: Tensor) -> Tensor:
        """[B, C, H, W] and 1/0 [B, 1, 1, W'] of the output's width."""
        out: Tensor = functional.relu(self.norm(self.convolution(picture))) * inside
        return out


class Mixing(nn.Module):
    """A depthwise convolution along the row, then each column by itself; added to what came in."""

    def __init__(self, width: int, expansion: int, kernel: int = 9) -> None:
        super().__init__()
        self.along = nn.Conv2d(width, width, (1, kernel), padding=(0, kernel // 2), groups=width)
        self.norm = nn.BatchNorm2d(width)
        self.widen = nn.Conv2d(width, width * expansion, 1)
        self.narrow = nn.Conv2d(width * expansion, width, 1)

    def forward(self, row: Tensor, inside: Tensor) -> Tensor:
        """[B, C, 1, T] → the same shape."""
        mixed = self.norm(self.along(row))
        out: Tensor = row + self.narrow(functional.relu(self.widen(mixed))) * inside
        return out


class LineReader(nn.Module):
    """Reads lines: log-probabilities of the letters, column by column."""

    def __init__(self, letters: int, size: NetworkSize = SIZES["small"]) -> None:
        super().__init__()
        self.stem = Convolution(1, size.stem, (2, 2))
        self.early = Convolution(size.stem, size.early)
        self.down = Convolution(size.early, size.middle, (2, 2))
        self.middle = nn.ModuleList([Convolution(size.middle, size.middle) for _ in range(2)])
        self.lower = Convolution(size.middle, size.late, (2, 1))
        self.late = nn.ModuleList([Convolution(size.late, size.late) for _ in range(2)])
        self.collapse = nn.Conv2d(size.late, size.row, (HEIGHT // 8, 1), bias=False)
        self.row_norm = nn.BatchNorm2d(size.row)
        self.mixing = nn.ModuleList([Mixing(size.row, size.expansion) for _ in range(size.blocks)])
        self.last_norm = nn.BatchNorm2d(size.row)
        self.letters = nn.Conv2d(size.row, letters + 1, 1)

    def forward(self, images: Tensor) -> Tensor:
        """[B, 1, 32, W] → log-probabilities [B, W / 4, V]."""
        inside = (images.amax(dim=2, keepdim=True) > 0).to(images.dtype)
        half = inside[:, :, :, ::2]
        quarter = inside[:, :, :, ::4]
        row = self._columns(_evened(images, inside), half, quarter)
        for block in self.mixing:
            row = block(row, quarter)
        logits = self.letters(functional.relu(self.last_norm(row)) * quarter).float()
        # What padding says is said here, so that nobody who decodes needs the lengths.
        blank = functional.one_hot(torch.zeros(1, dtype=torch.long, device=logits.device), logits.shape[1])
        logits = logits * quarter + (1 - quarter) * PADDING_LOGIT * blank.to(logits.dtype)[:, :, None, None]
        return functional.log_softmax(logits.squeeze(2).transpose(1, 2), dim=-1)

    def _columns(self, picture: Tensor, half: Tensor, quarter: Tensor) -> Tensor:
        """[B, 1, 32, W] → [B, row, 1, W / 4]."""
        picture = self.early(self.stem(picture, half), half)
        picture = self.down(picture, quarter)
        first, second = self.middle
        picture = picture + second(first(picture, quarter), quarter)
        picture = self.lower(picture, quarter)
        first, second = self.late
        picture = picture + second(first(picture, quarter), quarter)
        row: Tensor = functional.relu(self.row_norm(self.collapse(picture))) * quarter
        return row


def _evened(images: Tensor, inside: Tensor) -> Tensor:
    """Each line with mean 0 and deviation 1 over its real pixels: faded and dark prints look alike."""
    count = inside.sum(dim=(2, 3), keepdim=True) * images.shape[2]
    mean = (images * inside).sum(dim=(2, 3), keepdim=True) / count
    centred = (images - mean) * inside
    deviation = (centred.square().sum(dim=(2, 3), keepdim=True) / count + 1e-4).sqrt()
    return centred / deviation
