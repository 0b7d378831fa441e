-- The documents whose quotes are still to be compared with their text: those that no published
-- run loaded, and those that people corrected, since a correction may change a quote.
CREATE TEMP TABLE IF NOT EXISTS earlier_runs (run_id VARCHAR);
CREATE OR REPLACE TEMP TABLE to_check AS
SELECT document_id, text FROM stored.documents
WHERE loaded_by IS NULL
    OR loaded_by NOT IN (FROM earlier_runs)
    OR reviews_version IS NOT NULL;
