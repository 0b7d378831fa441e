-- Nothing belongs to a document that is not there.
WITH belongings AS (
    SELECT record_type || ' ' || record_id AS name, document_id FROM evidence
    UNION ALL
    SELECT 'page ' || document_id || ':' || number, document_id FROM stored.pages
    UNION ALL
    SELECT 'block ' || block_id, document_id FROM stored.blocks
    UNION ALL
    SELECT 'identity of ' || document_id, document_id FROM stored.identity_evidence
    UNION ALL
    SELECT 'issue of ' || path, document_id FROM stored.issues
)
SELECT name AS offender FROM belongings
ANTI JOIN stored.documents AS document USING (document_id);
