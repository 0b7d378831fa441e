CREATE VIEW responses AS
SELECT record.*, document.path, document.title, document.year
FROM stored.responses AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW responses IS 'Sentences that answer a recommendation, each with the document it stands in.';
