CREATE VIEW cycles AS
FROM stored.cycles ORDER BY adopted DESC;
COMMENT ON VIEW cycles IS 'The rounds in which the Committee considered a report of the Netherlands.';
