CREATE VIEW recommendation_references AS
SELECT record.*, document.path, document.title, document.year,
    EXISTS (FROM stored.corrections AS one WHERE one.shown_id = record.record_id AND NOT one.follows) AS reviewed
FROM stored.recommendation_references AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW recommendation_references IS 'Citations of numbered recommendations, each with the document it stands in.';
COMMENT ON COLUMN recommendation_references.reviewed IS 'Whether a person confirmed, corrected or added it; it then has confidence 1.';
