CREATE VIEW recommendation_responses AS
SELECT
    record.record_id, record.stance, record.quote, record.issuer, record.codes,
    record.document_id, document.path, document.title, document.year, record.page
FROM stored.responses AS record
JOIN stored.documents AS document USING (document_id)
WHERE NOT document.withdrawn
ORDER BY document.year, record.document_id, record.start_char;
COMMENT ON VIEW recommendation_responses IS 'Which answer each recommendation got, in the words of the response.';
COMMENT ON COLUMN recommendation_responses.issuer IS 'Whose recommendation is answered.';
COMMENT ON COLUMN recommendation_responses.codes IS 'The recommendation''s own number, if it has one.';
