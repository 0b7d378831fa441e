-- What the run warned of that was recorded last, if this build recorded one.
UPDATE stored.runs SET warnings = $warnings
WHERE run_id = (SELECT max(run_id) FROM stored.runs)
    AND run_id NOT IN (SELECT run_id FROM earlier_runs);
