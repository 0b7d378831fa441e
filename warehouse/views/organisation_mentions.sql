CREATE VIEW organisation_mentions AS
SELECT record.*, document.path, document.title, document.year
FROM stored.organisation_mentions AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW organisation_mentions IS 'Organisations where a document names them, each with the document it stands in.';
