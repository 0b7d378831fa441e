CREATE VIEW corrections AS
SELECT
    correction.shown_id AS record_id, correction.record_type, correction.document_id, document.path,
    correction.found_id,
    correction.found ->> 'quote' AS found_quote,
    (correction.found ->> 'confidence')::DOUBLE AS found_confidence,
    correction.found ->> 'rule' AS found_rule,
    correction.follows,
    review.review_id, review.decision, review.reviewer, review.reviewed_at, review.remark
FROM stored.corrections AS correction
JOIN stored.reviews AS review USING (review_id)
JOIN stored.documents AS document ON document.document_id = correction.document_id
WHERE NOT document.withdrawn;
COMMENT ON VIEW corrections IS 'What reviews made of the records that the rules had found; a record that was rejected has no record_id.';
COMMENT ON COLUMN corrections.found_quote IS 'The passage as the rules had found it.';
COMMENT ON COLUMN corrections.found_confidence IS 'How sure the rule had been, from 0 to 1.';
COMMENT ON COLUMN corrections.found_rule IS 'The rule that had fired.';
COMMENT ON COLUMN corrections.record_id IS 'The record as it is shown now; null where it was rejected.';
