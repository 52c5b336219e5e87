"""The acoustic model: convolutions over time with gates, nothing recurrent, no attention.

What an answer depends on is limited (`Size.context_frames`), and short to the right, so that a growing clip can be
heard piece by piece. Padding never leaks: convolutions see zeros beyond an utterance's end, as they do without padding.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from services.ai.speech.features import MELS
from services.ai.speech.tokens import TOKENS

STRIDE = 4  # features a step of the network: 40 ms
SPLIT = 2  # answers a step: one every 20 ms, since a quick syllable has four tokens in 130 ms
_BEFORE, _AFTER = 2, 6  # features that a step sees before and from its own first on


@dataclass(frozen=True, slots=True)
class Size:
    """How wide and how deep; `left` and `right` are steps of 40 ms that each block's convolution sees."""

    width: int
    blocks: int
    left: int = 10
    right: int = 2
    expansion: int = 2

    @property
    def context_frames(self) -> tuple[int, int]:
        """Features of 10 ms before and after that an answer depends on."""
        return _BEFORE + STRIDE * self.blocks * self.left, _AFTER + STRIDE * self.blocks * self.right


SIZES = {"tiny": Size(48, 2), "small": Size(256, 8), "large": Size(320, 12)}


class Gated(nn.Module):
    """A gated convolution over time, one filter a channel."""

    def __init__(self, size: Size) -> None:
        """Of that size."""
        super().__init__()
        width = size.width
        self._padding = (0, 0, size.left, size.right)
        self.norm = nn.LayerNorm(width)
        self.into = nn.Linear(width, 2 * width)
        self.filter = nn.Conv2d(width, width, (size.left + 1 + size.right, 1), groups=width)
        self.between = nn.LayerNorm(width)
        self.out = nn.Linear(width, width)

    def forward(self, steps: Tensor, mask: Tensor) -> Tensor:
        """Steps [B, T, C] and mask [B, T, 1] to [B, T, C]."""
        gated = functional.glu(self.into(self.norm(steps)), dim=-1) * mask
        # As an image of height T and width 1 the channels stay last in memory, where this is five times faster.
        image = functional.pad(gated.transpose(1, 2).unsqueeze(-1), self._padding)
        filtered = self.filter(image).squeeze(-1).transpose(1, 2)
        out: Tensor = self.out(functional.silu(self.between(filtered)))
        return out


class Block(nn.Module):
    """Looking along time, then thinking at each moment; both are added to what came in."""

    def __init__(self, size: Size, dropout: float) -> None:
        """Of that size."""
        super().__init__()
        self.gated = Gated(size)
        self.think = nn.Sequential(
            nn.LayerNorm(size.width),
            nn.Linear(size.width, size.expansion * size.width),
            nn.SiLU(),
            nn.Linear(size.expansion * size.width, size.width),
        )
        self.dropout = nn.Dropout(dropout)

    def forward(self, steps: Tensor, mask: Tensor) -> Tensor:
        """Steps [B, T, C] and mask [B, T, 1] to [B, T, C]."""
        steps = steps + self.dropout(self.gated(steps, mask))
        out: Tensor = steps + self.dropout(self.think(steps))
        return out


class Recogniser(nn.Module):
    """Features to log probabilities of tokens. Its middle answers too while training, which lets deep ones start."""

    def __init__(self, size: Size, dropout: float = 0.0) -> None:
        """Of that size, with random weights from torch's generator."""
        super().__init__()
        self.size = size
        self.front = nn.Linear((_BEFORE + _AFTER) * MELS, size.width)
        self.blocks = nn.ModuleList(Block(size, dropout) for _ in range(size.blocks))
        self.last = nn.LayerNorm(size.width)
        self.head = nn.Linear(size.width, SPLIT * len(TOKENS))

    def forward(self, features: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Features [B, T, 80], lengths [B] to log_probs [B, 2·⌈T/4⌉, V], out_lengths [B]."""
        steps, mask, counts = self._begin(features, lengths)
        for block in self.blocks:
            steps = block(steps, mask)
        return self._answer(steps), counts * SPLIT

    def train_forward(self, features: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """As forward, with the middle's log_probs in second place."""
        steps, mask, counts = self._begin(features, lengths)
        middle = steps
        for index, block in enumerate(self.blocks):
            steps = block(steps, mask)
            if index == len(self.blocks) // 2:
                middle = steps
        return self._answer(steps), self._answer(middle), counts * SPLIT

    def _begin(self, features: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        frames = features.shape[1]
        inside = torch.arange(frames, device=features.device)[None, :] < lengths[:, None]
        padded = functional.pad(features * inside[:, :, None], (0, 0, _BEFORE, _AFTER + STRIDE))
        count = (frames + STRIDE - 1) // STRIDE
        seen = [padded[:, offset : offset + STRIDE * count : STRIDE] for offset in range(_BEFORE + _AFTER)]
        counts = (lengths + STRIDE - 1) // STRIDE
        mask = (torch.arange(count, device=features.device)[None, :] < counts[:, None]).unsqueeze(-1)
        return self.front(torch.cat(seen, dim=-1)), mask.to(features.dtype), counts

    def _answer(self, steps: Tensor) -> Tensor:
        scores = self.head(self.last(steps))
        batch, count = scores.shape[0], scores.shape[1]
        return functional.log_softmax(scores.reshape(batch, SPLIT * count, len(TOKENS)), dim=-1)


def loss_of(answers: tuple[Tensor, Tensor, Tensor], tokens: Tensor, token_lengths: Tensor) -> Tensor:
    """CTC a token: the last answer's, and a third of the middle's. `tokens` are all targets in one row."""
    last, middle, counts = answers

    def ctc(log_probs: Tensor) -> Tensor:
        losses = functional.ctc_loss(
            log_probs.transpose(0, 1), tokens, counts, token_lengths, reduction="none", zero_infinity=True
        )
        return losses.sum() / token_lengths.sum()

    return ctc(last) + ctc(middle) / 3
