-- Over how many milliseconds after `until` a hold is asked about again, because a window then opens for many; null: at once.
ALTER TABLE verdicts ADD COLUMN spread_ms integer;
