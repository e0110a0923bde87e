-- A provider that failed is offered the message again, in the same slot, and has then been asked twice: both starts count
-- for as long as a limit looks back. The earlier one stays as a row that holds no place; take_pace sweeps it away in time.
CREATE FUNCTION keep_start() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO pace_slots VALUES (OLD.customer_id, OLD.attempt || ' ' || OLD.started_at, OLD.provider, OLD.channel, OLD.started_at, OLD.started_at)
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER pace_slots_keep_start AFTER UPDATE OF started_at ON pace_slots FOR EACH ROW EXECUTE FUNCTION keep_start();
