CREATE VIEW commitments AS
SELECT record.*, document.path, document.title, document.year
FROM stored.commitments AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW commitments IS 'Passages that say what someone will do or must have reached, each with the document it stands in.';
