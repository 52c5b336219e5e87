-- Requests that forgot evidence: one that comes twice gets the same answer. Ids alone.
CREATE TABLE forgotten (
  household_id uuid NOT NULL,
  request_id uuid NOT NULL,
  evidence_id uuid NOT NULL,
  PRIMARY KEY (household_id, request_id)
);

ALTER TABLE forgotten ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_household ON forgotten
  USING (household_id = nullif(current_setting('heo.household_id', true), '')::uuid);

GRANT SELECT, INSERT ON forgotten TO bff_app;
