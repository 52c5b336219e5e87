"""Which shard a pass uses and how large its steps are: by the pass alone, so that a broken-off run goes on exactly."""

from services.ai.training.ocr.settings import TrainingSettings


def shard_of(number: int, settings: TrainingSettings) -> int:
    """The shard of pass `number`: a new one, then one of `lag` before, then one of twice `lag` before."""
    group, role = divmod(number, settings.uses)
    earlier = group - role * settings.lag
    return earlier if earlier >= 0 else group // 2


def last_use(shard: int, settings: TrainingSettings) -> int:
    """A pass after which the shard is not used again."""
    latest = shard + (settings.uses - 1) * settings.lag
    early = 2 * shard + 1
    return max(latest, early) * settings.uses + settings.uses - 1


def rate_of(progress: float, settings: TrainingSettings) -> float:
    """The rate after `progress` passes: it rises, stays, falls to 0."""
    if progress < settings.warm_passes:
        return settings.rate * max(progress, 0.01) / settings.warm_passes
    left = max(0.0, settings.passes - progress) / settings.cooling
    return settings.rate * min(1.0, left)
