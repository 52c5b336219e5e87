CREATE TABLE ledger.commodities (
  household_id uuid NOT NULL,
  code text NOT NULL CHECK (code ~ '^[A-Z][A-Z0-9_]{2,15}$'),
  decimals smallint NOT NULL CHECK (decimals BETWEEN 0 AND 8),
  sequence bigint NOT NULL,
  fact_hash bytea NOT NULL CHECK (length(fact_hash) = 32),
  PRIMARY KEY (household_id, code),
  FOREIGN KEY (household_id, sequence) REFERENCES ledger.entries (household_id, sequence)
);
COMMENT ON TABLE ledger.commodities IS 'What the household counts: ISO 4217 codes and its own. sequence: the entry that brought it in.';
COMMENT ON COLUMN ledger.commodities.fact_hash IS
  'SHA-256 of this row. Facts are part of the journal: the hash of the entry that brought them is over their hashes.';

CREATE TABLE ledger.accounts (
  household_id uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  account_id uuid NOT NULL,
  book smallint NOT NULL CHECK (book BETWEEN 1 AND 2),
  type smallint NOT NULL CHECK (type BETWEEN 1 AND 7),
  commodity text NOT NULL,
  on_budget boolean NOT NULL,
  role smallint NOT NULL,
  purpose smallint NOT NULL CHECK (purpose BETWEEN 0 AND 4),
  sequence bigint NOT NULL,
  fact_hash bytea NOT NULL CHECK (length(fact_hash) = 32),
  PRIMARY KEY (household_id, number),
  UNIQUE (household_id, account_id),
  CHECK (book = CASE WHEN type >= 6 THEN 2 ELSE 1 END),
  CHECK (NOT on_budget OR type IN (1, 2)),
  CHECK (role = CASE WHEN on_budget THEN 1 WHEN type = 6 THEN 2 ELSE 0 END),
  FOREIGN KEY (household_id, commodity) REFERENCES ledger.commodities (household_id, code),
  FOREIGN KEY (household_id, sequence) REFERENCES ledger.entries (household_id, sequence)
);
CREATE UNIQUE INDEX accounts_purpose ON ledger.accounts (household_id, commodity, purpose) WHERE purpose <> 0;
COMMENT ON TABLE ledger.accounts IS
  'Accounts, categories and jars: what never changes of them. Written once with the journal entry that opened them.';
COMMENT ON COLUMN ledger.accounts.number IS 'Small number within the household; the journal refers to it.';
COMMENT ON COLUMN ledger.accounts.book IS '1 MONEY (what really exists), 2 JARS (what it is for).';
COMMENT ON COLUMN ledger.accounts.type IS
  '1 ASSET, 2 LIABILITY, 3 INCOME, 4 EXPENSE, 5 EQUITY (as heo.ledger.v1.AccountType); 6 JAR, 7 OUTSIDE (contra of the jars).';
COMMENT ON COLUMN ledger.accounts.role IS '0 nothing to the budget, 1 on-budget asset or liability, 2 jar.';
COMMENT ON COLUMN ledger.accounts.purpose IS
  '0 ordinary, 1 UNASSIGNED jar, 2 OUTSIDE, 3 OPENING equity, 4 CONVERSION equity; one of each per commodity.';

CREATE TABLE ledger.closures (
  household_id uuid NOT NULL,
  number integer NOT NULL,
  successor integer,
  sequence bigint NOT NULL,
  fact_hash bytea NOT NULL CHECK (length(fact_hash) = 32),
  PRIMARY KEY (household_id, number),
  CHECK (successor <> number),
  FOREIGN KEY (household_id, number) REFERENCES ledger.accounts (household_id, number),
  FOREIGN KEY (household_id, successor) REFERENCES ledger.accounts (household_id, number),
  FOREIGN KEY (household_id, sequence) REFERENCES ledger.entries (household_id, sequence)
);
COMMENT ON TABLE ledger.closures IS 'Closed accounts and jars. What still arrives is swept to the successor in the same entry.';

