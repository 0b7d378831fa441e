-- Commitments of the documents of $year, in $status ('open' is all that is not done or cancelled),
-- whose deadline has surely passed before $due_before; seen from the day $as_of.
SELECT
    record_id, quote, kind, actors, due, due_from, due_to, theme, codes, status,
    CASE
        WHEN status IN ('done', 'cancelled') THEN 'closed'
        WHEN due IS NULL THEN 'open_ended'
        WHEN due_to < $as_of::DATE THEN 'overdue'
        WHEN due_from <= $as_of::DATE THEN 'due'
        WHEN due_from > $as_of::DATE THEN 'upcoming'
    END AS timing,
    document_id, path, title, year, page
FROM commitments
WHERE ($year IS NULL OR year = $year)
    AND ($due_before IS NULL OR due_to < $due_before::DATE)
    AND (
        $status IS NULL
        OR status = $status
        OR ($status = 'open' AND status NOT IN ('done', 'cancelled'))
    )
ORDER BY due_to NULLS LAST, due_from, year, path, start_char, record_id;
