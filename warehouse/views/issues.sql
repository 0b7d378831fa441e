CREATE VIEW issues AS
FROM stored.issues ORDER BY path, reason;
COMMENT ON VIEW issues IS 'Files that need a person''s attention, until they are read or gone.';
