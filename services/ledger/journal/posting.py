"""The door to the kernel: a group goes in, and comes back posted or as a refusal that the caller can act on."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from services.ledger.journal.model import Change, PostingGroup, Record
from services.ledger.kernel.answers import Answer, Posted, PostedEntry, Refused
from services.ledger.refusals import refusal
from services.mesh.telemetry.propagation import current_traceparent


class GroupPoster(Protocol):
    """What posts groups: the group commit, or a fake in a test."""

    async def post(self, group: PostingGroup) -> Answer:
        """Post one group, all or nothing."""
        ...

    async def post_many(self, groups: Sequence[PostingGroup]) -> list[Answer]:
        """Post groups, each by itself; answers in order."""
        ...


async def post(
    poster: GroupPoster, household_id: UUID, request_id: UUID, actor_id: UUID | None, *changes: Change
) -> Posted:
    """Post `changes` as one group under the client's id; any reason of the kernel is raised as a refusal."""
    answer = await poster.post(PostingGroup(household_id, request_id, actor_id, changes, current_traceparent()))
    if isinstance(answer, Refused):
        raise refusal(answer.reason.value)
    return answer


class Recorded(NamedTuple):
    """A transaction that was just recorded: what was asked and what the kernel answered. No read is needed to tell."""

    change: Record
    actor_id: UUID | None
    entry: PostedEntry
