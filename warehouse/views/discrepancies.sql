CREATE VIEW discrepancies AS
SELECT record.*, document.path, document.title, document.year
FROM stored.discrepancies AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW discrepancies IS 'Two places of one document that disagree, each with the document they stand in.';
