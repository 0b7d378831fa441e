-- Nothing belongs to a document that is not there.
SELECT record_type || ' ' || record_id AS offender FROM evidence
ANTI JOIN stored.documents AS document USING (document_id)
UNION ALL
SELECT 'page ' || document_id || ':' || number FROM stored.pages
ANTI JOIN stored.documents AS document USING (document_id)
UNION ALL
SELECT 'block ' || block_id FROM stored.blocks
ANTI JOIN stored.documents AS document USING (document_id)
UNION ALL
SELECT 'identity of ' || document_id FROM stored.identity_evidence
ANTI JOIN stored.documents AS document USING (document_id)
UNION ALL
SELECT 'issue of ' || path FROM stored.issues
ANTI JOIN stored.documents AS document USING (document_id);
