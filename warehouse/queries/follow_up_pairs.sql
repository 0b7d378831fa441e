-- Promises and later passages of other documents that share rare terms, where one of both documents is relinked.
WITH keys AS (
    SELECT term, passage_id, document_id, role, weight, document_id IN (FROM relinked) AS is_relinked
    FROM stored.follow_up_keys
    WHERE term NOT IN (FROM stored.follow_up_common_terms)
),
pairs AS (
    SELECT promise.passage_id AS promise_id, evidence.passage_id AS evidence_id
    FROM keys AS promise
    JOIN keys AS evidence USING (term)
    JOIN stored.follow_up_documents AS promised ON promised.document_id = promise.document_id
    JOIN stored.follow_up_documents AS told ON told.document_id = evidence.document_id
    WHERE promise.role = 'promise' AND evidence.role = 'evidence'
        AND (promise.is_relinked OR evidence.is_relinked)
        AND promise.document_id <> evidence.document_id
        AND told.told_to >= promised.told_from
    GROUP BY ALL
    HAVING sum(promise.weight * evidence.weight) >= 0.2
)
SELECT
    promise.record_id, promise.document_id, promised.told_from AS promised_from, promised.told_to AS promised_to,
    substr(source.text, promise.start_char + 1, promise.end_char - promise.start_char) AS quote,
    promise.cue, promise.is_state, promise.names, promise.dates, promise.terms, promise.context,
    commitment.due, commitment.actors, commitment.theme,
    commitment.codes, promise.codes AS chosen,
    evidence.document_id AS evidence_document_id, told.told_from, told.told_to,
    evidence.start_char AS evidence_start, evidence.end_char AS evidence_end, evidence.page AS evidence_page,
    substr(other.text, evidence.start_char + 1, evidence.end_char - evidence.start_char) AS evidence_quote,
    evidence.cue AS evidence_cue, evidence.tells, evidence.is_state AS is_outspoken,
    evidence.names AS evidence_names, evidence.dates AS evidence_dates, evidence.terms AS evidence_terms, evidence.context AS evidence_context,
    evidence.organisations, evidence.theme AS evidence_theme, evidence.codes AS evidence_codes
FROM pairs
JOIN stored.follow_up_passages AS promise ON promise.passage_id = pairs.promise_id
JOIN stored.commitments AS commitment ON commitment.record_id = promise.record_id
JOIN stored.follow_up_passages AS evidence ON evidence.passage_id = pairs.evidence_id
JOIN stored.documents AS source ON source.document_id = promise.document_id
JOIN stored.documents AS other ON other.document_id = evidence.document_id
JOIN stored.follow_up_documents AS promised ON promised.document_id = promise.document_id
JOIN stored.follow_up_documents AS told ON told.document_id = evidence.document_id
ORDER BY promise.record_id, evidence.document_id, evidence.start_char;
