-- Every record's quote stands in its document's text, to the letter, at its offsets.
SELECT evidence.record_type || ' ' || evidence.record_id AS offender
FROM evidence
JOIN stored.documents AS document USING (document_id)
WHERE evidence.quote IS DISTINCT FROM
    substr(document.text, evidence.start_char + 1, evidence.end_char - evidence.start_char);
