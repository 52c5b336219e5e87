"""The network: padding changes nothing, answers depend on what they may, one batch can be learnt by heart."""

import torch

from services.ai.speech.features import MELS
from services.ai.speech.tokens import TOKENS
from services.ai.training.speech.batches import collate
from services.ai.training.speech.corpus import Utterance
from services.ai.training.speech.network import SIZES, Recogniser, loss_of


def network() -> Recogniser:
    torch.manual_seed(1)
    model = Recogniser(SIZES["tiny"])
    model.eval()
    return model


def test_padding_changes_nothing() -> None:
    model = network()
    features = torch.randn(1, 101, MELS)
    alone, counts = model(features, torch.tensor([101]))
    padded = torch.nn.functional.pad(features, (0, 0, 0, 60), value=5.0)
    beside, _ = model(torch.cat([padded, torch.randn(1, 161, MELS)]), torch.tensor([101, 161]))
    assert counts.tolist() == [52] == [alone.shape[1]]
    assert alone.shape[2] == len(TOKENS)
    assert torch.allclose(alone[0], beside[0, :52], atol=1e-5)


def test_an_answer_depends_on_its_surroundings_only() -> None:
    model = network()
    left, right = model.size.context_frames
    features = torch.randn(1, 400, MELS)
    before, _ = model(features, torch.tensor([400]))
    features[0, 200] += 10
    after, _ = model(features, torch.tensor([400]))
    changed = torch.nonzero((before - after).abs().amax(dim=-1)[0] > 1e-6).flatten()
    assert int(changed.min()) * 2 + 2 >= 200 - right
    assert int(changed.max()) * 2 <= 200 + left + 4


def test_twenty_steps_learn_a_batch_by_heart(shard: list[Utterance]) -> None:
    torch.manual_seed(1)
    model = Recogniser(SIZES["tiny"], dropout=0.0)
    batch = collate([(one.features(), one.tokens.tolist()) for one in shard[:4]])
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2)
    losses = []
    for _ in range(20):
        optimizer.zero_grad()
        loss = loss_of(model.train_forward(batch.features, batch.lengths), batch.tokens, batch.token_lengths)
        torch.autograd.backward(loss)
        optimizer.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < losses[0] / 3
    assert losses[-1] < 3
