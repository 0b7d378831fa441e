-- What tells what came of a promise stands in another document, to the letter; and the promise is there.
SELECT 'follow-up of ' || link.record_id || ' in ' || link.evidence_document_id AS offender
FROM stored.commitment_links AS link
JOIN to_check AS document ON document.document_id = link.evidence_document_id
WHERE link.evidence_quote IS DISTINCT FROM
    substr(document.text, link.evidence_start + 1, link.evidence_end - link.evidence_start)
UNION ALL
SELECT 'follow-up of ' || link.record_id || ' in ' || link.evidence_document_id
FROM stored.commitment_links AS link
LEFT JOIN stored.commitments AS commitment USING (record_id)
LEFT JOIN stored.documents AS document ON document.document_id = link.evidence_document_id
WHERE commitment.record_id IS NULL OR document.document_id IS NULL OR link.document_id = link.evidence_document_id;
