CREATE VIEW responses AS
SELECT record.*, document.path, document.title, document.year,
    EXISTS (FROM stored.corrections AS one WHERE one.shown_id = record.record_id AND NOT one.follows) AS reviewed
FROM stored.responses AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW responses IS 'Sentences that answer a recommendation, each with the document it stands in.';
COMMENT ON COLUMN responses.reviewed IS 'Whether a person confirmed, corrected or added it; it then has confidence 1.';
