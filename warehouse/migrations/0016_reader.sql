-- Which readers read a document, so that a change of theirs is told apart from one of the rules.

ALTER TABLE stored.documents ADD COLUMN reader_version VARCHAR;
COMMENT ON COLUMN stored.documents.reader_version IS 'Which readers made the text of the file, their libraries and what reads scans among them; null where an earlier Oogst did.';
