-- What came of the commitments of the documents of $year, or of all, known on the day $as_of.
SELECT
    record_id, verdict, reason, score, evidence_quote, evidence_page, evidence_document_id,
    coalesce(evidence_title, evidence_path) AS evidence_title, evidence_start, evidence_end
FROM commitment_follow_up_details
WHERE ($year IS NULL OR year = $year) AND known_on <= $as_of::DATE
ORDER BY record_id, score DESC, evidence_document_id, evidence_start;
