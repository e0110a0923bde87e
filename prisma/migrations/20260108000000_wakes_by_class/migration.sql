-- Whoever has something more important held is woken first: the class that the cursor is in, from 0, the most important.
ALTER TABLE wakes ADD COLUMN after_class integer NOT NULL DEFAULT 0;
