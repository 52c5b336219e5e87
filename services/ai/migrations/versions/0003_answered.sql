-- Answers that were given, by their request: one that comes twice is answered the same and changes nothing again.
CREATE TABLE answered (
  household_id uuid NOT NULL,
  request_id uuid NOT NULL,
  memory_id uuid NOT NULL,
  words text NOT NULL CHECK (words <> '' AND length(words) <= 200),
  unit_value bigint NOT NULL CHECK (unit_value > 0),
  PRIMARY KEY (household_id, request_id)
);

ALTER TABLE answered ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_household ON answered
  USING (household_id = nullif(current_setting('heo.household_id', true), '')::uuid);

GRANT SELECT, INSERT ON answered TO ai_app;
