CREATE VIEW discrepancies AS
SELECT record.*, document.path, document.title, document.year,
    EXISTS (FROM stored.corrections AS one WHERE one.shown_id = record.record_id AND NOT one.follows) AS reviewed
FROM stored.discrepancies AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW discrepancies IS 'Two places of one document that disagree, each with the document they stand in.';
COMMENT ON COLUMN discrepancies.reviewed IS 'Whether a person confirmed, corrected or added it; it then has confidence 1.';
