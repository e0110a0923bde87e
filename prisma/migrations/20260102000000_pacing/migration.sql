-- Pacing: who of many waiting starts goes next, and how many are under way. Times are PostgreSQL's own (the wall's, one
-- clock for all processes), never business time: a provider takes so many a second however fast a demo's clock runs.

-- A touch that waits for its turn. It is a touch that waits, not an attempt: one whose verdict ran out in the queue keeps
-- its place when it comes back with a fresh one. `until`: who has not asked again by then (a crash, a cancellation) is gone.
CREATE TABLE pace_waiting (
  customer_id text             NOT NULL,
  touch       text             NOT NULL,
  provider    text             NOT NULL,
  channel     text             NOT NULL,
  class       integer          NOT NULL,
  score       double precision NOT NULL,
  journey     text             NOT NULL,
  turn        bigint           NOT NULL,
  since       timestamptz(6)   NOT NULL,
  until       timestamptz(6)   NOT NULL,
  CONSTRAINT pace_waiting_pkey PRIMARY KEY (customer_id, touch)
);
-- The order in which they go.
CREATE INDEX pace_waiting_order ON pace_waiting (provider, channel, class, (-score), turn, since, customer_id, touch);
-- The last turn that a journey has been given.
CREATE INDEX pace_waiting_turns ON pace_waiting (provider, channel, class, score, journey, turn);
CREATE INDEX pace_waiting_until ON pace_waiting (provider, until);

-- A start, for as long as it counts: as a call in progress until `until` (its outcome, or the time-out), as a start for as
-- long as some limit looks back.
CREATE TABLE pace_slots (
  customer_id text        NOT NULL,
  attempt     text        NOT NULL,
  provider    text        NOT NULL,
  channel     text        NOT NULL,
  started_at  timestamptz(6) NOT NULL,
  until       timestamptz(6) NOT NULL,
  CONSTRAINT pace_slots_pkey PRIMARY KEY (customer_id, attempt)
);
CREATE INDEX pace_slots_provider ON pace_slots (provider);

