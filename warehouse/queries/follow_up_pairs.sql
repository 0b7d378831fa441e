-- Promises and later passages of other documents that share rare terms, where one of both documents is
-- relinked. What is told six years later tells of another round.
CREATE OR REPLACE TEMP TABLE pairs AS
WITH keys AS (
    SELECT term, passage_id, document_id, role, weight, document_id IN (FROM relinked) AS is_relinked
    FROM stored.follow_up_keys
    WHERE term NOT IN (FROM stored.follow_up_common_terms)
),
shared AS (
    SELECT promise.passage_id AS promise_id, evidence.passage_id AS evidence_id
    FROM keys AS promise
    JOIN keys AS evidence USING (term)
    JOIN stored.follow_up_documents AS promised ON promised.document_id = promise.document_id
    JOIN stored.follow_up_documents AS told ON told.document_id = evidence.document_id
    WHERE promise.role = 'promise' AND evidence.role = 'evidence'
        AND (promise.is_relinked OR evidence.is_relinked)
        AND promise.document_id <> evidence.document_id
        AND told.told_to BETWEEN promised.told_from AND promised.told_to + INTERVAL 6 YEARS
    GROUP BY promise.passage_id, evidence.passage_id
    HAVING sum(promise.weight * evidence.weight) >= 0.2
),
-- A commitment that a person rejected is no promise any more, however likely.
rejected AS (
    SELECT document_id, path, quote
    FROM stored.reviews
    WHERE record_type = 'commitments' AND decision = 'reject' AND outcome = 'applied'
),
promises AS (
    SELECT passage_id AS promise_id FROM stored.follow_up_passages SEMI JOIN stored.commitments USING (record_id)
    UNION
    SELECT passage.passage_id
    FROM stored.follow_up_passages AS passage
    JOIN stored.documents AS document USING (document_id)
    WHERE passage.likelihood IS NOT NULL
        AND NOT EXISTS (
            FROM rejected
            WHERE (rejected.document_id = document.document_id OR rejected.path = document.path)
                AND rejected.quote = substr(document.text, passage.start_char + 1, passage.end_char - passage.start_char)
        )
)
SELECT row_number() OVER (ORDER BY promise_id, evidence_id) AS number, promise_id, evidence_id
FROM shared
SEMI JOIN promises USING (promise_id);
