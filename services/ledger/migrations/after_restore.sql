-- After the data was brought back into another PostgreSQL: positions that consumers hold belong to the old one, so they
-- resume by sequence; and its transaction numbers begin anew, below which the restored rows must count as long committed.
UPDATE ledger.placements SET incarnation = gen_random_uuid(), begun_at = now();
UPDATE ledger.outbox SET writer = pg_current_xact_id();
