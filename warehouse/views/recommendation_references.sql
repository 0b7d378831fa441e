CREATE VIEW recommendation_references AS
SELECT record.*, document.path, document.title, document.year
FROM stored.recommendation_references AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW recommendation_references IS 'Citations of numbered recommendations, each with the document it stands in.';
