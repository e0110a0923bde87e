-- The spine: what came in, where everybody stands, what was said and why, and what keeps it safe to repeat.

CREATE TABLE events (
  source       text           NOT NULL,
  id           text           NOT NULL,
  content_hash text           NOT NULL,
  type         text           NOT NULL,
  customer_id  text           NOT NULL,
  occurred_at  timestamptz(3) NOT NULL,
  received_at  timestamptz(3) NOT NULL,
  signalled_at timestamptz(3),
  listened     boolean        NOT NULL,
  historical   boolean        NOT NULL,
  properties   jsonb,
  CONSTRAINT events_pkey PRIMARY KEY (source, id)
);
-- The timeline of a customer, and behaviour funnels per person.
CREATE INDEX events_customer_id_occurred_at_idx ON events (customer_id, occurred_at);
-- Stored but not signalled: nearly always empty, so it costs nearly nothing.
CREATE INDEX events_unsignalled ON events (received_at) WHERE listened AND signalled_at IS NULL;
-- What the retention still has to take away.
CREATE INDEX events_with_body ON events (received_at) WHERE properties IS NOT NULL;

CREATE TABLE customers (
  id        text   NOT NULL,
  phone     text,
  email     text,
  language  text,
  zones     text[] NOT NULL,
  segments  text[] NOT NULL,
  addresses jsonb  NOT NULL,
  as_of     jsonb  NOT NULL,
  CONSTRAINT customers_pkey PRIMARY KEY (id)
);

CREATE TABLE runs (
  customer_id text           NOT NULL,
  id          text           NOT NULL,
  journey     text           NOT NULL,
  version     integer        NOT NULL,
  definition  text           NOT NULL,
  subject     text,
  arm         text,
  holdout     boolean        NOT NULL,
  started_at  timestamptz(3) NOT NULL,
  ended_at    timestamptz(3),
  ended_how   text,
  ended_by    text,
  converted   boolean,
  migrated_at timestamptz(3),
  CONSTRAINT runs_pkey PRIMARY KEY (customer_id, id)
);
-- Funnels by journey, version and arm.
CREATE INDEX runs_journey_version_arm_started_at_idx ON runs (journey, version, arm, started_at);

CREATE TABLE stages (
  customer_id text    NOT NULL,
  run         text    NOT NULL,
  stage       text    NOT NULL,
  entered_at  timestamptz(3),
  entries     integer NOT NULL,
  done_at     timestamptz(3),
  done_by     text,
  CONSTRAINT stages_pkey PRIMARY KEY (customer_id, run, stage)
);

CREATE TABLE stage_entries (
  customer_id text           NOT NULL,
  run         text           NOT NULL,
  stage       text           NOT NULL,
  entry       integer        NOT NULL,
  entered_at  timestamptz(3) NOT NULL,
  CONSTRAINT stage_entries_pkey PRIMARY KEY (customer_id, run, stage, entry)
);

CREATE TABLE stalls (
  customer_id text    NOT NULL,
  run         text    NOT NULL,
  stage       text    NOT NULL,
  stall       text    NOT NULL,
  entry       integer NOT NULL,
  fired_at    timestamptz(3),
  result      text,
  because     text,
  resolved_at timestamptz(3),
  CONSTRAINT stalls_pkey PRIMARY KEY (customer_id, run, stage, stall, entry)
);

-- What a journey could not do: a guard that threw, a start event without a subject.
CREATE TABLE journey_faults (
  customer_id text           NOT NULL,
  kind        text           NOT NULL,
  at          timestamptz(3) NOT NULL,
  journey     text           NOT NULL,
  run         text           NOT NULL,
  name        text           NOT NULL,
  because     text           NOT NULL,
  CONSTRAINT journey_faults_pkey PRIMARY KEY (customer_id, kind, at, journey, run, name)
);

