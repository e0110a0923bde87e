-- A provider is asked what became of an attempt whose outcome is not known: how often it was, and when next (business time).
-- Null: never again, because the outcome is known, the provider cannot be asked, or it is too long ago.
ALTER TABLE dispatches ADD COLUMN asked integer NOT NULL DEFAULT 0, ADD COLUMN ask_at timestamptz(3);
CREATE INDEX dispatches_to_ask ON dispatches (ask_at) WHERE ask_at IS NOT NULL;

-- What operators list: attempts whose outcome is awaited, or unknown.
CREATE INDEX attempts_without_outcome ON attempts (started_at)
  WHERE not_sent_at IS NULL AND (outcome IS NULL OR outcome IN ('pending', 'unknown'));