CREATE TABLE ledger.account_profiles (
  household_id uuid NOT NULL,
  number integer NOT NULL,
  key text NOT NULL DEFAULT '',
  name text NOT NULL,
  icon text NOT NULL DEFAULT '',
  hue text NOT NULL DEFAULT '',
  position integer NOT NULL DEFAULT 0,
  parent integer,
  default_jar integer,
  version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (household_id, number),
  FOREIGN KEY (household_id, number) REFERENCES ledger.accounts (household_id, number),
  FOREIGN KEY (household_id, parent) REFERENCES ledger.accounts (household_id, number),
  FOREIGN KEY (household_id, default_jar) REFERENCES ledger.accounts (household_id, number)
);
CREATE UNIQUE INDEX account_profiles_key ON ledger.account_profiles (household_id, key) WHERE key <> '';
COMMENT ON TABLE ledger.account_profiles IS
  'How an account, category or jar looks and what it prefers; people may change it, and no money depends on it.';

CREATE TABLE ledger.jar_rules (
  household_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  commodity text NOT NULL,
  preset text NOT NULL,
  sequence bigint NOT NULL,
  fact_hash bytea NOT NULL CHECK (length(fact_hash) = 32),
  PRIMARY KEY (household_id, version),
  FOREIGN KEY (household_id, commodity) REFERENCES ledger.commodities (household_id, code),
  FOREIGN KEY (household_id, sequence) REFERENCES ledger.entries (household_id, sequence)
);
COMMENT ON TABLE ledger.jar_rules IS 'Versions of the rule that splits income into jars; the newest is in force.';

CREATE TABLE ledger.jar_rule_shares (
  household_id uuid NOT NULL,
  version integer NOT NULL,
  ordinal smallint NOT NULL CHECK (ordinal >= 0),
  jar integer NOT NULL,
  kind smallint NOT NULL CHECK (kind BETWEEN 1 AND 2),
  basis_points integer NOT NULL CHECK (basis_points BETWEEN 0 AND 10000),
  fixed_amount bigint CHECK (fixed_amount IS NULL),
  target_amount bigint CHECK (target_amount IS NULL),
  cap_amount bigint CHECK (cap_amount IS NULL),
  overflow_jar integer CHECK (overflow_jar IS NULL),
  roll_over smallint CHECK (roll_over IS NULL),
  fact_hash bytea NOT NULL CHECK (length(fact_hash) = 32),
  PRIMARY KEY (household_id, version, ordinal),
  UNIQUE (household_id, version, jar),
  FOREIGN KEY (household_id, version) REFERENCES ledger.jar_rules (household_id, version),
  FOREIGN KEY (household_id, jar) REFERENCES ledger.accounts (household_id, number)
);
COMMENT ON TABLE ledger.jar_rule_shares IS
  'One jar''s part of a rule, in priority order. kind: 1 percent, 2 remainder. The NULL columns are reserved places.';

CREATE TABLE ledger.balances (
  household_id uuid NOT NULL,
  account integer NOT NULL,
  amount bigint NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (household_id, account),
  FOREIGN KEY (household_id, account) REFERENCES ledger.accounts (household_id, number)
) WITH (fillfactor = 50);
COMMENT ON TABLE ledger.balances IS 'The sum of an account''s legs. version: the sequence of the last entry that touched it.';

CREATE TABLE ledger.month_totals (
  household_id uuid NOT NULL,
  account integer NOT NULL,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  amount bigint NOT NULL,
  PRIMARY KEY (household_id, account, month),
  FOREIGN KEY (household_id, account) REFERENCES ledger.accounts (household_id, number)
) WITH (fillfactor = 50);
COMMENT ON TABLE ledger.month_totals IS
  'Net change of an account in a calendar month of valid dates (not running, so that a back-dated entry touches one row).';

ALTER TABLE ledger.entries ADD FOREIGN KEY (household_id, rule_version)
  REFERENCES ledger.jar_rules (household_id, version);