CREATE TABLE touches (
  customer_id       text             NOT NULL,
  id                text             NOT NULL,
  name              text             NOT NULL,
  run               text,
  journey           text,
  stage             text,
  stall             text,
  entry             integer,
  subject           text,
  arm               text,
  purpose           text             NOT NULL,
  via               text[]           NOT NULL,
  template          text             NOT NULL,
  planned_at        timestamptz(3)   NOT NULL,
  useful_until      timestamptz(3)   NOT NULL,
  topic             text,
  class             text             NOT NULL,
  score             double precision NOT NULL,
  cancelled_at      timestamptz(3),
  cancelled_because text,
  ended_at          timestamptz(3),
  how               text,
  CONSTRAINT touches_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX touches_journey_planned_at_idx ON touches (journey, planned_at);
-- Whom to wake when a stop is lifted.
CREATE INDEX touches_open ON touches (customer_id) WHERE ended_at IS NULL;

CREATE TABLE verdicts (
  customer_id text           NOT NULL,
  touch       text           NOT NULL,
  number      integer        NOT NULL,
  at          timestamptz(3) NOT NULL,
  kind        text           NOT NULL,
  channel     text,
  until       timestamptz(3),
  blocked_by  text[]         NOT NULL,
  reasons     jsonb          NOT NULL,
  zones       text[]         NOT NULL,
  policy      text           NOT NULL,
  winner      text,
  CONSTRAINT verdicts_pkey PRIMARY KEY (customer_id, touch, number)
);

CREATE TABLE attempts (
  customer_id      text NOT NULL,
  id               text NOT NULL,
  touch            text NOT NULL,
  channel          text,
  started_at       timestamptz(3),
  ended_at         timestamptz(3),
  outcome          text,
  disposition      text,
  detail           text,
  not_sent_at      timestamptz(3),
  not_sent_because text,
  CONSTRAINT attempts_pkey PRIMARY KEY (customer_id, id)
);
CREATE INDEX attempts_customer_id_touch_idx ON attempts (customer_id, touch);

CREATE TABLE dispatches (
  customer_id text           NOT NULL,
  attempt     text           NOT NULL,
  touch       text           NOT NULL,
  channel     text           NOT NULL,
  provider    text           NOT NULL,
  begun_at    timestamptz(3) NOT NULL,
  ended_at    timestamptz(3),
  reference   text,
  result      jsonb,
  CONSTRAINT dispatches_pkey PRIMARY KEY (customer_id, attempt)
);
-- A provider's callback knows its own reference only.
CREATE INDEX dispatches_provider_reference_idx ON dispatches (provider, reference);
CREATE INDEX dispatches_unfinished ON dispatches (begun_at) WHERE ended_at IS NULL;

CREATE TABLE contacts_elsewhere (
  customer_id text           NOT NULL,
  id          text           NOT NULL,
  at          timestamptz(3) NOT NULL,
  purpose     text           NOT NULL,
  channel     text           NOT NULL,
  state       text           NOT NULL,
  outcome     text           NOT NULL,
  disposition text,
  journey     text,
  debt        text,
  topic       text,
  number      text,
  by          text           NOT NULL,
  CONSTRAINT contacts_elsewhere_pkey PRIMARY KEY (customer_id, id)
);

-- Every contact made or reserved, by us or by others. The ledger that counts lives in the customer's workflow; this
-- shows it from what was recorded, so that there is no second copy to go astray.
CREATE VIEW ledger AS
  SELECT customer_id, id, at, purpose, channel, state, outcome, disposition, journey, debt, topic, number, by
    FROM contacts_elsewhere
UNION ALL
  SELECT a.customer_id, a.id, coalesce(a.started_at, a.ended_at, a.not_sent_at), t.purpose, coalesce(a.channel, '?'),
         CASE WHEN a.not_sent_at IS NOT NULL THEN 'released' WHEN a.ended_at IS NULL THEN 'reserved' ELSE 'committed' END,
         coalesce(a.outcome, 'pending'), a.disposition, t.journey, t.subject, t.topic, NULL, 'us'
    FROM attempts a JOIN touches t ON t.customer_id = a.customer_id AND t.id = a.touch;

CREATE TABLE dead_letters (
  id          bigserial      NOT NULL,
  door        text           NOT NULL,
  topic       text,
  partition   integer,
  "offset"    bigint,
  key         bytea,
  bytes       bytea,
  faults      jsonb          NOT NULL,
  received_at timestamptz(3) NOT NULL,
  replayed_at timestamptz(3),
  CONSTRAINT dead_letters_pkey PRIMARY KEY (id)
);
-- A partition read again after a crash writes its dead letters once.
CREATE UNIQUE INDEX dead_letters_topic_partition_offset_key ON dead_letters (topic, partition, "offset");
CREATE INDEX dead_letters_open ON dead_letters (id) WHERE replayed_at IS NULL;

CREATE TABLE snapshots (
  customer_id         text           NOT NULL,
  writer              text           NOT NULL,
  generation          integer        NOT NULL,
  history_length      integer        NOT NULL,
  state               text           NOT NULL,
  saved_at            timestamptz(3) NOT NULL,
  previous_state      text,
  previous_writer     text,
  previous_generation integer,
  CONSTRAINT snapshots_pkey PRIMARY KEY (customer_id)
);

CREATE TABLE stops (
  id        bigserial      NOT NULL,
  level     text           NOT NULL,
  target    text           NOT NULL,
  note      text,
  from_at   timestamptz(3) NOT NULL,
  lifted_at timestamptz(3),
  CONSTRAINT stops_pkey PRIMARY KEY (id)
);
-- What is asked before every dispatch; also: one target is stopped once.
CREATE UNIQUE INDEX stops_in_force ON stops (level, target) WHERE lifted_at IS NULL;

CREATE TABLE journey_definitions (
  key        text    NOT NULL,
  journey    text    NOT NULL,
  version    integer NOT NULL,
  hash       text    NOT NULL,
  definition text    NOT NULL,
  CONSTRAINT journey_definitions_pkey PRIMARY KEY (key)
);
CREATE INDEX journey_definitions_journey_version_idx ON journey_definitions (journey, version);

-- Milliseconds since 1970, as libs/clock reckons.
CREATE TABLE clock (
  id             integer          NOT NULL DEFAULT 1,
  epoch_business double precision NOT NULL,
  epoch_wall     double precision NOT NULL,
  speed          double precision NOT NULL,
  running        boolean          NOT NULL,
  heartbeat_wall double precision NOT NULL,
  CONSTRAINT clock_pkey PRIMARY KEY (id),
  CONSTRAINT clock_one_row CHECK (id = 1)
);

-- A dispatch begins by this and nothing else. The shared lock is the other half of press_stop: whoever begins holds it
-- while looking for stops, whoever stops waits for it alone, so no dispatch begins after press_stop has committed.
-- `known`: an earlier try has begun this very attempt, whatever is stopped now; `earlier` is how that one ended, null when
-- nobody knows. In a function for one round trip, and volatile so that each statement sees what was committed before it.
CREATE FUNCTION begin_dispatch(
  customer text, attempt_id text, touch_id text, channel_word text, provider_name text, at timestamptz,
  levels text[], targets text[],
  OUT known boolean, OUT earlier jsonb, OUT stop_id bigint
) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7365776, 1);
  SELECT d.result INTO earlier FROM dispatches d WHERE d.customer_id = customer AND d.attempt = attempt_id;
  known := FOUND;
  IF known THEN RETURN; END IF;
  SELECT s.id INTO stop_id FROM stops s
    JOIN unnest(levels, targets) AS wanted (level, target) ON s.level = wanted.level AND s.target = wanted.target
    WHERE s.lifted_at IS NULL ORDER BY s.id LIMIT 1;
  IF stop_id IS NOT NULL THEN RETURN; END IF;
  INSERT INTO dispatches (customer_id, attempt, touch, channel, provider, begun_at)
    VALUES (customer, attempt_id, touch_id, channel_word, provider_name, at) ON CONFLICT DO NOTHING;
  known := NOT FOUND;
END $$;

CREATE FUNCTION press_stop(stop_level text, stop_target text, stop_note text, at timestamptz) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE stop_id bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(7365776, 1);
  INSERT INTO stops (level, target, note, from_at) VALUES (stop_level, stop_target, stop_note, at) ON CONFLICT DO NOTHING;
  SELECT s.id INTO stop_id FROM stops s WHERE s.level = stop_level AND s.target = stop_target AND s.lifted_at IS NULL;
  RETURN stop_id;
END $$;
