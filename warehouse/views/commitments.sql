CREATE VIEW commitments AS
SELECT record.*, document.path, document.title, document.year,
    EXISTS (FROM stored.corrections AS one WHERE one.shown_id = record.record_id AND NOT one.follows) AS reviewed
FROM stored.commitments AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW commitments IS 'Passages that say what someone will do or must have reached, each with the document it stands in.';
COMMENT ON COLUMN commitments.reviewed IS 'Whether a person confirmed, corrected or added it; it then has confidence 1.';
