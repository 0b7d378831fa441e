-- Passages that only say how it is now; and passages that are too unsure to be commitments, unless a later document tells what came of them.
ALTER TABLE stored.follow_up_passages ADD COLUMN likelihood DOUBLE;
ALTER TABLE stored.follow_up_passages ADD COLUMN due VARCHAR;
ALTER TABLE stored.follow_up_passages ADD COLUMN is_plain BOOLEAN DEFAULT false;
