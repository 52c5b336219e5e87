-- Pictures, files and clips. The bytes lie in the object store under households/{household_id}/evidence/{evidence_id}.
CREATE TABLE evidence (
  household_id uuid NOT NULL,
  evidence_id uuid NOT NULL,
  kind smallint NOT NULL CHECK (kind IN (1, 2)),
  media_type text NOT NULL CHECK (length(media_type) BETWEEN 3 AND 100),
  bytes bigint NOT NULL CHECK (bytes > 0),
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  transcript jsonb,
  created_by uuid NOT NULL,
  create_time timestamptz NOT NULL,
  expire_time timestamptz,
  PRIMARY KEY (household_id, evidence_id)
);
CREATE INDEX evidence_by_end ON evidence (expire_time) WHERE expire_time IS NOT NULL;
COMMENT ON COLUMN evidence.kind IS '1 a picture or file of a reading, 2 a clip.';
COMMENT ON COLUMN evidence.transcript IS 'What was heard in a clip: it goes with the clip.';

-- Readings: which files, and whether ai has taken them over. ai and the ledger know the rest.
CREATE TABLE readings (
  household_id uuid NOT NULL,
  reading_id uuid NOT NULL,
  evidence_ids uuid[] NOT NULL CHECK (cardinality(evidence_ids) BETWEEN 1 AND 10),
  content_hash bytea CHECK (octet_length(content_hash) = 32),
  is_started boolean NOT NULL DEFAULT false,
  created_by uuid NOT NULL,
  create_time timestamptz NOT NULL,
  PRIMARY KEY (household_id, reading_id),
  UNIQUE (household_id, content_hash)
);
CREATE INDEX readings_unstarted ON readings (household_id, create_time) WHERE NOT is_started;
COMMENT ON COLUMN readings.content_hash IS
  'SHA-256 over the hashes of its files: the same files again are the same reading. NULL when it may be read anew.';

-- What a household keeps. No row: the defaults of the code.
CREATE TABLE keeping (
  household_id uuid PRIMARY KEY,
  voice_days integer NOT NULL CHECK (voice_days >= 0),
  voice_training boolean NOT NULL,
  bill_training boolean NOT NULL,
  change_time timestamptz NOT NULL
);

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['evidence', 'readings', 'keeping'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_household ON %I '
      'USING (household_id = nullif(current_setting(''heo.household_id'', true), '''')::uuid)', name);
  END LOOP;
END $$;

-- The one question that is about no household: whose evidence has come to its end. Ids alone.
CREATE FUNCTION ended_evidence(at timestamptz, most integer) RETURNS TABLE (household_id uuid, evidence_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = bff, pg_temp AS $$
  SELECT e.household_id, e.evidence_id FROM bff.evidence e WHERE e.expire_time <= at ORDER BY e.expire_time LIMIT most;
$$;
REVOKE ALL ON FUNCTION ended_evidence(timestamptz, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ended_evidence(timestamptz, integer) TO bff_app;

GRANT SELECT, INSERT, UPDATE, DELETE ON evidence, readings, keeping TO bff_app;
