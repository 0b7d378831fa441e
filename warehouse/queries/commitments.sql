-- Commitments of the documents of $year, in $status ('open' is all that is not done or cancelled),
-- whose deadline has surely passed before $due_before; seen from the day $as_of: what later documents
-- tell counts from the day on which it was surely so, and the last news stands.
WITH told AS (
    SELECT
        record_id,
        arg_max(verdict, (known_on, score)) AS verdict,
        list({
            'verdict': verdict, 'timing': timing, 'happened': happened, 'quote': evidence_quote, 'reason': reason,
            'score': score, 'document_id': evidence_document_id, 'path': evidence_path, 'title': evidence_title,
            'page': evidence_page, 'start_char': evidence_start, 'end_char': evidence_end
        } ORDER BY known_on, score DESC, evidence_document_id, evidence_start) AS follow_up
    FROM commitment_follow_up_details
    WHERE $as_of IS NULL OR known_on <= $as_of::DATE
    GROUP BY record_id
),
standing AS (
    SELECT commitments.*, coalesce(told.verdict, status) AS standing, coalesce(told.follow_up, []) AS follow_up
    FROM commitments
    LEFT JOIN told USING (record_id)
)
SELECT
    record_id, quote, kind, actors, due, due_from, due_to, theme, codes, status, standing,
    CASE
        WHEN standing IN ('done', 'cancelled') THEN 'closed'
        WHEN due IS NULL THEN 'open_ended'
        WHEN due_to < $as_of::DATE THEN 'overdue'
        WHEN due_from <= $as_of::DATE THEN 'due'
        WHEN due_from > $as_of::DATE THEN 'upcoming'
    END AS timing,
    follow_up, document_id, path, title, year, page
FROM standing
WHERE ($year IS NULL OR year = $year)
    AND ($due_before IS NULL OR due_to < $due_before::DATE)
    AND (
        $status IS NULL
        OR standing = $status
        OR ($status = 'open' AND standing NOT IN ('done', 'cancelled'))
    )
ORDER BY due_to NULLS LAST, due_from, year, path, start_char, record_id;
