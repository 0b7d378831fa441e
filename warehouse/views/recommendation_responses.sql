CREATE VIEW recommendation_responses AS
SELECT
    record.record_id, record.stance, label.parliament_label, label.upr_label, record.quote,
    record.recommendation_id, recommendation.quote AS recommendation, record.issuer, record.codes,
    record.document_id, document.path, document.title, document.year, record.page
FROM stored.responses AS record
JOIN stored.documents AS document USING (document_id)
LEFT JOIN stored.recommendations AS recommendation
    ON recommendation.record_id = record.recommendation_id
LEFT JOIN stored.stances AS label USING (stance)
WHERE NOT document.withdrawn
ORDER BY document.year, record.document_id, record.start_char;
COMMENT ON VIEW recommendation_responses IS 'Which answer each recommendation got, in the words of the response.';
COMMENT ON COLUMN recommendation_responses.parliament_label IS 'The stance as cabinet responses call it, such as deels overgenomen; the mapping is ours.';
COMMENT ON COLUMN recommendation_responses.upr_label IS 'The stance as the Universal Periodic Review calls it: supported or noted (Human Rights Council resolution 5/1, annex, par. 32).';
COMMENT ON COLUMN recommendation_responses.recommendation_id IS 'The recommendation of the same document that is answered; null where none was found.';
COMMENT ON COLUMN recommendation_responses.recommendation IS 'The words of that recommendation.';
COMMENT ON COLUMN recommendation_responses.stance IS 'How the response takes the recommendation: accepted, partial, alternative, rejected or noted.';
COMMENT ON COLUMN recommendation_responses.issuer IS 'Whose recommendation is answered.';
COMMENT ON COLUMN recommendation_responses.codes IS 'The recommendation''s own number, if it has one.';
