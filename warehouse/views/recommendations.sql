CREATE VIEW recommendations AS
SELECT record.*, document.path, document.title, document.year
FROM stored.recommendations AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW recommendations IS 'Passages that say what someone should do, each with the document it stands in.';
