-- The posting kernel's writes: one statement a table, each over whole columns. Parameters stand in the order of the columns.

-- name: entries
INSERT INTO ledger.entries (
  household_id, sequence, group_id, index, transaction_id, version, kind, phase, source, actor_id, valid_date, booked_at,
  reverses, rule_version, rule_inputs, evidence, request_hash, entry_hash, chain_hash)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19);

-- name: lines
INSERT INTO ledger.lines (household_id, sequence, line, role, member_id, text_commitment, line_hash)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7);

-- name: texts
INSERT INTO ledger.texts (household_id, sequence, line, salt, note, person, split_note, tags, folded)
SELECT household_id, sequence, line, salt, note, person, split_note,
       ARRAY(SELECT jsonb_array_elements_text(tags::jsonb)), folded
FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
  AS given (household_id, sequence, line, salt, note, person, split_note, tags, folded);

-- name: commodities
INSERT INTO ledger.commodities (household_id, code, decimals, sequence, fact_hash)
SELECT * FROM unnest($1, $2, $3, $4, $5);

-- name: accounts
INSERT INTO ledger.accounts (
  household_id, number, account_id, book, type, commodity, on_budget, role, purpose, sequence, fact_hash)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: account_profiles
INSERT INTO ledger.account_profiles (
  household_id, number, key, name, icon, hue, position, parent, default_jar)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9);

-- name: closures
INSERT INTO ledger.closures (household_id, number, successor, sequence, fact_hash)
SELECT * FROM unnest($1, $2, $3, $4, $5);

-- name: jar_rules
INSERT INTO ledger.jar_rules (household_id, version, commodity, preset, sequence, fact_hash)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6);

-- name: jar_rule_shares
INSERT INTO ledger.jar_rule_shares (household_id, version, ordinal, jar, kind, basis_points, fact_hash)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7);

-- All legs of a batch in one statement: the triggers see each entry whole.
-- name: legs
INSERT INTO ledger.legs (
  household_id, sequence, line, leg, account, amount, balance, commodity, book, role, valid_date)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11);

-- name: requests
INSERT INTO ledger.requests (household_id, request_id, group_id, sequence, entries, answer)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6);

-- name: balances
INSERT INTO ledger.balances AS kept (household_id, account, amount, version)
SELECT * FROM unnest($1, $2, $3, $4)
ON CONFLICT (household_id, account) DO UPDATE SET amount = excluded.amount, version = excluded.version;

-- name: month_totals
INSERT INTO ledger.month_totals AS kept (household_id, account, month, amount)
SELECT * FROM unnest($1, $2, $3, $4)
ON CONFLICT (household_id, account, month) DO UPDATE SET amount = kept.amount + excluded.amount;

-- name: drafts
UPDATE ledger.drafts kept
SET state = 4, sequence = given.sequence, changed_at = given.changed_at, version = kept.version + 1
FROM unnest($1, $2, $3, $4) AS given (household_id, draft_id, sequence, changed_at)
WHERE kept.household_id = given.household_id AND kept.draft_id = given.draft_id AND kept.household_id = ANY($5);

-- name: heads
UPDATE ledger.heads kept
SET sequence = given.sequence, chain_hash = given.chain_hash, event_sequence = given.event_sequence,
    event_hash = given.event_hash, facts_version = given.facts_version
FROM unnest($1, $2, $3, $4, $5, $6)
  AS given (household_id, sequence, chain_hash, event_sequence, event_hash, facts_version)
WHERE kept.household_id = given.household_id AND kept.household_id = ANY($7);

-- name: outbox
INSERT INTO ledger.outbox (household_id, sequence, kind, payload, traceparent, created_at, event_hash)
SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7);
