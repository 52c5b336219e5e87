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
  PRIMARY KEY (household_id, sequence)
);
CREATE INDEX outbox_reading_order ON ledger.outbox (writer, position);
COMMENT ON TABLE ledger.outbox IS
  'What happened, written in the transaction in which it happened. Its truth is (household_id, sequence).';
COMMENT ON COLUMN ledger.outbox.position IS 'Order of writing within a transaction; a household''s rows rise by it.';
COMMENT ON COLUMN ledger.outbox.writer IS
  'The transaction that wrote it. Rows are read by (writer, position) and only below pg_snapshot_xmin: all of those
transactions have ended, so no row can still appear before one that was read. Positions alone commit out of order.';
COMMENT ON COLUMN ledger.outbox.kind IS 'Field number of the body in heo.events.v1.Event.';
COMMENT ON COLUMN ledger.outbox.payload IS 'The serialised body message: ids, kinds and amounts, no free text.';
COMMENT ON COLUMN ledger.outbox.event_hash IS 'SHA-256(previous event_hash, this event): the end of the chain is in heads.';

CREATE FUNCTION ledger.begin_incarnation() RETURNS uuid LANGUAGE sql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
  UPDATE ledger.outbox SET writer = pg_current_xact_id();
  UPDATE ledger.placements SET incarnation = gen_random_uuid(), begun_at = now() RETURNING incarnation;
$$;
COMMENT ON FUNCTION ledger.begin_incarnation() IS
  'To be called once after a restore or a move: transaction numbers of another server mean nothing here.';
REVOKE ALL ON FUNCTION ledger.begin_incarnation() FROM PUBLIC;
