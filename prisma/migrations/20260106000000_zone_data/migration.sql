-- The version of the IANA time zone data by which a verdict read the customer's clock. Null in verdicts from before it was kept.
ALTER TABLE verdicts ADD COLUMN iana text;
