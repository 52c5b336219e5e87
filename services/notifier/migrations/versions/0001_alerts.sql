-- How far each partition of the event stream was consumed. The position is the ledger's and opaque; the epoch counts how
-- often the stream was begun anew because the ledger was restored or moved.
CREATE TABLE positions (
  consumer text NOT NULL,
  partition integer NOT NULL,
  position text NOT NULL,
  epoch integer NOT NULL CHECK (epoch > 0),
  PRIMARY KEY (consumer, partition)
);

-- The last event that took effect, per household: in one epoch, an event that comes twice is known by its sequence.
CREATE TABLE households (
  household_id uuid PRIMARY KEY,
  epoch integer NOT NULL CHECK (epoch > 0),
  last_sequence bigint NOT NULL CHECK (last_sequence >= 0)
);

-- Which threshold of a plan has been announced in a month (0 none, 1 near, 2 reached), and how often each was.
CREATE TABLE plan_standings (
  household_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  month text NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
  level smallint NOT NULL CHECK (level BETWEEN 0 AND 2),
  near_count integer NOT NULL CHECK (near_count >= 0),
  reached_count integer NOT NULL CHECK (reached_count >= 0),
  PRIMARY KEY (household_id, plan_id, month)
);

-- Whether a jar has held money since its last alert, and whether its emptiness has been announced.
CREATE TABLE jar_standings (
  household_id uuid NOT NULL,
  jar_id uuid NOT NULL,
  had_money boolean NOT NULL,
  is_announced boolean NOT NULL,
  empty_count integer NOT NULL CHECK (empty_count >= 0),
  PRIMARY KEY (household_id, jar_id)
);

-- An alert. cause_id is the plan or the jar; occurrence counts the same alert in the same month after it was re-armed.
CREATE TABLE alerts (
  household_id uuid NOT NULL,
  alert_id uuid NOT NULL,
  ordinal bigint GENERATED ALWAYS AS IDENTITY,
  kind smallint NOT NULL CHECK (kind BETWEEN 1 AND 3),
  cause_id uuid NOT NULL,
  occurrence integer NOT NULL CHECK (occurrence > 0),
  subject_id uuid NOT NULL,
  subject_is_jar boolean NOT NULL,
  month text NOT NULL CHECK (month ~ '^[0-9]{4}-[0-9]{2}$'),
  commodity text NOT NULL,
  spent bigint NOT NULL,
  limit_amount bigint,
  transaction_id uuid,
  create_time timestamptz NOT NULL,
  PRIMARY KEY (household_id, alert_id),
  UNIQUE (household_id, cause_id, month, kind, occurrence)
);
CREATE INDEX alerts_in_order ON alerts (household_id, ordinal);

-- Who has read it.
CREATE TABLE alert_reads (
  household_id uuid NOT NULL,
  alert_id uuid NOT NULL,
  user_id uuid NOT NULL,
  read_time timestamptz NOT NULL,
  PRIMARY KEY (household_id, alert_id, user_id),
  FOREIGN KEY (household_id, alert_id) REFERENCES alerts ON DELETE CASCADE
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['households', 'plan_standings', 'jar_standings', 'alerts', 'alert_reads'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_household ON %I '
      'USING (household_id = nullif(current_setting(''heo.household_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON positions, households, plan_standings, jar_standings TO notifier_app;
GRANT SELECT, INSERT ON alerts TO notifier_app;
GRANT SELECT, INSERT ON alert_reads TO notifier_app;
