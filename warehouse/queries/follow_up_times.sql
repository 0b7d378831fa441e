-- What tells when each document was written whose links are made anew.
SELECT document.document_id, told.fingerprint, document.kind, document.year, document.published, document.event_date
FROM stored.documents AS document
JOIN told USING (document_id)
WHERE document_id IN (FROM renewed)
ORDER BY document_id;
