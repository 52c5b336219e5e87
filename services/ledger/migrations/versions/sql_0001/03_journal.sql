CREATE TABLE ledger.entries (
  household_id uuid NOT NULL,
  sequence bigint NOT NULL CHECK (sequence > 0),
  group_id uuid NOT NULL,
  index smallint NOT NULL CHECK (index >= 0),
  transaction_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  kind smallint NOT NULL,
  phase smallint NOT NULL CHECK (phase = 1),
  source smallint NOT NULL,
  actor_id uuid,
  valid_date date NOT NULL,
  booked_at timestamptz NOT NULL,
  reverses bigint,
  rule_version integer,
  rule_inputs text,
  evidence text,
  request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
  entry_hash bytea NOT NULL CHECK (length(entry_hash) = 32),
  chain_hash bytea NOT NULL CHECK (length(chain_hash) = 32),
  PRIMARY KEY (household_id, sequence),
  CHECK (reverses < sequence),
  FOREIGN KEY (household_id, reverses) REFERENCES ledger.entries (household_id, sequence)
);
CREATE UNIQUE INDEX entries_reverses ON ledger.entries (household_id, reverses) WHERE reverses IS NOT NULL;
-- Partial on purpose: foreign key checks look entries up by (household_id, sequence), and a plan made while the table is
-- empty may take any index that begins with household_id, and keep reading a household's whole journal for each check.
CREATE UNIQUE INDEX entries_version ON ledger.entries (household_id, transaction_id, version, index) WHERE kind < 100;
CREATE INDEX entries_by_date ON ledger.entries (household_id, valid_date, sequence) WHERE kind < 100;
COMMENT ON TABLE ledger.entries IS 'The journal: append-only, in groups that stand or fall together. One row is one fact in time.';
COMMENT ON COLUMN ledger.entries.group_id IS
  'The client''s request id, unique by ledger.requests; entries of one group follow one another with index 0, 1, …';
COMMENT ON COLUMN ledger.entries.transaction_id IS
  'What people see as one transaction through all its versions: the request or draft that recorded it first.';
COMMENT ON COLUMN ledger.entries.version IS
  'Version of the transaction. An edit writes a reversal and a new entry of the next version, a void only the reversal.';
COMMENT ON COLUMN ledger.entries.kind IS 'heo.type.v1.TransactionKind; 100 for facts (accounts, rules), 101 for a closing sweep.';
COMMENT ON COLUMN ledger.entries.phase IS '1 posted. 2 (hold) and 3 (void of a hold) are reserved.';
COMMENT ON COLUMN ledger.entries.source IS 'heo.ledger.v1.Source.';
COMMENT ON COLUMN ledger.entries.valid_date IS 'The civil date on which it happened; booked_at is when it was written.';
COMMENT ON COLUMN ledger.entries.rule_inputs IS 'What the jar rule was applied to, as canonical JSON, so that an edit derives the same split.';
COMMENT ON COLUMN ledger.entries.evidence IS 'Ids of clips and pictures, as a canonical JSON list.';
COMMENT ON COLUMN ledger.entries.request_hash IS
  'SHA-256 of the versioned domain form of the request that wrote the group, without words.';
COMMENT ON COLUMN ledger.entries.entry_hash IS 'SHA-256 of the versioned canonical form of the entry, its lines, legs and facts.';

CREATE TABLE ledger.lines (
  household_id uuid NOT NULL,
  sequence bigint NOT NULL,
  line smallint NOT NULL CHECK (line >= 0),
  role smallint NOT NULL CHECK (role BETWEEN 1 AND 2),
  member_id uuid,
  text_commitment bytea CHECK (length(text_commitment) = 32),
  line_hash bytea NOT NULL CHECK (length(line_hash) = 32),
  PRIMARY KEY (household_id, sequence, line),
  FOREIGN KEY (household_id, sequence) REFERENCES ledger.entries (household_id, sequence)
);
COMMENT ON TABLE ledger.lines IS
  'One part of an entry: this category from that jar. role: 1 stated by a person, 2 swept from a closed account to its successor.';
