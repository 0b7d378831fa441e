-- The runs that were published before: what they loaded was checked then.
CREATE OR REPLACE TEMP TABLE earlier_runs AS SELECT run_id FROM stored.runs;
