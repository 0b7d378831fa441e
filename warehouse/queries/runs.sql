-- Every run that this version knows of.
SELECT run_id, started_at, finished_at, counts, versions, coalesce(warnings, []) AS warnings
FROM runs;
