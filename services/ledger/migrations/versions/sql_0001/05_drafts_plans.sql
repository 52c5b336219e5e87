CREATE TABLE ledger.drafts (
  household_id uuid NOT NULL REFERENCES ledger.households,
  draft_id uuid NOT NULL,
  state smallint NOT NULL CHECK (state BETWEEN 1 AND 5),
  source smallint NOT NULL,
  content jsonb NOT NULL,
  suggested jsonb NOT NULL,
  evidence jsonb NOT NULL,
  source_text text NOT NULL,
  evidence_ids uuid[] NOT NULL,
  needs_look boolean NOT NULL,
  failure text NOT NULL DEFAULT '',
  created_by uuid,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 1,
  sequence bigint,
  PRIMARY KEY (household_id, draft_id),
  CHECK ((state = 4) = (sequence IS NOT NULL)),
  FOREIGN KEY (household_id, sequence) REFERENCES ledger.entries (household_id, sequence)
);
CREATE INDEX drafts_by_state ON ledger.drafts (household_id, state, created_at DESC, draft_id DESC);
COMMENT ON TABLE ledger.drafts IS
  'What was heard or read and waits for a tap. state: heo.ledger.v1.DraftState (4 CONFIRMED, set by the posting itself).';
COMMENT ON COLUMN ledger.drafts.content IS 'What would be posted; suggested is what was first understood.';
COMMENT ON COLUMN ledger.drafts.sequence IS 'The entry that it became.';

CREATE TABLE ledger.plans (
  household_id uuid NOT NULL REFERENCES ledger.households,
  plan_id uuid NOT NULL,
  account integer NOT NULL,
  from_month date NOT NULL CHECK (extract(day FROM from_month) = 1),
  amount bigint NOT NULL CHECK (amount >= 0),
  commodity text NOT NULL,
  created_at timestamptz NOT NULL,
  deleted_at timestamptz,
  version bigint NOT NULL DEFAULT 1,
  PRIMARY KEY (household_id, plan_id, from_month),
  FOREIGN KEY (household_id, account) REFERENCES ledger.accounts (household_id, number)
);
CREATE UNIQUE INDEX plans_one_per_month ON ledger.plans (household_id, account, from_month) WHERE deleted_at IS NULL;
COMMENT ON TABLE ledger.plans IS
  'What a household means to spend a month in a category or from a jar, from a month on, until a later row of the plan.';