-- Takes a slot, or a place in the queue. Answers null when the attempt may start now, else after how many wall milliseconds
-- to ask again.
--
-- Everything that shares a provider asks one after the other: the lock, and a snapshot for each statement after it, make
-- the counts exact. (Counting and then locking rows with SKIP LOCKED lets two claims see the same room: pgqueuer #761.)
--
-- pace: {leaseMs, keptMs, limits: [{channel, starts, withinMs, atOnce}]}; the limit whose channel is null is the
-- provider's; every channel of the provider is listed. It comes with the question, so a limit that was changed holds from
-- the next question on.
--
-- Order: class, score; among equals the journeys take turns, so that none is drowned by another's flood; then who has
-- waited longest. A turn is given on arrival, as in start-time fair queueing (Goyal, Vin, Cheng, SIGCOMM 1996): the one
-- after the journey's last that still waits, but not before the turn that is at the front, so that nobody saves up turns.
-- Whoever stands behind a full channel holds up nobody of another channel.
CREATE FUNCTION take_pace(
  customer text, touch_id text, attempt_id text, channel_word text, provider_name text,
  touch_class integer, touch_score double precision, journey_id text, pace jsonb
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  moment    timestamptz;
  scopes    jsonb;
  room      integer;
  mine      pace_waiting;
  is_shared boolean;
  is_again  boolean;
  ahead     integer;
  pause     double precision;
BEGIN
  PERFORM pg_advisory_xact_lock(7365777, hashtext(provider_name));
  moment := clock_timestamp();
  DELETE FROM pace_waiting w WHERE w.provider = provider_name AND w.until <= moment;
  DELETE FROM pace_slots s WHERE s.provider = provider_name AND s.until <= moment
    AND s.started_at <= moment - make_interval(secs => (pace->>'keptMs')::float8 / 1000);

  -- free: how many may start now; each: milliseconds from one start to the next, as far as can be told: by the rate, and
  -- by how long calls have been under way so far, 5 s at most, so that a place that falls free is not left empty for long.
  SELECT jsonb_agg(jsonb_build_object('channel', counted.channel, 'each', counted.each,
      'free', greatest(0, coalesce(least(counted."atOnce" - counted.held, counted.starts - counted.started), 1000000))))
    INTO scopes
    FROM (
      SELECT l.channel, l.starts, l."atOnce", count(s.*) FILTER (WHERE s.is_held) AS held,
          count(s.*) FILTER (WHERE s.started_at > moment - make_interval(secs => l."withinMs" / 1000)) AS started,
          greatest(l."withinMs" / l.starts,
            extract(epoch FROM avg(least(moment - s.started_at, l."atOnce" * interval '5 seconds')) FILTER (WHERE s.is_held))
              * 1000 / l."atOnce") AS each
        FROM jsonb_to_recordset(pace->'limits') AS l (channel text, starts integer, "withinMs" float8, "atOnce" integer)
        LEFT JOIN (
          SELECT o.*, o.until > moment AND (o.customer_id, o.attempt) <> (customer, attempt_id) AS is_held
            FROM pace_slots o WHERE o.provider = provider_name
        ) s ON l.channel IS NULL OR l.channel = s.channel
        GROUP BY l.channel, l.starts, l."withinMs", l."atOnce"
    ) counted;
  SELECT min(s.free) INTO room FROM jsonb_to_recordset(scopes) AS s (channel text, free integer)
    WHERE s.channel IS NULL OR s.channel = channel_word;

  -- One that was interrupted in the middle of its call holds its slot still, and goes on in it: sent to the end of the queue
  -- it would wait for those who wait for its slot.
  is_again := EXISTS (SELECT FROM pace_slots o WHERE o.customer_id = customer AND o.attempt = attempt_id AND o.until > moment);
  IF room = 0 OR NOT is_again AND EXISTS (SELECT FROM pace_waiting w WHERE w.provider = provider_name) THEN
    DELETE FROM pace_waiting w WHERE w.customer_id = customer AND w.touch = touch_id
      AND (w.provider <> provider_name OR w.channel <> channel_word);
    INSERT INTO pace_waiting AS w VALUES (customer, touch_id, provider_name, channel_word, touch_class, touch_score, journey_id,
        greatest(
          (SELECT coalesce(min(f.turn) FILTER (WHERE s.channel = channel_word), min(f.turn), 0)
             FROM jsonb_to_recordset(scopes) AS s (channel text) CROSS JOIN LATERAL (
               SELECT q.turn FROM pace_waiting q WHERE q.provider = provider_name AND q.channel = s.channel
                 AND q.class = touch_class AND -q.score = -touch_score ORDER BY q.turn LIMIT 1) f),
          (SELECT max(q.turn) + 1 FROM pace_waiting q WHERE q.provider = provider_name AND q.channel = channel_word
             AND q.class = touch_class AND q.score = touch_score AND q.journey = journey_id)),
        moment, moment)
      ON CONFLICT (customer_id, touch) DO UPDATE SET until = excluded.until RETURNING w.* INTO mine;
    IF room > 0 THEN
      -- As many from the front as the provider takes, of each channel as many as that one takes.
      SELECT s.free INTO room FROM jsonb_to_recordset(scopes) AS s (channel text, free integer) WHERE s.channel IS NULL;
      PERFORM FROM (
        SELECT w.customer_id, w.touch
          FROM jsonb_to_recordset(scopes) AS s (channel text, free integer) CROSS JOIN LATERAL (
            SELECT q.* FROM pace_waiting q WHERE q.provider = provider_name AND q.channel = s.channel
              ORDER BY q.class, -q.score, q.turn, q.since, q.customer_id, q.touch LIMIT least(s.free, room)) w
          ORDER BY w.class, -w.score, w.turn, w.since, w.customer_id, w.touch LIMIT room
      ) front WHERE front.customer_id = customer AND front.touch = touch_id;
      room := CASE WHEN FOUND THEN 1 ELSE 0 END;
    END IF;
  END IF;

  IF room > 0 THEN
    DELETE FROM pace_waiting w WHERE w.customer_id = customer AND w.touch = touch_id;
    INSERT INTO pace_slots AS s VALUES (customer, attempt_id, provider_name, channel_word, moment,
        moment + make_interval(secs => (pace->>'leaseMs')::float8 / 1000))
      ON CONFLICT (customer_id, attempt) DO UPDATE SET provider = excluded.provider, channel = excluded.channel,
        started_at = excluded.started_at, until = excluded.until;
    RETURN NULL;
  END IF;

  -- Who stands far behind asks seldom; what is beyond the thousandth place makes no difference.
  SELECT coalesce(bool_or(l.starts IS NOT NULL OR l."atOnce" IS NOT NULL), false) INTO is_shared
    FROM jsonb_to_recordset(pace->'limits') AS l (channel text, starts integer, "atOnce" integer) WHERE l.channel IS NULL;
  SELECT count(*) INTO ahead FROM (
    SELECT FROM jsonb_to_recordset(pace->'limits') AS l (channel text) JOIN pace_waiting q
        ON q.provider = provider_name AND q.channel = l.channel AND (is_shared OR l.channel = channel_word)
      WHERE (q.class, -q.score, q.turn, q.since, q.customer_id, q.touch)
        < (mine.class, -mine.score, mine.turn, mine.since, mine.customer_id, mine.touch) LIMIT 1000) before;
  SELECT least(30000, greatest(100, (ahead + 1) * max(s.each))) INTO pause
    FROM jsonb_to_recordset(scopes) AS s (channel text, each float8) WHERE s.channel IS NULL OR s.channel = channel_word;
  UPDATE pace_waiting w SET until = moment + make_interval(secs => pause / 1000 + 10)
    WHERE w.customer_id = customer AND w.touch = touch_id;
  RETURN ceil(pause);
END $$;

-- begin_dispatch, for a channel that is paced: one round trip all the same, and a slot is taken if and only if the dispatch
-- begins. One that an earlier try has begun, and nobody knows how it ended, is sent once more where it may be repeated, and
-- then takes a slot once more.
CREATE FUNCTION begin_paced_dispatch(
  customer text, attempt_id text, touch_id text, channel_word text, provider_name text, at timestamptz,
  levels text[], targets text[],
  touch_class integer, touch_score double precision, journey_id text, pace jsonb, may_repeat boolean,
  OUT known boolean, OUT earlier jsonb, OUT stop_id bigint, OUT pause_ms integer
) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7365776, 1);
  SELECT d.result INTO earlier FROM dispatches d WHERE d.customer_id = customer AND d.attempt = attempt_id;
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
  INSERT INTO dispatches (customer_id, attempt, touch, channel, provider, begun_at)
    VALUES (customer, attempt_id, touch_id, channel_word, provider_name, at) ON CONFLICT DO NOTHING;
  known := NOT FOUND;
END $$;
