-- Roles are of the whole cluster, so a second database (or a test run beside this one) finds them there already.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['ledger_owner', 'ledger_poster', 'ledger_reader', 'ledger_keeper', 'ledger_maintenance'] LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END LOOP;
END
$$;

CREATE SCHEMA IF NOT EXISTS ledger;
COMMENT ON SCHEMA ledger IS 'Households, their money, and what is said about it. Every key leads with household_id.';
GRANT USAGE ON SCHEMA ledger TO ledger_poster, ledger_reader, ledger_keeper, ledger_maintenance;