COMMENT ON COLUMN ledger.lines.text_commitment IS
  'SHA-256(salt, words): the chain holds this, never the words, so that words can be erased and the chain stays whole.';
COMMENT ON COLUMN ledger.lines.line_hash IS
  'SHA-256 of the line and its legs; the entry hash is over these, and verification can say which line differs.';

CREATE TABLE ledger.legs (
  household_id uuid NOT NULL,
  sequence bigint NOT NULL,
  line smallint NOT NULL,
  leg smallint NOT NULL CHECK (leg >= 0),
  account integer NOT NULL,
  amount bigint NOT NULL,
  balance bigint NOT NULL,
  commodity text NOT NULL,
  book smallint NOT NULL,
  role smallint NOT NULL,
  valid_date date NOT NULL,
  PRIMARY KEY (household_id, sequence, line, leg)
);
CREATE INDEX legs_by_account ON ledger.legs (household_id, account, valid_date, sequence);
COMMENT ON TABLE ledger.legs IS
  'Signed changes of accounts. commodity, book, role and valid_date are copies, checked against account and entry by a trigger.';
COMMENT ON COLUMN ledger.legs.amount IS 'Minor units of the commodity; an account''s balance is the sum of its legs.';
COMMENT ON COLUMN ledger.legs.balance IS 'The account''s balance right after this leg: the balance as of any booking.';
COMMENT ON COLUMN ledger.legs.role IS 'What it is to the budget: 0 nothing, 1 on-budget asset or liability, 2 jar.';

CREATE TABLE ledger.texts (
  household_id uuid NOT NULL,
  sequence bigint NOT NULL,
  line smallint NOT NULL,
  salt bytea NOT NULL CHECK (length(salt) = 16),
  note text NOT NULL,
  person text NOT NULL,
  split_note text NOT NULL,
  tags text[] NOT NULL,
  folded text NOT NULL,
  PRIMARY KEY (household_id, sequence, line),
  FOREIGN KEY (household_id, sequence, line) REFERENCES ledger.lines (household_id, sequence, line)
);
COMMENT ON TABLE ledger.texts IS 'The words of a line. Rows may be deleted (see redactions); the chain only knows their commitment.';
COMMENT ON COLUMN ledger.texts.note IS 'The note of the whole transaction, and its person, stand on line 0; split_note and tags on each.';
COMMENT ON COLUMN ledger.texts.folded IS 'note, person, split_note and tags in lower case without diacritics, filled by the service, for search.';

CREATE TABLE ledger.redactions (
  household_id uuid NOT NULL,
  sequence bigint NOT NULL,
  line smallint NOT NULL,
  redacted_at timestamptz NOT NULL,
  actor_id uuid,
  PRIMARY KEY (household_id, sequence, line),
  FOREIGN KEY (household_id, sequence, line) REFERENCES ledger.lines (household_id, sequence, line)
);
COMMENT ON TABLE ledger.redactions IS 'Which words were erased on request: a missing text without a row here is a loss.';

CREATE TABLE ledger.requests (
  household_id uuid NOT NULL,
  request_id uuid NOT NULL,
  group_id uuid NOT NULL,
  sequence bigint NOT NULL,
  entries smallint NOT NULL CHECK (entries > 0),
  answer bytea NOT NULL,
  PRIMARY KEY (household_id, request_id),
  FOREIGN KEY (household_id, sequence) REFERENCES ledger.entries (household_id, sequence)
);
COMMENT ON TABLE ledger.requests IS
  'Idempotency for ever. A confirmed draft''s id is claimed here too, under the group that confirmed it.';
COMMENT ON COLUMN ledger.requests.sequence IS 'The first entry of the group; entries is how many there are.';
