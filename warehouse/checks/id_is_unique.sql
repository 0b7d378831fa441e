-- One id is one document, one block, one record, and each field of a document has one row of evidence.
-- The ids of blocks and records are made from their document's: they clash within it or nowhere.
SELECT 'document ' || document_id AS offender FROM stored.documents GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'block ' || block_id FROM stored.blocks SEMI JOIN to_check USING (document_id)
GROUP BY block_id HAVING count(*) > 1
UNION ALL
SELECT record_type || ' ' || record_id FROM evidence SEMI JOIN to_check USING (document_id)
GROUP BY record_type, record_id HAVING count(*) > 1
UNION ALL
SELECT 'identity of ' || document_id || ': ' || field FROM stored.identity_evidence
GROUP BY document_id, field HAVING count(*) > 1;
