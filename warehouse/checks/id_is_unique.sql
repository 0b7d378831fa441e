-- One id is one document, one block, one record.
SELECT 'document ' || document_id AS offender FROM stored.documents GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'block ' || block_id FROM stored.blocks GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT record_type || ' ' || record_id FROM evidence GROUP BY ALL HAVING count(*) > 1;
