CREATE VIEW runs AS
FROM stored.runs ORDER BY started_at, run_id;
COMMENT ON VIEW runs IS 'Every run that built this warehouse, oldest first.';
