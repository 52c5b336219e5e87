ALTER TABLE ledger.drafts ADD COLUMN reading_id uuid;
COMMENT ON COLUMN ledger.drafts.reading_id IS
  'The reading that it came from, the id of its first draft; NULL for what was typed or said.';

-- What the kernel compares to say whether a person corrected it must have the same keys on both sides.
UPDATE ledger.drafts SET content = content || '{"parts": []}', suggested = suggested || '{"parts": []}'
WHERE NOT content ? 'parts';
