"""The door to the kernel: a group goes in, and comes back posted or as a refusal that the caller can act on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol
from uuid import UUID

from services.ledger.journal.kinds import Source
from services.ledger.journal.model import Amount, Change, Content, Part, PostingGroup
from services.ledger.journal.transaction import Transaction
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


def recorded(
    content: Content, source: Source, evidence_ids: tuple[UUID, ...], actor_id: UUID | None, entry: PostedEntry
) -> Transaction:
    """The transaction that was just recorded, from what was asked and what the kernel answered: no read is needed."""
    commodity = content.parts[0].amount.commodity
    sums: dict[UUID, int] = {}
    for change in entry.jars:
        sums[change.jar_id] = sums.get(change.jar_id, 0) + change.amount
    return Transaction(
        transaction_id=entry.transaction_id,
        version=entry.version,
        content=_with_jars(content, entry),
        source=source,
        create_time=entry.booked_at,
        actor_id=actor_id,
        voided=False,
        sequence=entry.sequence,
        jar_parts=tuple((jar, Amount(amount, commodity)) for jar, amount in sums.items() if amount),
        rule_version=entry.rule_version,
        evidence_ids=evidence_ids,
    )


def _with_jars(content: Content, entry: PostedEntry) -> Content:
    """Name the jar of each part that followed its category's."""
    if entry.rule_version or all(part.jar_id is not None for part in content.parts):
        return content
    of_line: dict[int, list[UUID]] = {}
    for change in entry.jars:
        of_line.setdefault(change.line, []).append(change.jar_id)
    parts = tuple(_with_jar(part, of_line.get(line, [])) for line, part in enumerate(content.parts))
    return replace(content, parts=parts)


def _with_jar(part: Part, jars: list[UUID]) -> Part:
    if part.jar_id is not None or len(jars) != 1:
        return part
    return Part(part.amount, part.category_id, jars[0], part.note, part.tags, part.member_id)
