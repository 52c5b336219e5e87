-- Readings in the order in which they came. Stages: 1 queued, 2 being read, 3 done, 4 failed. What the household's words
-- may point to and what goes to the ledger are kept until the reading has ended, what was found is kept with it.
CREATE TABLE readings (
  household_id uuid NOT NULL,
  reading_id uuid NOT NULL,
  place bigint GENERATED ALWAYS AS IDENTITY,
  stage smallint NOT NULL CHECK (stage BETWEEN 1 AND 4),
  progress smallint NOT NULL CHECK (progress BETWEEN 0 AND 100),
  evidence_ids uuid[] NOT NULL CHECK (cardinality(evidence_ids) BETWEEN 1 AND 10),
  media_types text[] NOT NULL CHECK (cardinality(media_types) = cardinality(evidence_ids)),
  context bytea,
  found bytea,
  result bytea,
  failure text NOT NULL CHECK (length(failure) <= 64),
  attempts smallint NOT NULL CHECK (attempts >= 0),
  claimed_until timestamptz,
  create_time timestamptz NOT NULL,
  PRIMARY KEY (household_id, reading_id),
  CHECK ((stage = 4) = (failure <> ''))
);
CREATE INDEX readings_by_place ON readings (household_id, place DESC);
CREATE INDEX readings_waiting ON readings (place) WHERE stage IN (1, 2);

ALTER TABLE readings ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_household ON readings
  USING (household_id = nullif(current_setting('heo.household_id', true), '')::uuid);

-- Takes the oldest reading that waits, or whose worker has not been heard of for its lease, whoever's it is, and says
-- only which one: the worker binds itself to that household before it sees more.
CREATE FUNCTION claim_reading(lease interval) RETURNS TABLE (household_id uuid, reading_id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = ai, pg_temp AS $$
  UPDATE ai.readings AS taken
  SET stage = 2, claimed_until = clock_timestamp() + lease, attempts = taken.attempts + (taken.result IS NULL)::int
  FROM (
    SELECT waiting.household_id, waiting.reading_id FROM ai.readings AS waiting
    WHERE waiting.stage IN (1, 2) AND (waiting.claimed_until IS NULL OR waiting.claimed_until < clock_timestamp())
    ORDER BY waiting.place LIMIT 1 FOR UPDATE SKIP LOCKED
  ) AS next
  WHERE taken.household_id = next.household_id AND taken.reading_id = next.reading_id
  RETURNING taken.household_id, taken.reading_id
$$;
REVOKE ALL ON FUNCTION claim_reading(interval) FROM PUBLIC;

GRANT SELECT, INSERT, UPDATE ON readings TO ai_app;
GRANT EXECUTE ON FUNCTION claim_reading(interval) TO ai_app;
