-- Grants are the first lock: nobody has UPDATE or DELETE on the journal, whatever a policy says.
DO $$
DECLARE
  t text;
  own text := 'household_id = nullif(current_setting(''heo.household_id'', true), '''')::uuid';
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'ledger' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('GRANT SELECT ON ledger.%I TO ledger_poster, ledger_reader, ledger_keeper, ledger_maintenance', t);
    CONTINUE WHEN t = 'placements';
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY poster ON ledger.%I TO ledger_poster USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY maintenance ON ledger.%I TO ledger_maintenance USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY reader ON ledger.%I FOR SELECT TO ledger_reader USING (%s)', t, own);
    EXECUTE format('CREATE POLICY keeper ON ledger.%I TO ledger_keeper USING (%s) WITH CHECK (%s)', t, own, own);
    CONTINUE WHEN t = 'tombstones';
    EXECUTE format('GRANT DELETE ON ledger.%I TO ledger_maintenance', t);
  END LOOP;
END
$$;
GRANT INSERT ON ledger.tombstones TO ledger_maintenance;
GRANT EXECUTE ON FUNCTION ledger.begin_incarnation() TO ledger_maintenance;

-- The courier carries events of all households to the rest of the mesh.
GRANT SELECT ON ledger.outbox, ledger.placements TO ledger_courier;
CREATE POLICY courier ON ledger.outbox FOR SELECT TO ledger_courier USING (true);

-- It also names the households, for verification and backup: their ids, and nothing of them.
GRANT SELECT (household_id) ON ledger.households TO ledger_courier;
CREATE POLICY courier ON ledger.households FOR SELECT TO ledger_courier USING (true);

-- The poster: the kernel alone.
GRANT INSERT ON ledger.households, ledger.heads, ledger.members,
  ledger.entries, ledger.lines, ledger.legs, ledger.texts, ledger.requests,
  ledger.commodities, ledger.accounts, ledger.account_profiles, ledger.closures,
  ledger.jar_rules, ledger.jar_rule_shares, ledger.balances, ledger.month_totals, ledger.outbox TO ledger_poster;
GRANT UPDATE ON ledger.heads, ledger.balances, ledger.month_totals TO ledger_poster;
GRANT UPDATE (state, sequence, changed_at, version) ON ledger.drafts TO ledger_poster;

-- The keeper: what people may change, one household at a time, and the events that tell of it.
GRANT UPDATE ON ledger.households, ledger.account_profiles TO ledger_keeper;
GRANT INSERT, UPDATE ON ledger.members, ledger.invitations, ledger.drafts, ledger.plans TO ledger_keeper;
GRANT INSERT ON ledger.receipts, ledger.redactions, ledger.outbox TO ledger_keeper;
GRANT DELETE ON ledger.texts TO ledger_keeper;
GRANT UPDATE (event_sequence, event_hash, facts_version) ON ledger.heads TO ledger_keeper;

-- A person may see which households they belong to before one is chosen.
CREATE POLICY own_memberships ON ledger.members FOR SELECT TO ledger_reader
  USING (user_id = nullif(current_setting('heo.user_id', true), '')::uuid);
CREATE POLICY own_households ON ledger.households FOR SELECT TO ledger_reader
  USING (EXISTS (
    SELECT 1 FROM ledger.members m
    WHERE m.household_id = households.household_id AND m.state = 1
      AND m.user_id = nullif(current_setting('heo.user_id', true), '')::uuid
  ));
