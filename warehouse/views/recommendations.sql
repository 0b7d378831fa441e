CREATE VIEW recommendations AS
SELECT record.*, document.path, document.title, document.year,
    EXISTS (FROM stored.corrections AS one WHERE one.shown_id = record.record_id AND NOT one.follows) AS reviewed
FROM stored.recommendations AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW recommendations IS 'Passages that say what someone should do, each with the document it stands in.';
COMMENT ON COLUMN recommendations.reviewed IS 'Whether a person confirmed, corrected or added it; it then has confidence 1.';
