CREATE TABLE ledger.households (
  household_id uuid PRIMARY KEY,
  name text NOT NULL,
  time_zone text NOT NULL,
  currency text NOT NULL,
  month_start_day smallint NOT NULL CHECK (month_start_day BETWEEN 1 AND 28),
  locale text NOT NULL,
  created_at timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 1
);
COMMENT ON TABLE ledger.households IS
  'A household and its settings. "Today" is in its time zone; its budget month starts on month_start_day.';

-- Rewritten by every posting, so half of each page stays free and an update stays on its page (HOT).
CREATE TABLE ledger.heads (
  household_id uuid PRIMARY KEY REFERENCES ledger.households,
  sequence bigint NOT NULL,
  chain_hash bytea NOT NULL CHECK (length(chain_hash) = 32),
  event_sequence bigint NOT NULL,
  event_hash bytea NOT NULL CHECK (length(event_hash) = 32),
  facts_version bigint NOT NULL
) WITH (fillfactor = 50);
COMMENT ON TABLE ledger.heads IS
  'The one lock of a household, the end of its journal chain and of its event chain.';
COMMENT ON COLUMN ledger.heads.sequence IS 'How many journal entries the household has; the last one''s sequence.';
COMMENT ON COLUMN ledger.heads.chain_hash IS 'SHA-256(previous chain_hash, entry_hash) of the last entry.';
COMMENT ON COLUMN ledger.heads.event_sequence IS 'How many events the household has; the last one''s sequence.';
COMMENT ON COLUMN ledger.heads.event_hash IS 'SHA-256(previous event_hash, event) of the last event.';
COMMENT ON COLUMN ledger.heads.facts_version IS
  'Sequence of the last event about accounts, jars, rules or settings: facts cached under it are still true.';

CREATE TABLE ledger.members (
  household_id uuid NOT NULL REFERENCES ledger.households,
  member_id uuid NOT NULL,
  user_id uuid NOT NULL,
  name text NOT NULL,
  role smallint NOT NULL CHECK (role BETWEEN 1 AND 4),
  state smallint NOT NULL CHECK (state BETWEEN 1 AND 2),
  joined_at timestamptz NOT NULL,
  removed_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (household_id, member_id)
);
CREATE UNIQUE INDEX members_active_user ON ledger.members (household_id, user_id) WHERE state = 1;
CREATE INDEX members_by_user ON ledger.members (user_id) WHERE state = 1;
COMMENT ON TABLE ledger.members IS 'Who belongs to a household. role: heo.type.v1.Role. state: 1 active, 2 removed.';

CREATE TABLE ledger.invitations (
  household_id uuid NOT NULL REFERENCES ledger.households,
  invitation_id uuid NOT NULL,
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  name text NOT NULL,
  role smallint NOT NULL CHECK (role BETWEEN 1 AND 4),
  state smallint NOT NULL CHECK (state BETWEEN 1 AND 3),
  invited_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_by uuid,
  PRIMARY KEY (household_id, invitation_id)
);
CREATE UNIQUE INDEX invitations_code ON ledger.invitations (household_id, code_hash);
COMMENT ON TABLE ledger.invitations IS
  'A place kept for somebody, who is not a member before accepting. state: 1 open, 2 accepted, 3 withdrawn.';

CREATE TABLE ledger.receipts (
  household_id uuid NOT NULL REFERENCES ledger.households,
  request_id uuid NOT NULL,
  method text NOT NULL,
  request_hash bytea NOT NULL CHECK (length(request_hash) = 32),
  answer bytea NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (household_id, request_id)
);
COMMENT ON TABLE ledger.receipts IS
  'Answers to writes that move no money (names, plans, drafts, members): the same request again gets the same answer.';

CREATE TABLE ledger.tombstones (
  household_id uuid PRIMARY KEY,
  dropped_at timestamptz NOT NULL,
  sequence bigint NOT NULL,
  chain_hash bytea NOT NULL CHECK (length(chain_hash) = 32)
);
COMMENT ON TABLE ledger.tombstones IS 'What is left of a household that was dropped: that it was, and where its journal ended.';
