CREATE VIEW expectations AS
FROM stored.expectations ORDER BY kind, counted;
COMMENT ON VIEW expectations IS 'How many pages and records a document of each kind is expected to hold.';
