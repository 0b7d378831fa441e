-- A citation as it is written stands in its document's text, to the letter, at its own offsets.
SELECT 'recommendation_references ' || reference.record_id AS offender
FROM stored.recommendation_references AS reference
JOIN stored.documents AS document USING (document_id)
WHERE reference.text IS DISTINCT FROM
    substr(document.text, reference.text_start + 1, reference.text_end - reference.text_start);
