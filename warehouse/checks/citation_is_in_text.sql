-- A citation as it is written, and the other side of a discrepancy, stand in their document's text,
-- to the letter, at their own offsets.
SELECT 'recommendation_references ' || reference.record_id AS offender
FROM stored.recommendation_references AS reference
JOIN to_check AS document USING (document_id)
WHERE reference.text IS DISTINCT FROM
    substr(document.text, reference.text_start + 1, reference.text_end - reference.text_start)
UNION ALL
SELECT 'discrepancies ' || discrepancy.record_id
FROM stored.discrepancies AS discrepancy
JOIN to_check AS document USING (document_id)
WHERE discrepancy.other_quote IS DISTINCT FROM
    substr(document.text, discrepancy.other_start + 1, discrepancy.other_end - discrepancy.other_start);
