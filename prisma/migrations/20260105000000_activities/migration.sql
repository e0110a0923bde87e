-- What journeys have done instead of a touch: one row each, told by the customer's workflow. `begun_at` is set by whoever
-- performs it, before anything is done; a row that has ended begins no more.
CREATE TABLE activities (
  customer_id text NOT NULL,
  id text NOT NULL,
  name text NOT NULL,
  run text NOT NULL,
  stage text NOT NULL,
  planned_at timestamptz(3) NOT NULL,
  begun_at timestamptz(3),
  cancelled_at timestamptz(3),
  cancelled_because text,
  ended_at timestamptz(3),
  how text,
  detail text,
  CONSTRAINT activities_pkey PRIMARY KEY (customer_id, id)
);
