CREATE VIEW identity_evidence AS
SELECT part.*, document.path
FROM stored.identity_evidence AS part
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn;
COMMENT ON VIEW identity_evidence IS 'Where each document tells what it is, one row per field; or the reason why nothing is quoted for it.';
