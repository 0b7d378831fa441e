CREATE VIEW date_mentions AS
SELECT record.*, document.path, document.title, document.year
FROM stored.date_mentions AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW date_mentions IS 'Points and stretches on the calendar, each with the document that names them.';
