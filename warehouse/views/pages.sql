CREATE VIEW pages AS
SELECT part.*
FROM stored.pages AS part
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW pages IS 'The pages of each document: where their text stands and how good it is.';
