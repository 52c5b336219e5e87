-- The posting kernel's reads. The lock has its own statement: those after it see what the last holder committed.
-- Lookups by key are LATERAL with LIMIT 1, which leaves the planner one plan: a plan made while tables are empty is kept,
-- and one that begins at the table instead of at the keys reads a household's whole journal for every batch.

-- name: found_household
INSERT INTO ledger.households (household_id, name, time_zone, currency, month_start_day, locale, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING;

-- name: found_head
INSERT INTO ledger.heads (household_id, sequence, chain_hash, event_sequence, event_hash, facts_version)
VALUES ($1, 0, $2, 0, $3, 0) ON CONFLICT DO NOTHING;

-- name: found_owner
INSERT INTO ledger.members (household_id, member_id, user_id, name, role, state, joined_at)
VALUES ($1, $2, $3, $4, 4, 1, $5) ON CONFLICT DO NOTHING;

-- name: lock_heads
SELECT household_id, sequence, chain_hash, event_sequence, event_hash, facts_version
FROM ledger.heads WHERE household_id = ANY($1) ORDER BY household_id FOR UPDATE SKIP LOCKED;

-- name: wait_for_heads
SELECT household_id, sequence, chain_hash, event_sequence, event_hash, facts_version
FROM ledger.heads WHERE household_id = ANY($1) ORDER BY household_id FOR UPDATE;

-- name: existing_heads
SELECT household_id FROM ledger.heads WHERE household_id = ANY($1);

-- name: requests
SELECT kept.household_id, kept.request_id, kept.group_id, first.request_hash, kept.sequence, kept.entries, kept.answer
FROM unnest($1, $2) AS asked (household_id, request_id)
CROSS JOIN LATERAL (
  SELECT r.* FROM ledger.requests r
  WHERE r.household_id = asked.household_id AND r.request_id = asked.request_id AND r.household_id = ANY($3)
  LIMIT 1) kept
CROSS JOIN LATERAL (
  SELECT e.request_hash FROM ledger.entries e
  WHERE e.household_id = kept.household_id AND e.sequence = kept.sequence LIMIT 1) first;

-- name: transactions
SELECT newest.household_id, newest.transaction_id, newest.version, newest.reverses IS NULL, newest.sequence, newest.kind,
       newest.valid_date, newest.rule_version, l.line, l.role, l.member_id, g.account, g.amount
FROM unnest($1, $2) AS asked (household_id, transaction_id)
CROSS JOIN LATERAL (
  SELECT e.* FROM ledger.entries e
  WHERE e.household_id = asked.household_id AND e.transaction_id = asked.transaction_id AND e.household_id = ANY($3)
    AND e.kind < 100
  ORDER BY e.version DESC, e.index DESC LIMIT 1) newest
LEFT JOIN ledger.lines l ON l.household_id = newest.household_id AND l.sequence = newest.sequence
LEFT JOIN ledger.legs g ON g.household_id = l.household_id AND g.sequence = l.sequence AND g.line = l.line
ORDER BY newest.household_id, newest.sequence, l.line, g.leg;

-- name: drafts
SELECT kept.household_id, kept.draft_id, kept.state, kept.version, kept.content IS DISTINCT FROM kept.suggested
FROM unnest($1, $2) AS asked (household_id, draft_id)
JOIN ledger.drafts kept ON kept.household_id = asked.household_id AND kept.draft_id = asked.draft_id
WHERE kept.household_id = ANY($3)
ORDER BY kept.household_id, kept.draft_id FOR UPDATE OF kept;

-- name: balances
SELECT kept.household_id, kept.account, kept.amount
FROM unnest($1, $2) AS asked (household_id, account)
CROSS JOIN LATERAL (
  SELECT b.* FROM ledger.balances b
  WHERE b.household_id = asked.household_id AND b.account = asked.account AND b.household_id = ANY($3)
  LIMIT 1) kept;

-- name: account_facts
SELECT a.household_id, a.number, a.account_id, a.type, a.commodity, a.on_budget, a.purpose, p.key, p.default_jar,
       c.number IS NOT NULL, c.successor
FROM ledger.accounts a
JOIN ledger.account_profiles p ON p.household_id = a.household_id AND p.number = a.number
LEFT JOIN ledger.closures c ON c.household_id = a.household_id AND c.number = a.number
WHERE a.household_id = ANY($1) ORDER BY a.household_id, a.number;

-- name: rule_facts
SELECT r.household_id, r.version, r.commodity, s.jar, s.kind, s.basis_points
FROM ledger.jar_rules r
JOIN ledger.jar_rule_shares s ON s.household_id = r.household_id AND s.version = r.version
WHERE r.household_id = ANY($1) ORDER BY r.household_id, r.version, s.ordinal;

-- name: commodity_facts
SELECT household_id, code, decimals FROM ledger.commodities WHERE household_id = ANY($1);

-- name: words
SELECT l.sequence, l.line, l.text_commitment, t.salt
FROM ledger.lines l
LEFT JOIN ledger.texts t ON t.household_id = l.household_id AND t.sequence = l.sequence AND t.line = l.line
WHERE l.household_id = $1 AND l.sequence BETWEEN $2 AND $3 AND l.role = 1
ORDER BY l.sequence, l.line;
