-- Every quote, of a record or of a document's identity, stands in its document's text, to the letter, at its offsets.
SELECT evidence.record_type || ' ' || evidence.record_id AS offender
FROM evidence
JOIN to_check AS document USING (document_id)
WHERE evidence.quote IS DISTINCT FROM
    substr(document.text, evidence.start_char + 1, evidence.end_char - evidence.start_char)
UNION ALL
SELECT 'identity of ' || told.document_id || ': ' || told.field
FROM stored.identity_evidence AS told
JOIN to_check AS document USING (document_id)
WHERE told.quote IS DISTINCT FROM
    substr(document.text, told.start_char + 1, told.end_char - told.start_char);
