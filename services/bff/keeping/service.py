"""Use cases of what a household keeps."""

from dataclasses import replace
from uuid import UUID

from obstore.exceptions import BaseError

from services.bff.evidence import store as evidence_store
from services.bff.evidence.service import EvidenceKeeper
from services.bff.keeping import store
from services.bff.keeping.model import Kept
from services.bff.problems.problem import Refusal
from services.mesh.clock import Clock
from services.mesh.objects import Objects, training_folder


class Keepings:
    """Asks and changes what a household keeps."""

    def __init__(self, evidence: EvidenceKeeper, objects: Objects, clock: Clock) -> None:
        """Rows in the scope of `evidence`; what was put aside to learn from lies in `objects`."""
        self._evidence = evidence
        self._objects = objects
        self._clock = clock

    async def of(self, household_id: UUID) -> Kept:
        """What the household keeps now."""
        async with self._evidence.scope(household_id) as conn:
            return await store.find(conn, household_id)

    async def change(
        self, household_id: UUID, voice_days: int | None, voice_training: bool | None, bill_training: bool | None
    ) -> Kept:
        """Change what is not None. Clips that are there follow the new number of days; with learning turned off, what
        was put aside for it is deleted. Refusal UNAVAILABLE when it cannot be deleted: then nothing is changed.
        """
        changes = {"voice_days": voice_days, "voice_training": voice_training, "bill_training": bill_training}
        given = {name: value for name, value in changes.items() if value is not None}
        for what, allowed in (("voice", voice_training), ("bills", bill_training)):
            if allowed is False:
                await self._forget(household_id, what)
        async with self._evidence.scope(household_id) as conn:
            kept = replace(await store.find(conn, household_id), **given)  # type: ignore[arg-type]  # as named above
            await store.put(conn, household_id, kept, self._clock.now())
            if voice_days is not None:
                await evidence_store.end_clips(conn, household_id, voice_days)
        return kept

    async def _forget(self, household_id: UUID, what: str) -> None:
        try:
            await self._objects.delete_all(training_folder(household_id, what))
        except (BaseError, OSError) as away:
            raise Refusal("UNAVAILABLE", retry_after_s=2) from away
