"""From the first schema to the one that knows readings and parts, with a household's drafts in it."""

from pathlib import Path
from typing import LiteralString

import psycopg
from heo.ledger.v1 import draft_service_pb2 as pb
from heo.ledger.v1 import transaction_pb2 as wire
from heo.type.v1 import draft_pb2

from services.mesh.clock import FixedClock
from services.mesh.ids import new_id
from services.mesh.postgres.migrate import upgrade
from services.mesh.testing.plugin import MakeDatabase
from tests.support.ledger import SATURDAY, accounts_of, dong, founded, ledger

BEFORE: LiteralString = """
ALTER TABLE ledger.drafts DROP COLUMN reading_id;
UPDATE ledger.drafts SET content = content - 'parts', suggested = suggested - 'parts';
UPDATE ledger.alembic_version SET version_num = '0001';
"""
"""Back to what the first version wrote: new households need the running service, so they are made with it."""


async def test_drafts_of_before_are_read_confirmed_and_not_taken_for_corrected(
    make_database: MakeDatabase, tmp_path: Path
) -> None:
    fresh = make_database([])
    upgrade(fresh, "services.ledger", "0001")
    upgrade(fresh, "services.ledger")
    async with ledger(fresh, tmp_path, FixedClock(SATURDAY)) as server:
        lan = await founded(server)
        accounts = await accounts_of(lan)
        content = draft_pb2.DraftContent(
            kind=draft_pb2.TRANSACTION_KIND_EXPENSE,
            amount=dong(45_000),
            valid_date="2026-11-21",
            category_id=accounts["food.eating_out"].account_id,
            account_id=accounts["cash"].account_id,
        )
        asked = pb.BatchCreateDraftsRequest(
            request_id=str(new_id()),
            drafts=[pb.NewDraft(draft_id=str(new_id()), content=content, source=wire.SOURCE_MANUAL)],
        )
        (draft,) = (await lan(asked)).drafts
        with psycopg.connect(fresh) as conn:
            conn.execute(BEFORE)
        upgrade(fresh, "services.ledger")
        assert list((await lan(pb.ListDraftsRequest())).drafts) == [draft]
        assert list((await lan(asked)).drafts) == [draft]
        with psycopg.connect(fresh) as conn:
            rows = conn.execute("SELECT content = suggested, content ? 'parts' FROM ledger.drafts").fetchall()
        assert rows == [(True, True)]
        update = pb.UpdateDraftRequest(draft_id=draft.draft_id, version=1, content=content)
        assert (await lan(update)).draft.content == content
        with psycopg.connect(fresh) as conn:
            assert conn.execute("SELECT content = suggested FROM ledger.drafts").fetchall() == [(True,)]
        await lan(pb.BatchConfirmDraftsRequest(draft_ids=[draft.draft_id]))
