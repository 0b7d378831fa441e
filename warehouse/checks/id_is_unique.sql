-- One id is one document, one block, one record, and each field of a document has one row of evidence.
SELECT 'document ' || document_id AS offender FROM stored.documents GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'block ' || block_id FROM stored.blocks GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT record_type || ' ' || record_id FROM evidence GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'identity of ' || document_id || ': ' || field FROM stored.identity_evidence GROUP BY document_id, field HAVING count(*) > 1;
