-- A try that goes silent is followed by a next one, which finds its row and sends, or ends, on the strength of it. From then
-- on the row is no longer the first one's alone to take back: the first may live after all, and be refused late.
ALTER TABLE dispatches ADD COLUMN taken_over boolean NOT NULL DEFAULT false;

CREATE OR REPLACE FUNCTION begin_dispatch(
  customer text, attempt_id text, touch_id text, channel_word text, provider_name text, at timestamptz,
  levels text[], targets text[],
  OUT known boolean, OUT earlier jsonb, OUT stop_id bigint
) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7365776, 1);
  UPDATE dispatches d SET taken_over = true WHERE d.customer_id = customer AND d.attempt = attempt_id RETURNING d.result INTO earlier;
  known := FOUND;
  IF known THEN RETURN; END IF;
  SELECT s.id INTO stop_id FROM stops s
    JOIN unnest(levels, targets) AS wanted (level, target) ON s.level = wanted.level AND s.target = wanted.target
    WHERE s.lifted_at IS NULL ORDER BY s.id LIMIT 1;
  IF stop_id IS NOT NULL THEN RETURN; END IF;
  INSERT INTO dispatches AS d (customer_id, attempt, touch, channel, provider, begun_at)
    VALUES (customer, attempt_id, touch_id, channel_word, provider_name, at)
    ON CONFLICT (customer_id, attempt) DO UPDATE SET taken_over = true
    RETURNING d.taken_over, d.result INTO known, earlier;
END $$;

-- One that waits for its turn has taken over as well. Marked only when its turn has come, the row could be gone by then, and
-- the stops not looked at.
CREATE OR REPLACE FUNCTION begin_paced_dispatch(
  customer text, attempt_id text, touch_id text, channel_word text, provider_name text, at timestamptz,
  levels text[], targets text[],
  touch_class integer, touch_score double precision, journey_id text, pace jsonb, may_repeat boolean,
  OUT known boolean, OUT earlier jsonb, OUT stop_id bigint, OUT pause_ms integer
) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7365776, 1);
  UPDATE dispatches d SET taken_over = true WHERE d.customer_id = customer AND d.attempt = attempt_id RETURNING d.result INTO earlier;
  known := FOUND;
  IF earlier IS NOT NULL OR known AND NOT may_repeat THEN RETURN; END IF;
  IF NOT known THEN
    SELECT s.id INTO stop_id FROM stops s
      JOIN unnest(levels, targets) AS wanted (level, target) ON s.level = wanted.level AND s.target = wanted.target
      WHERE s.lifted_at IS NULL ORDER BY s.id LIMIT 1;
    IF stop_id IS NOT NULL THEN
      DELETE FROM pace_waiting w WHERE w.customer_id = customer AND w.touch = touch_id;
      RETURN;
    END IF;
  END IF;
  pause_ms := take_pace(customer, touch_id, attempt_id, channel_word, provider_name, touch_class, touch_score, journey_id, pace);
  IF known OR pause_ms IS NOT NULL THEN RETURN; END IF;
  INSERT INTO dispatches AS d (customer_id, attempt, touch, channel, provider, begun_at)
    VALUES (customer, attempt_id, touch_id, channel_word, provider_name, at)
    ON CONFLICT (customer_id, attempt) DO UPDATE SET taken_over = true
    RETURNING d.taken_over, d.result INTO known, earlier;
END $$;
