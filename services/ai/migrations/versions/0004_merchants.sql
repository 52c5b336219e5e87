-- The merchants on the bills that a household confirmed, as it spells them: print that is nearly one of them is read as it.
CREATE TABLE merchants (
  household_id uuid NOT NULL,
  folded text NOT NULL CHECK (folded <> '' AND length(folded) <= 200),
  name text NOT NULL CHECK (name <> '' AND length(name) <= 200),
  times integer NOT NULL CHECK (times > 0),
  last_used timestamptz NOT NULL,
  PRIMARY KEY (household_id, folded)
);

ALTER TABLE merchants ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_household ON merchants
  USING (household_id = nullif(current_setting('heo.household_id', true), '')::uuid);

GRANT SELECT, INSERT, UPDATE, DELETE ON merchants TO ai_app;
