-- How far each partition of the event stream was consumed. The position is the ledger's and opaque; the epoch counts how
-- often the stream was begun anew because the ledger was restored or moved.
CREATE TABLE positions (
  consumer text NOT NULL,
  partition integer NOT NULL,
  position text NOT NULL,
  epoch integer NOT NULL CHECK (epoch > 0),
  PRIMARY KEY (consumer, partition)
);

-- What words mean in a household. A meaning has a category; slang has a value instead and no category.
CREATE TABLE memories (
  household_id uuid NOT NULL,
  memory_id uuid NOT NULL,
  words text NOT NULL CHECK (words <> '' AND length(words) <= 200),
  category_id text NOT NULL,
  jar_id text NOT NULL,
  unit_value bigint NOT NULL CHECK (unit_value >= 0),
  times integer NOT NULL CHECK (times > 0),
  corrected integer NOT NULL CHECK (corrected >= 0),
  last_used timestamptz NOT NULL,
  PRIMARY KEY (household_id, memory_id),
  UNIQUE (household_id, words, category_id, jar_id),
  CHECK ((category_id = '') = (unit_value > 0))
);
CREATE INDEX memories_by_use ON memories (household_id, times DESC, memory_id);

-- The drafts that were learned from: an event that comes twice teaches once.
CREATE TABLE lessons (
  household_id uuid NOT NULL,
  draft_id uuid NOT NULL,
  learn_time timestamptz NOT NULL,
  PRIMARY KEY (household_id, draft_id)
);

-- Requests that forgot something, so that a repeated one gets the same answer.
CREATE TABLE forgotten (
  household_id uuid NOT NULL,
  request_id uuid NOT NULL,
  memory_id uuid NOT NULL,
  PRIMARY KEY (household_id, request_id)
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['memories', 'lessons', 'forgotten'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_household ON %I '
      'USING (household_id = nullif(current_setting(''heo.household_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON positions TO ai_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON memories TO ai_app;
GRANT SELECT, INSERT ON lessons, forgotten TO ai_app;
