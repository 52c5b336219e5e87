CREATE TABLE ledger.placements (
  placement text PRIMARY KEY,
  incarnation uuid NOT NULL,
  begun_at timestamptz NOT NULL
);
COMMENT ON TABLE ledger.placements IS
  'Which PostgreSQL this is. A restore or a move begins a new incarnation; positions of an older one are refused.';
INSERT INTO ledger.placements VALUES ('main', gen_random_uuid(), now());

CREATE TABLE ledger.outbox (
  household_id uuid NOT NULL,
  sequence bigint NOT NULL CHECK (sequence > 0),
  position bigint GENERATED ALWAYS AS IDENTITY,
  writer xid8 NOT NULL DEFAULT pg_current_xact_id(),
  kind smallint NOT NULL,
  payload bytea NOT NULL,
  traceparent text NOT NULL,
  created_at timestamptz NOT NULL,
  event_hash bytea NOT NULL CHECK (length(event_hash) = 32),
  PRIMARY KEY (household_id, sequence),
  FOREIGN KEY (household_id) REFERENCES ledger.households
);
CREATE INDEX outbox_position ON ledger.outbox (position);
COMMENT ON TABLE ledger.outbox IS
  'What happened, written in the transaction in which it happened. Its truth is (household_id, sequence).';
COMMENT ON COLUMN ledger.outbox.position IS
  'Order of reading. Positions commit out of order, so rows are read only below pg_snapshot_xmin of the reader''s snapshot.';
COMMENT ON COLUMN ledger.outbox.writer IS 'The transaction that wrote it, compared with pg_snapshot_xmin.';
COMMENT ON COLUMN ledger.outbox.kind IS 'Field number of the body in heo.events.v1.Event.';
COMMENT ON COLUMN ledger.outbox.payload IS 'The serialised body message: ids, kinds and amounts, no free text.';
COMMENT ON COLUMN ledger.outbox.event_hash IS 'SHA-256(previous event_hash, this event): the end of the chain is in heads.';
