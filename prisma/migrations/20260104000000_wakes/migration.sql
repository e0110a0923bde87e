-- Owed: that customers who are held look again, because a stop was lifted or the policy is another. It is owed until all of
-- them were woken, whichever process does it and however often one dies on the way. Times are PostgreSQL's own (the wall's):
-- a rate protects providers, who live by the wall however fast a demo's clock runs.
CREATE TABLE wakes (
  id             bigserial        NOT NULL,
  level          text             NOT NULL,
  target         text             NOT NULL,
  rate           double precision NOT NULL,
  after_customer text             NOT NULL DEFAULT '',
  woken          integer          NOT NULL DEFAULT 0,
  owed_at        timestamptz(6)   NOT NULL DEFAULT clock_timestamp(),
  next_at        timestamptz(6)   NOT NULL DEFAULT clock_timestamp(),
  how            text,
  CONSTRAINT wakes_pkey PRIMARY KEY (id)
);
-- Of one target one is owed: a second resume joins the first.
CREATE UNIQUE INDEX wakes_owed ON wakes (level, target) WHERE how IS NULL;

-- Without a rate: at that of the wake that is owed already, else at the usual one.
CREATE FUNCTION owe_wake(wake_level text, wake_target text, wake_rate double precision, usual_rate double precision)
RETURNS bigint LANGUAGE sql AS $$
  INSERT INTO wakes (level, target, rate) VALUES (wake_level, wake_target, coalesce(wake_rate, usual_rate))
    ON CONFLICT (level, target) WHERE how IS NULL DO UPDATE SET rate = coalesce(wake_rate, wakes.rate)
    RETURNING id
$$;

-- The stop is lifted and the wake is owed, or neither. Lifting one that was lifted before owes the wake once more; where there
-- never was one, all is null. Under the lock of press_stop: of a target that is stopped no wake is owed.
CREATE FUNCTION lift_stop(
  stop_level text, stop_target text, at timestamptz, wake_rate double precision, usual_rate double precision,
  OUT stop_id bigint, OUT was_lifted boolean, OUT wake_id bigint
) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7365776, 1);
  UPDATE stops s SET lifted_at = at WHERE s.level = stop_level AND s.target = stop_target AND s.lifted_at IS NULL
    RETURNING s.id INTO stop_id;
  was_lifted := NOT FOUND;
  IF was_lifted THEN
    SELECT max(s.id) INTO stop_id FROM stops s WHERE s.level = stop_level AND s.target = stop_target;
  END IF;
  IF stop_id IS NOT NULL THEN wake_id := owe_wake(stop_level, stop_target, wake_rate, usual_rate); END IF;
END $$;

-- As before; and what is stopped again is no longer woken.
CREATE OR REPLACE FUNCTION press_stop(stop_level text, stop_target text, stop_note text, at timestamptz) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE stop_id bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7365776, 1);
  INSERT INTO stops (level, target, note, from_at) VALUES (stop_level, stop_target, stop_note, at) ON CONFLICT DO NOTHING;
  UPDATE wakes w SET how = 'stopped again' WHERE w.level = stop_level AND w.target = stop_target AND w.how IS NULL;
  SELECT s.id INTO stop_id FROM stops s WHERE s.level = stop_level AND s.target = stop_target AND s.lifted_at IS NULL;
  RETURN stop_id;
END $$;
