-- The three rules of the journal, from the transition table alone: all legs of an entry come in one statement.
CREATE FUNCTION ledger.check_sums() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  broken record;
BEGIN
  SELECT household_id, sequence INTO broken
  FROM fresh
  GROUP BY household_id, sequence, commodity
  HAVING sum(CASE WHEN book = 1 THEN amount ELSE 0 END) <> 0
      OR sum(CASE WHEN book = 2 THEN amount ELSE 0 END) <> 0
      OR sum(CASE role WHEN 1 THEN amount WHEN 2 THEN -amount ELSE 0 END) <> 0
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'entry % of household % is out of balance', broken.sequence, broken.household_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'legs_sums';
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION ledger.check_sums() IS
  'Per entry and commodity: each book sums to zero, and the jars move as much as the on-budget accounts.';

-- Stands for the foreign keys leg -> account and leg -> line: set-wise, and sound since neither can be deleted.
CREATE FUNCTION ledger.check_links() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  broken record;
BEGIN
  SELECT f.household_id, f.sequence INTO broken
  FROM fresh f
  LEFT JOIN ledger.accounts a ON a.household_id = f.household_id AND a.number = f.account
  LEFT JOIN ledger.entries e ON e.household_id = f.household_id AND e.sequence = f.sequence
  LEFT JOIN ledger.lines l ON l.household_id = f.household_id AND l.sequence = f.sequence AND l.line = f.line
  WHERE l.line IS NULL
     OR (a.commodity, a.book, a.role, e.valid_date) IS DISTINCT FROM (f.commodity, f.book, f.role, f.valid_date)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a leg of entry % of household % disagrees with its account or line', broken.sequence, broken.household_id
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'legs_links';
  END IF;
  RETURN NULL;
END
$$;
COMMENT ON FUNCTION ledger.check_links() IS 'Account, entry and line of every new leg exist and agree with the copies on the leg.';

CREATE TRIGGER legs_sums AFTER INSERT ON ledger.legs
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_sums();
CREATE TRIGGER legs_links AFTER INSERT ON ledger.legs
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger.check_links();
